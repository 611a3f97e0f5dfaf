import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { loadModifiers } from "../../src/search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { FACETS } from "../../src/search/rules/facets.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import { readModifiers } from "../../src/search/rules/reading/modifiers.ts";

const reference = seedReference();
const [synonyms, modifiers] = [loadSynonyms(), loadModifiers()];
const read = (text: string) => readWords(text, reference, synonyms, false, modifiers);
const rolesIn = (text: string) =>
  Object.fromEntries(read(text).words.map((w) => [w.text, w.wish ? "wish" : w.role]));

describe("the part a word has in a question", () => {
  test.each([
    ["delightful decimals", { decimals: "topic" }],
    ["exciting decimals", { exciting: "modifier", decimals: "topic" }],
    ["winter ecosystems", { winter: "modifier", ecosystems: "topic" }],
    ["IB physics", { ib: "modifier", physics: "topic" }],
    ["polynomial equations", { polynomial: "topic", equations: "topic" }],
    ["editable printable slope handouts", { slope: "topic", handouts: "wish", editable: "wish" }],
    ["divertidas ecuaciones", { ecuaciones: "topic" }],
    ["pemdas bingo", { pemdas: "topic", bingo: "modifier" }],
    ["openstax genetics", { openstax: "publisher", genetics: "topic" }],
    ["stories about lighthouses", { lighthouses: "topic" }],
    ["lanterns and circuits", { lanterns: "topic", circuits: "topic" }],
    ["italian verbs", { italian: "topic", verbs: "topic" }],
    ["library of congress immigration", { library: "publisher", congress: "publisher" }],
  ])("%s", (text, roles) => {
    expect(rolesIn(text)).toMatchObject(roles);
  });

  test("a modifier alone is what is looked for", () => {
    expect(rolesIn("winter")).toEqual({ winter: "plain" });
    expect(rolesIn("engaging collaborative")).toEqual({ engaging: "plain", collaborative: "plain" });
  });

  test("a modifier inside the label of a topic, or in an expression of its own, is none", () => {
    expect(rolesIn("simple machines")).not.toMatchObject({ simple: "wish" });
    expect(rolesIn("free verse")).toMatchObject({ free: "plain" });
    expect(read("developing countries").wishes).toEqual([]);
    expect(read("developing decimals").wishes).toEqual([
      { typed: "developing", facet: "level", values: ["developing"] },
    ]);
  });

  test("function words inside labels are no topics", () => {
    expect(rolesIn("making slope")).toMatchObject({ making: "plain", slope: "topic" });
  });
});

describe("the file of modifiers", () => {
  test("has some hundred expressions, and every value it wishes for is one a record can have", () => {
    expect(modifiers.modifiers.meant.size).toBeGreaterThan(300);
    const wished = [...modifiers.modifiers.meant.values()].flatMap((m) => Object.entries(m.wishes));
    const unknown = wished.flatMap(([facet, values]) => {
      const f = FACETS.find(({ id }) => id === facet);
      const known = f?.says
        ? Object.keys(f.says)
        : reference.vocabularies[f?.values as "type"].terms.map((t) => t.id);
      return values.filter((v) => !known.includes(v));
    });
    expect(unknown).toEqual([]);
  });

  test("says which line names no facet", () => {
    expect(() => readModifiers("neat\nshiny > shine=yes")).toThrow(/Line 2.*shine=yes/);
  });
});
