import { describe, expect, test } from "@jest/globals";
import { rank } from "../../src/search/rules/ranking.ts";
import { type Candidate, type RankedWord, WEIGHTS } from "../../src/search/rules/ranking-weights.ts";
import { FORMS, formOf, wordOf } from "../../src/search/rules/ranking-words.ts";
import { worthOfWish } from "../../src/search/rules/wish-worth.ts";

/** Stems are numbers; a small table of them keeps the tests readable. */
const STEMS = "fraction number line grade pizza the compare food game unrelated more words here".split(" ");
const stems = (text: string) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((w) => STEMS.indexOf(w));
const record = (title: string, summary = "", more: Partial<Candidate> = {}): Candidate => ({
  fields: [stems(title), [], [], stems(summary), []],
  aligned: 0,
  wished: 0,
  endorsed: false,
  whole: false,
  ...more,
});
const asked = (text: string, more: Partial<RankedWord> = {}): RankedWord[] =>
  stems(text).map((stem) => ({
    weak: false,
    wish: false,
    idf: 3,
    meanings: [{ stems: [stem], share: 1 }],
    ...more,
  }));
const statistics = { means: [4, 0, 3, 20, 2], broad: false };
const best = (records: Record<string, Candidate>, words: RankedWord[]) => {
  const names = Object.keys(records);
  return rank(Object.values(records), words, statistics).map((i) => names[i]);
};

describe("the order of results", () => {
  test("a title that is the query comes before one that contains it, and that before one that mixes it", () => {
    const records = {
      mixes: record("line number words fraction"),
      contains: record("fraction number line here"),
      is: record("fraction number line"),
    };
    expect(best(records, asked("fraction number line"))).toEqual(["is", "contains", "mixes"]);
  });

  test("the title counts for more than the summary", () => {
    expect(
      best({ summary: record("unrelated", "fraction"), title: record("fraction here") }, asked("fraction")),
    ).toEqual(["title", "summary"]);
  });

  test("meeting the telling words beats repeating a common one", () => {
    const words = [
      ...asked("fraction", { idf: 6 }),
      ...asked("pizza", { idf: 6 }),
      ...asked("game", { idf: 1 }),
    ];
    const records = {
      repeats: record("game", "game game game game"),
      meets: record("unrelated", "fraction pizza"),
    };
    expect(best(records, words)).toEqual(["meets", "repeats"]);
  });

  test("an exact word comes before a guess at a misspelled one", () => {
    const words: RankedWord[] = [
      {
        weak: false,
        wish: false,
        idf: 5,
        meanings: [
          { stems: [0], share: 0.75 },
          { stems: [4], share: 1 },
        ],
      },
    ];
    expect(best({ guess: record("fraction"), exact: record("pizza") }, words)).toEqual(["exact", "guess"]);
  });

  test("all stems of one meaning are needed", () => {
    const words: RankedWord[] = [
      { weak: false, wish: false, idf: 5, meanings: [{ stems: stems("number line"), share: 1 }] },
    ];
    expect(best({ half: record("number here"), both: record("here", "number line") }, words)).toEqual([
      "both",
      "half",
    ]);
  });

  test("what is aligned to a code comes first, the item before its parts, whatever the words say", () => {
    const records = {
      words: record("fraction"),
      part: record("here", "", { aligned: 1 }),
      item: record("more", "", { aligned: 2 }),
    };
    expect(best(records, asked("fraction"))).toEqual(["item", "part", "words"]);
  });

  test("a grade wished for raises, another grade lowers, none does neither", () => {
    const records = {
      other: record("fraction", "", { wished: worthOfWish("grade", -1) }),
      silent: record("fraction"),
      met: record("fraction", "", { wished: worthOfWish("grade", 1) }),
    };
    expect(best(records, asked("fraction"))).toEqual(["met", "silent", "other"]);
  });

  test("a language wished for comes before a better match in another, and what states none is not held back", () => {
    const records = {
      other: record("fraction", "fraction fraction", { wished: worthOfWish("language", -1) }),
      silent: record("fraction", "fraction fraction", { wished: worthOfWish("language", 0) }),
      met: record("fraction here", "", { wished: worthOfWish("language", 1) }),
    };
    expect(best(records, asked("fraction"))).toEqual(["met", "silent", "other"]);
  });

  test("to a broad question whole courses come before lessons, to a narrow one the other way", () => {
    const records = {
      lesson: record("fraction game"),
      course: record("fraction food", "", { whole: true }),
    };
    const ranked = (broad: boolean) =>
      rank(Object.values(records), asked("fraction"), { ...statistics, broad }).map(
        (i) => Object.keys(records)[i],
      );
    expect(ranked(true)).toEqual(["course", "lesson"]);
    expect(ranked(false)).toEqual(["lesson", "course"]);
  });

  test("an endorsement decides between equals, and never lifts over a better match", () => {
    expect(
      best(
        { plain: record("fraction"), endorsed: record("fraction", "", { endorsed: true }) },
        asked("fraction"),
      )[0],
    ).toBe("endorsed");
    const records = { endorsed: record("fraction here", "", { endorsed: true }), better: record("fraction") };
    expect(best(records, asked("fraction"))[0]).toBe("better");
    expect(WEIGHTS.endorsed).toBeLessThanOrEqual(0.03);
  });

  test("the word as typed comes before others of its stem, wherever they stand", () => {
    const [university, universe] = [wordOf(50), wordOf(50, FORMS.other)];
    const field = (...words: number[]) => ({ fields: [words, [], [], [], []] });
    const records = {
      universe: record("", "", field(universe)),
      inSummary: record("", "", { fields: [stems("more words"), [], [], [university], []] }),
      university: record("", "", field(university)),
    };
    const words = asked("fraction").map((w) => ({ ...w, meanings: [{ stems: [50], share: 1 }] }));
    expect(best(records, words)).toEqual(["university", "inSummary", "universe"]);
  });

  test("words that say little make a title no longer", () => {
    const [little, telling] = [wordOf(60, FORMS.same, true), wordOf(61)];
    const fraction = stems("fraction")[0] as number;
    const records = {
      more: record("", "", { fields: [[telling, fraction], [], [], [], []] }),
      introduces: record("", "", { fields: [[little, fraction], [], [], [], []] }),
    };
    expect(best(records, asked("fraction"))).toEqual(["introduces", "more"]);
  });

  test("thirty words and more do no harm", () => {
    const many = Array.from({ length: 60 }, () => asked("fraction")).flat();
    expect(best({ a: record("here"), b: record("fraction") }, many)).toEqual(["b", "a"]);
  });
});

describe("the form of a word", () => {
  test.each([
    ["fractions", "fraction"],
    ["study", "studies"],
    ["run", "running"],
    ["factor", "factored"],
    ["graphing", "graph"],
    ["plate", "plates"],
  ])("%s and %s are one word inflected", (a, b) => {
    expect(formOf(a, [b])).toBe(FORMS.inflected);
    expect(formOf(b, [a])).toBe(FORMS.inflected);
  });

  test.each([
    ["university", "universe"],
    ["organization", "organic"],
    ["generate", "general"],
    ["news", "new"],
    ["communism", "community"],
    ["policy", "police"],
    ["internal", "international"],
  ])("%s and %s are two", (a, b) => {
    expect(formOf(a, [b])).toBe(FORMS.other);
    expect(formOf(b, [a])).toBe(FORMS.other);
  });

  test("a word is itself, whatever else is asked for", () => {
    expect(formOf("universe", ["university", "universe"])).toBe(FORMS.same);
  });
});
