import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import { impliedGrades } from "../../src/search/rules/reading/grades.ts";
import { readSynonyms } from "../../src/search/rules/synonyms.ts";
import { type Item, Standards } from "../../src/standards/rules/framework.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";

const item: Item = { id: "i1", framework: "m", code: "4.NF.B.3", grades: ["04"], sequence: 1 };
const reference = {
  standards: new Standards([{ id: "m", code: "ccss-math", title: "Mathematics" }], [item]),
  vocabularies: seedReference().vocabularies,
  organizations: new OrganizationTree([
    { code: "ri", kind: "state", name: "Rhode Island" },
    { code: "04", kind: "district", name: "Central Falls", parent: "ri" },
    { code: "28", kind: "district", name: "Providence", parent: "ri" },
  ]),
} as unknown as Reference;
const read = (text: string, synonyms = readSynonyms("")) => readWords(text, reference, synonyms);

describe("grades wished for", () => {
  test.each([
    ["fractions 5th grade", ["05"]],
    ["grade 3 fractions", ["03"]],
    ["grade 3 geometry", ["03"]],
    ["grade 4 measuring", ["04"]],
    ["grades 3-5", ["03", "04", "05"]],
    ["3rd graders", ["03"]],
    ["first grade poems", ["01"]],
    ["Year 4 decimals", ["03"]],
    ["middle school ecology", ["06", "07", "08"]],
    ["kindergarten counting", ["KG"]],
    ["k-2 phonics", ["KG", "01", "02"]],
    ["tercer grado fracciones", ["03"]],
    ["5º ano frações", ["05"]],
    ["the 3 little pigs", []],
    ["world war 2", []],
  ])("%s", (text, grades) => {
    expect(impliedGrades(text).flatMap((w) => w.values)).toEqual(grades);
  });
});

describe("typed words", () => {
  test("a code is taken out and what is left are words", () => {
    const { words, codes } = read("4nf3 worksheets about pizza");
    expect(codes).toEqual([{ typed: "4nf3", items: ["i1"], bare: ["4nfb3"] }]);
    expect(words.map((w) => w.text)).toEqual(["worksheets", "about", "pizza"]);
  });

  test("the letters of a code that no standard has are no words", () => {
    const read9 = read("pizza 4.NF.B.9");
    expect(read9.words.map((w) => w.text)).toEqual(["pizza"]);
    expect(read9).toMatchObject({ codes: [], onlyUnknown: false, recognized: [{ typed: "4.NF.B.9" }] });
    expect(read("4.NF.B.9")).toMatchObject({ words: [], onlyUnknown: true });
  });

  test("codes are plain words when asked so", () => {
    expect(readWords("4nf3", reference, readSynonyms(""), true)).toMatchObject({ codes: [], recognized: [] });
  });

  test("the words of a name belong together, and other words are alone", () => {
    const names = (text: string) => read(text).words.map((w) => w.name);
    expect(names("rhode island history")).toEqual([0, 0, undefined]);
    expect(names("mills in Central Falls and Rhode Island")).toEqual([
      undefined,
      undefined,
      2,
      2,
      undefined,
      5,
      5,
    ]);
    expect(names("island history of Providence")).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("words that tell little and wishes are marked", () => {
    const { words, impliedFilters } = read("activity where kids compare fractions 5th grade worksheet");
    const marked = Object.fromEntries(
      words.map((w) => [w.text, w.weak ? "weak" : w.wish ? "wish" : "telling"]),
    );
    expect(marked).toMatchObject({
      activity: "weak",
      kids: "weak",
      compare: "telling",
      grade: "wish",
      worksheet: "wish",
    });
    expect(impliedFilters).toEqual({ grade: ["05"], type: ["worksheet"] });
  });

  test("a question of wishes alone is known as such", () => {
    expect(read("grade 3 worksheet")).toMatchObject({
      onlyImplied: true,
      impliedFilters: { grade: ["03"], type: ["worksheet"] },
    });
    expect(read("grade 3 fractions worksheet").onlyImplied).toBe(false);
  });

  test("the last word is unfinished until something follows it", () => {
    expect(read("photosyn").words.at(-1)?.last).toBe(true);
    expect(read("photosyn ").words.at(-1)?.last).toBe(false);
    expect(read("photosyn*").words.at(-1)).toMatchObject({ text: "photosyn", last: true });
  });
});

describe("synonyms", () => {
  test("are met in every form, in both directions, unless the line says otherwise", () => {
    const synonyms = readSynonyms(
      "exit ticket = quick check # remark\nmanipulatives > counters, base ten blocks",
    );
    const alternatives = (text: string) =>
      read(text, synonyms).words[0]?.alternatives.map((a) => a.words.join(" "));
    expect(alternatives("exit tickets fractions")).toEqual(["quick check"]);
    expect(alternatives("quick check")).toEqual(["exit ticket"]);
    expect(alternatives("manipulative")).toEqual(["counters", "base ten blocks"]);
    expect(alternatives("counters")).toEqual([]);
  });

  test("the shipped file is well filled and knows educators' words", () => {
    const shipped = loadSynonyms();
    expect(shipped.meant.size).toBeGreaterThan(3000);
    const known = (text: string) =>
      read(text, shipped).words[0]?.alternatives.map((a) => a.words.join(" ")) ?? [];
    expect(known("fracciones")).toContain("fractions");
    expect(known("frações")).toContain("fractions");
    expect(known("ela")).toContain("english language arts");
    expect(known("maths")).toContain("mathematics");
    expect(known("exit ticket").length).toBeGreaterThan(0);
    expect(known("anchor chart").length).toBeGreaterThan(0);
    expect(known("manipulatives").length).toBeGreaterThan(0);
  });
});
