import { describe, expect, test } from "@jest/globals";
import { seedRubrics } from "../../seed/data.ts";
import { answerFaults, NOT_APPLICABLE, questionsFor } from "../../src/reviews/rules/rubric.ts";
import { sampleOf } from "../../src/reviews/rules/sample.ts";
import { daysBetween, schoolDaysAfter } from "../../src/reviews/rules/school-days.ts";
import { wordDiff } from "../../src/reviews/rules/word-diff.ts";

describe("school days", () => {
  test.each([
    ["2026-11-23T15:00:00.000Z", "2026-11-30T15:00:00.000Z"], // Monday
    ["2026-11-27T15:00:00.000Z", "2026-12-04T15:00:00.000Z"], // Friday
    ["2026-11-28T15:00:00.000Z", "2026-12-04T15:00:00.000Z"], // Saturday
    ["2026-11-30T03:00:00.000Z", "2026-12-05T03:00:00.000Z"], // Sunday evening in Rhode Island, Monday in UTC
  ])("five after %s is %s", (from, to) => expect(schoolDaysAfter(from, 5, "America/New_York")).toBe(to));

  test("a clock that steps back makes no negative age", () => {
    expect(daysBetween("2026-11-24T15:00:00.000Z", "2026-11-23T15:00:00.000Z")).toBe(0);
    expect(daysBetween("2026-11-24T15:00:00.000Z", "2026-11-26T14:00:00.000Z")).toBe(1);
  });
});

describe("the sample of a batch", () => {
  const ids = Array.from({ length: 80 }, (_, i) => `id-${i}`);
  test("is a tenth, at least three, and never more than there are", () => {
    expect(sampleOf(ids)).toHaveLength(8);
    expect(sampleOf(ids.slice(0, 12))).toHaveLength(3);
    expect(sampleOf(ids.slice(0, 2)).toSorted()).toEqual(["id-0", "id-1"]);
  });
  test("is the same however often and in whatever order one asks", () => {
    expect(sampleOf(ids.toReversed())).toEqual(sampleOf(ids));
    expect(new Set(sampleOf(ids)).size).toBe(8);
  });
});

describe("rubrics", () => {
  const [achieve, plain] = ["achieve", "four-questions"].map((id) => seedRubrics().find((r) => r.id === id));
  if (!achieve || !plain) throw new Error("The seed has lost a rubric");

  test("the usual one asks four questions, and the state's other one asks for each standard", () => {
    expect([plain.usual, achieve.usual]).toEqual([true, false]);
    expect(questionsFor(plain, ["a", "b"])).toHaveLength(4);
    expect(questionsFor(achieve, ["a", "b"])).toHaveLength(9);
    expect(questionsFor(achieve, [])).toHaveLength(8);
  });
  test("a value off the scale, an unknown question and a missing answer are faults", () => {
    const answers = [
      { question: "correct", value: "perhaps", words: "" },
      { question: "color", value: "yes", words: "" },
    ];
    expect(answerFaults(plain, [], answers, false).map((f) => f.pointer)).toEqual([
      "/answers/0/value",
      "/answers/1/question",
    ]);
    expect(answerFaults(plain, [], [], true)).toHaveLength(4);
    const na = [{ question: "assessment", value: NOT_APPLICABLE, words: "" }];
    expect(answerFaults(achieve, [], na, false)).toEqual([]);
    expect(
      answerFaults(plain, [], [{ question: "correct", value: NOT_APPLICABLE, words: "" }], false),
    ).toHaveLength(1);
  });
});

describe("the words that changed", () => {
  test("are marked, and the others are not", () => {
    const { before, now } = wordDiff(
      "Students place decimals cards",
      "Students place tenths cards and argue",
    );
    expect(before).toEqual([
      { text: "Students place ", changed: false },
      { text: "decimals ", changed: true },
      { text: "cards", changed: false },
    ]);
    expect(now.filter((s) => s.changed).map((s) => s.text)).toEqual(["tenths ", "and argue"]);
    expect(now.map((s) => s.text).join("")).toBe("Students place tenths cards and argue");
  });

  test.each([
    ["a b c", "a b c", "a b c", "a b c"],
    ["a  b\nc", "a b c d", "a  b\nc", "a b c [d]"],
    ["Not stated", "Yes", "[Not stated]", "[Yes]"],
    ["one, two", "one two", "[one, ]two", "[one ]two"],
  ])("from %j to %j", (from, to, before, now) => {
    const shown = wordDiff(from, to);
    const marked = (side: "before" | "now") =>
      shown[side].map((s) => (s.changed ? `[${s.text}]` : s.text)).join("");
    expect([marked("before"), marked("now")]).toEqual([before, now]);
  });

  test("of a long text are not looked for: it is shown whole", () => {
    const long = "and ".repeat(401);
    expect(wordDiff(long, "and")).toEqual({
      before: [{ text: long, changed: true }],
      now: [{ text: "and", changed: true }],
    });
  });
});
