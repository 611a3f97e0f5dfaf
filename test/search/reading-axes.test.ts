import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { loadModifiers } from "../../src/search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import { openTestRegistry } from "../support/registry.ts";

const reference = seedReference();
const [synonyms, modifiers] = [loadSynonyms(), loadModifiers()];
const read = (text: string) => readWords(text, reference, synonyms, false, modifiers);
const wished = (text: string) => read(text).impliedFilters;

const [K2, G35, G68, G912] = [
  ["KG", "01", "02"],
  ["03", "04", "05"],
  ["06", "07", "08"],
  ["09", "10", "11", "12"],
];

describe("grades as they are typed", () => {
  test.each([
    ["K—2 rhymes", K2],
    ["k through 2 rhymes", K2],
    ["three through five rhymes", G35],
    ["Grades 3 – 5 rhymes", G35],
    ["grades six to eight", G68],
    ["3rd, 4th and 5th grade rhymes", G35],
    ["3–5 rhymes", G35],
    ["HS civics", G912],
    ["MS civics", G68],
    ["G7 civics", ["07"]],
    ["gr 2 rhymes", ["02"]],
    ["6th-8th civics", G68],
    ["second and third grade rhymes", ["02", "03"]],
    ["upper elementary poems", G35],
    ["early elementary poems", K2],
    ["secondary civics", [...G68, ...G912]],
    ["TK rhymes", ["TK"]],
    ["prekindergarten rhymes", ["PK"]],
    ["8th-graders", ["08"]],
    ["Year 5 rhymes", ["04"]],
    ["sophomores civics", ["10"]],
    ["cuarto grado", ["04"]],
    ["primeiro a terceiro ano", ["01", "02", "03"]],
    ["4.º grado", ["04"]],
    ["4th reading", ["04"]],
  ])("%s", (text, grades) => {
    expect(wished(text).grade).toEqual(grades);
  });

  test.each([
    "3D solids",
    "12 frames",
    "K'nex bridges",
    "MS Excel charts",
    "Ms. Rivera",
    "primary colors",
    "secondary sources",
    "7th amendment",
    "one to ten",
    "5-2",
    "pages 3-5",
    "3-5 minutes",
    "grade 14",
    "MS-PS1-2",
  ])("no grade: %s", (text) => {
    expect(wished(text).grade).toBeUndefined();
  });
});

describe("the registry's own axes", () => {
  test.each([
    ["expanding decimals", { level: ["expanding"] }],
    ["proficient", { level: ["proficient"] }],
    ["decimals in Portuguese", { language: ["pt"] }],
    ["Haitian Creole stories", { language: ["ht"] }],
    ["cuentos en español", { language: ["es"] }],
    ["vietnamese decimals", { language: ["vi"] }],
    ["Next Generation Science Standards weather", { standard: [reference.standards.framework("ngss")?.id] }],
    ["free decimals", { adaptable: ["yes"] }],
    ["decimals no login", { signup: ["no"] }],
    ["powerpoint decimals", { format: ["slides"] }],
    ["decimals pdf", { format: ["document"] }],
    ["print and go decimals", { printable: ["yes"] }],
    ["20-minute decimals", { time: ["30"] }],
    ["decimals in half an hour", { time: ["30"] }],
    ["three-week unit on rivers", { time: ["longer"], type: ["unit"] }],
    ["decimals for parents", { audience: ["family"] }],
    ["IEP decimals", { use: ["intervention"] }],
    ["MLL decimals", { topic: ["english-learners"] }],
    ["enrichment writers", { use: ["enrichment"] }],
  ])("%s", (text, wishes) => {
    expect(wished(text)).toEqual(wishes);
  });

  test("a license is each of its versions, and Creative Commons is all of them", () => {
    expect(wished("CC BY-SA rivers").license).toContain("CC-BY-SA-4.0");
    expect(wished("CC BY-SA rivers").license).not.toContain("CC-BY-4.0");
    expect(wished("creative commons rivers").license).toEqual(
      expect.arrayContaining(["CC0-1.0", "CC-BY-NC-4.0"]),
    );
    expect(wished("public domain photos").license).toContain("CC-PDM-1.0");
  });

  test("common core is both of its sets, or the one of a content area", () => {
    const ids = ["ccss-ela", "ccss-math"].map((code) => reference.standards.framework(code)?.id);
    expect(wished("common core rivers").standard?.toSorted()).toEqual(ids.toSorted());
    expect(wished("CCSS math").standard).toEqual([ids[1]]);
  });

  test.each([
    "french revolution",
    "ancient greek myths",
    "polish an essay",
    "english language arts",
    "7 days of creation",
    "telling time to 5 minutes",
  ])("no wish: %s", (text) => {
    const { language, time } = wished(text);
    expect([language, time]).toEqual([undefined, undefined]);
  });

  test("where a language is what is learned, its lessons are wished for in any language", () => {
    expect(wished("italian verbs")).toEqual({});
    expect(wished("French greetings")).toEqual({ subject: ["world-languages"] });
    expect(wished("french rivers")).toEqual({ language: ["fr"] });
  });

  test("a level beside a code is a wish that pairs with it", () => {
    expect(read("4.NF.B.3 proficient")).toMatchObject({
      codes: [{ typed: "4.NF.B.3" }],
      impliedFilters: { level: ["proficient"] },
      onlyImplied: false,
    });
  });
});

describe("the language of a question", () => {
  test.each([
    ["fracciones", ["es"]],
    ["sumas y restas", ["es"]],
    ["los ríos del sur", ["es"]],
    ["frações", ["pt"]],
    ["o ciclo da água", ["pt"]],
    ["fractions", undefined],
    ["el nino and the ocean", undefined],
    ["lesson on fracciones", undefined],
  ])("%s", (text, language) => {
    expect(wished(text).language).toEqual(language);
  });
});

describe("a broad question", () => {
  test.each([
    "chemistry",
    "geometry course",
    "fifth grade social studies",
    "algebra 2",
    "world history",
    "engaging physics",
  ])("%s", (text) => {
    expect(read(text).broad).toBe(true);
  });
  test.each(["acids and bases", "geometry games", "history of Newport", "decimals", "grade 3", ""])(
    "not: %s",
    (text) => {
      expect(read(text).broad).toBe(false);
    },
  );
});

describe("over HTTP", () => {
  test("a set of standards alone finds what its filter finds, and a language what is in it", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const total = async (ask: string) =>
      (await registry.call("GET", `/api/v1/search?${ask}`)).body.total as number;
    expect(await total("q=NGSS")).toBe(await total("standard=ngss"));
    expect(await total("q=NGSS")).toBeGreaterThan(1);
    expect(await total("q=printable")).toBe(await total("printable=yes"));
    expect(await total("q=portuguese")).toBeGreaterThanOrEqual(await total("language=pt"));
    const { body } = await registry.call("GET", "/api/v1/search?q=fractions+in+spanish");
    expect(body.wishes).toEqual({ language: ["es"] });
    expect(body.leftOut).toEqual([]);
  });

  test("the name of a language gives way to a topic, and leads to what is about both", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const ask = async (q: string) => (await registry.call("GET", `/api/v1/search?q=${q}&size=5`)).body;
    const ratios = await ask("portuguese+ratios");
    expect(ratios.hits[0].title).toMatch(/rati|rate|proportion/i);
    expect(ratios.wishes).toEqual({ language: ["pt"] });
    expect((await ask("spanish+verbs")).leftOut).toEqual([]);
  });
});
