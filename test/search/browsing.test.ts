import { describe, expect, test } from "@jest/globals";
import { makerOf, qualityOf, varied } from "../../src/search/rules/browsing.ts";
import type { SearchDocument } from "../../src/search/rules/document.ts";
import { documentWith } from "./documents.ts";

const quality = (facets: Partial<SearchDocument["facets"]>, summary = "") =>
  qualityOf(documentWith("a", { facets, text: { summary } }));

describe("the quality of a record", () => {
  test("a review by the state weighs more than one by a district, and that more than none", () => {
    const [none, district, state] = ["none", "district", "state"].map((by) => quality({ endorsed: [by] }));
    expect(none).toBeLessThan(district as number);
    expect(district).toBeLessThan(state as number);
  });

  test.each([
    ["a license", { license: ["cc-by"] }],
    ["the right to change", { adaptable: ["yes"] }],
    ["a standard", { standard: ["s1"] }],
    ["a grade", { grade: ["04"] }],
  ])("%s adds to it", (_, facets) => {
    expect(quality(facets)).toBeGreaterThan(quality({}));
  });

  test("what is not stated adds nothing", () => {
    expect(quality({ license: ["not-stated"], grade: ["not-stated"] })).toBe(quality({}));
  });

  test("a summary of a sentence adds to it, a word does not", () => {
    const sentence = "Students compare fractions with unlike denominators on a number line.";
    expect(quality({}, sentence)).toBeGreaterThan(quality({}, "Fractions"));
    expect(quality({}, "Fractions")).toBe(quality({}));
  });
});

describe("a mixed order", () => {
  const order = [..."aaaaaaaaaaaaaabbbccc"].map((maker, i) => ({ maker: maker.charCodeAt(0), i }));
  const mixed = varied(order, ({ maker }) => [maker]);

  test("keeps every record once, the first in its place", () => {
    expect(mixed).toHaveLength(order.length);
    expect(new Set(mixed)).toEqual(new Set(order));
    expect(mixed[0]).toBe(order[0]);
  });

  test("lets others in between, each maker's in their order", () => {
    expect(new Set(mixed.slice(0, 6).map((m) => m.maker)).size).toBeGreaterThan(1);
    for (const maker of new Set(order.map((o) => o.maker))) {
      const own = mixed.filter((m) => m.maker === maker);
      expect(own).toEqual(order.filter((o) => o.maker === maker));
    }
  });

  test("an order of different ones stays as it is", () => {
    const different = Array.from({ length: 30 }, (_, i) => i);
    expect(varied(different, (i) => [i])).toEqual(different);
  });
});

test("two records of one publisher share their maker, others do not", () => {
  const of = (source: string) => makerOf(documentWith("a", { text: { source } }));
  expect(of("Much Press ; Ann Lee")).toBe(of("Much Press ; Lesson plan"));
  expect(of("Much Press")).not.toBe(of("Little Press"));
});
