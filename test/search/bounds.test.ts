import { beforeEach, describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { Problem } from "../../src/kernel/problem.ts";
import { readQuery, readStrictly } from "../../src/search/rules/query.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";

let registry: TestRegistry;
beforeEach(async () => {
  registry = await openTestRegistry();
});

const asked = (parameters: [string, string][]) => `/api/v1/search?${new URLSearchParams(parameters)}`;
const times = (n: number, facet: string, value: (i: number) => string) =>
  Array.from({ length: n }, (_, i): [string, string] => [facet, value(i)]);

describe("a search is bounded", () => {
  test("fifty values of a facet are read, fifty-one are a fault that says what to leave out", async () => {
    const ids = seedReference()
      .vocabularies.topic.terms.slice(0, 51)
      .map((t) => t.id);
    const fifty = asked(times(50, "topic", (i) => ids[i] as string));
    expect((await registry.call("GET", fifty)).status).toBe(200);
    const { status, body } = await registry.call("GET", asked(times(51, "topic", (i) => ids[i] as string)));
    expect([status, body.errors]).toEqual([
      400,
      [
        {
          in: "query",
          pointer: "/topic",
          detail: "has 51 values. At most 50 are searched for at once: leave out 1.",
        },
      ],
    ]);
  });

  test("a value of 61 letters is a fault that names it; one of 60 is looked up", async () => {
    const long = await registry.call("GET", asked([["subject", "m".repeat(61)]]));
    expect(long.body.errors).toEqual([
      {
        in: "query",
        pointer: "/subject",
        detail: `has a value of 61 letters ("${"m".repeat(20)}…"). At most 60 are read: give its id, or leave it out.`,
      },
    ]);
    const looked = await registry.call("GET", asked([["subject", "m".repeat(60)]]));
    expect(looked.body.errors[0].detail).toMatch(/is not a value of subject/);
  });

  test("what is too much is told before anything is looked up, every such fault at once", () => {
    const untouched = new Proxy({} as Reference, {
      get: () => {
        throw new Error("looked up");
      },
    });
    const given = {
      topic: times(51, "topic", (i) => `unknown ${i}`).map(([, v]) => v),
      standard: "9".repeat(61),
      grade: "no grade",
    };
    const refused = (): unknown => {
      try {
        return readStrictly(given, untouched);
      } catch (problem) {
        return problem instanceof Problem ? problem.faults.map((f) => f.pointer) : problem;
      }
    };
    expect(refused()).toEqual(["/standard", "/topic"]);
  });

  test("a page searches with what is left, and says what was too much", async () => {
    const path = `/search?${new URLSearchParams([["q", "a"], ...times(51, "topic", (i) => `unknown ${i}`)])}`;
    const { status, text } = await registry.call("GET", path, { headers: { accept: "text/html" } });
    expect(status).toBe(200);
    expect(text).toContain("has 51 values");
    expect(text).not.toContain("unknown 7");
  });

  test("nearest values are looked for as long as somebody reads them: for three faults", async () => {
    const misspelled = times(5, "subject", (i) => `mathemaatics${"s".repeat(i)}`);
    const { body } = await registry.call("GET", asked(misspelled));
    const math = "mathematics";
    expect(body.errors.map((e: { nearest?: string[] }) => e.nearest?.[0])).toEqual([
      math,
      math,
      math,
      undefined,
      undefined,
    ]);
  });

  test("of the words the first 32 and 300 letters are searched for, and the rest is kept to be told", () => {
    const reference = seedReference();
    const words = (given: string) => {
      const { query } = readQuery({ q: given }, reference);
      return [query.words, query.beyond];
    };
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `w${from + i}`).join(" ");
    expect(words(numbered(1, 32))).toEqual([numbered(1, 32), undefined]);
    expect(words(numbered(1, 40))).toEqual([numbered(1, 32), numbered(33, 40)]);
    const [kept, beyond] = words(`${"long".repeat(50)} ${"longer".repeat(30)} end`);
    expect([kept, beyond]).toEqual(["long".repeat(50), `${"longer".repeat(30)} end`]);
    expect(words("x".repeat(20_000)).map((part) => part?.length)).toEqual([300, 200]);
  });

  test("beginnings of codes that stand for more than a hundred standards are a fault, and the first are searched", () => {
    const reference = seedReference();
    const strands = ["OA", "NBT", "NF", "MD", "G", "RL", "RI", "W", "SL", "L"];
    const asked = [3, 4, 5].flatMap((grade) => strands.map((strand) => `${grade}${strand.toLowerCase()}`));
    const { query, faults } = readQuery({ standard: asked }, reference);
    expect(query.filters.standard).toHaveLength(100);
    expect(faults.map((f) => f.detail).filter((d) => d.startsWith("stands for"))).toEqual([
      expect.stringMatching(/^stands for 1\d\d values together\. The first 100 are searched for/),
    ]);
    const { query: few, faults: none } = readQuery({ standard: ["4.NF", "5.NF"] }, reference);
    expect([none, (few.filters.standard?.length ?? 0) > 1]).toEqual([[], true]);
  });

  test("of hundreds of unknown parameters the first fifty are named", async () => {
    const many = Array.from({ length: 900 }, (_, i): [string, string] => [`p${i}`, ""]);
    const { status, body } = await registry.call("GET", asked(many));
    expect(status).toBe(400);
    expect(body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(
      many.slice(0, 50).map(([name]) => `/${name}`),
    );
  });
});
