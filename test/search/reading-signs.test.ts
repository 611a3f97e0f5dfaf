import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { loadModifiers } from "../../src/search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import { openTestRegistry } from "../support/registry.ts";

const reference = seedReference();
const [synonyms, modifiers] = [loadSynonyms(), loadModifiers()];
const read = (text: string) => readWords(text, reference, synonyms, false, modifiers);
const textOf = (text: string) => read(text).words.map((w) => w.text);

describe("quotes", () => {
  test.each([
    ['"place value" chart', [["place", "value"]]],
    [
      "“place value” and „water cycle“",
      [
        ["place", "value"],
        ["water", "cycle"],
      ],
    ],
    ['"photosynthesis"', [["photosynthesis"]]],
    ['"place value chart', []],
    ['4" nails and 8" by 2"', []],
    ['""', []],
  ])("%s", (text, phrases) => {
    expect(read(text).phrases).toEqual(phrases);
  });

  test("what stands in them stands for itself: no wish, no modifier, never unfinished", () => {
    const { words, wishes } = read('decimals "hands-on worksheet"');
    expect(wishes).toEqual([]);
    expect(words.slice(1)).toMatchObject(
      ["hands", "on", "worksheet"].map((text) => ({ text, quoted: true, role: "topic", weak: false })),
    );
    expect(words.at(-1)).toMatchObject({ last: false, written: "worksheet" });
  });
});

describe("a minus at the beginning of a word", () => {
  test.each([
    ["decimals -money", [["money"]]],
    ['decimals -"number line" -money', [["number", "line"], ["money"]]],
    ["decimals NOT money", [["money"]]],
    ["-money", [["money"]]],
    ["semi-arid grades 3-5", []],
    ["decimals - money", []],
    ["adding -7 and 2", []],
    ["WHY IS IT NOT MONEY", []],
    ["not money", []],
  ])("%s", (text, excluded) => {
    const { excluded: found, words } = read(text);
    expect(found).toEqual(excluded);
    expect(words.map((w) => w.text).includes("money")).toBe(excluded.length === 0 && /money/i.test(text));
  });
});

describe("a prefix", () => {
  test.each([
    ["creator:lopez rivers", "creator:lopez", ["lopez", "rivers"]],
    ["keyword: rivers", "keyword:", ["rivers"]],
    ["intitle:rivers", "intitle:rivers", ["rivers"]],
  ])("of no field is told: %s", (text, typed, words) => {
    expect(read(text)).toMatchObject({ notSearched: [{ why: "prefix", typed }], empty: false });
    expect(textOf(text)).toEqual(words);
  });

  test.each([
    ["grade:4-5 rivers", { grade: ["04", "05"] }],
    ["level:developing", { level: ["developing"] }],
    ["lang:pt rios", { language: ["pt"] }],
    ['type:"lesson plan" rivers', { type: ["lesson-plan"] }],
    ["standard:4.NF.B.3", { standard: [reference.standards.withBareCode("4nfb3")[0]?.id] }],
  ])("of a facet is a wish: %s", (text, wished) => {
    expect(read(text)).toMatchObject({ impliedFilters: wished, notSearched: [] });
  });

  test.each(["https://example.net/rivers", "rivers:deltas", "Rivers: where they end", "doi:10.1000/182"])(
    "is none in %s",
    (text) => {
      expect(read(text).notSearched).toEqual([]);
    },
  );
});

describe("what is no words", () => {
  test.each(["🦋", "!!", "+ =", '""'])("signs alone find nothing: %s", (text) => {
    expect(read(text)).toMatchObject({ empty: true, notSearched: [{ why: "signs", typed: text }] });
  });

  test("function words alone are searched for, and nothing at all is browsing", () => {
    expect(read("where is the").empty).toBe(false);
    expect(textOf("where is the")).toEqual(["where", "is", "the"]);
    expect(read(" ").empty).toBe(false);
  });
});

describe("over HTTP", () => {
  test("quotes and minus hold for total and facets, and signs alone are explained", async () => {
    const registry = await openTestRegistry({ seeded: true });
    await registry.indexed();
    const find = async (q: string) =>
      (await registry.call("GET", `/api/v1/search?size=100&q=${encodeURIComponent(q)}`)).body;
    const all = await find("decimals");
    const without = await find("decimals -line");
    const saysLine = (hit: { title: string; summary: string }) =>
      /\blines?\b/i.test(`${hit.title} ${hit.summary}`);
    expect(without.total).toBeLessThan(all.total);
    expect(without.hits.filter(saysLine)).toEqual([]);
    expect(await find('"value place"')).toMatchObject({ total: 0, phrases: [["value", "place"]] });
    expect((await find('"place value"')).total).toBeGreaterThan(0);
    for (const signs of ["🦋", "??"]) {
      expect(await find(signs)).toMatchObject({ total: 0, notSearched: [{ why: "signs", typed: signs }] });
    }
    expect((await find("")).total).toBeGreaterThan(all.total);
    const prefixed = await find("creator:lopez photosynthesis");
    expect(prefixed).toMatchObject({ notSearched: [{ why: "prefix", typed: "creator:lopez" }] });
    expect(prefixed.hits[0].title).toMatch(/photosynthesis/i);
  });
});
