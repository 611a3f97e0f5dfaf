import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { suggestions } from "../../src/contributing/rules/suggestions.ts";
import { growth } from "../support/growth.ts";

const reference = seedReference();
const of = (title: string, words = "", known: { subjects?: string[]; grades?: string[] } = {}) =>
  suggestions({ title, words, subjects: known.subjects ?? [], grades: known.grades ?? [] }, reference);
const code = (id: string) => reference.standards.item(id)?.code ?? id;

describe("what a description suggests", () => {
  test("is a standard that it names, with the code as it was written", () => {
    const { standards } = of("Decimal cards", "Students compare. For 4nf7 and 4.NF.C.6");
    expect(standards.filter((s) => s.sure).map((s) => [code(s.id), s.because])).toEqual([
      [expect.stringContaining("4.NF.C.7"), "“4nf7” is named."],
      [expect.stringContaining("4.NF.C.6"), "“4.NF.C.6” is named."],
    ]);
  });

  test("is a standard most of whose words it says, of its content area and grade, never ticked beforehand", () => {
    const words = "Comparing decimals to hundredths with cards";
    const found = of(words, "", { subjects: ["mathematics"], grades: ["04"] }).standards;
    expect(found[0]).toMatchObject({ sure: false, because: expect.stringContaining("“decimals”") });
    expect(code(found[0]?.id ?? "")).toContain("4.NF.C.7");
    const later = of(words, "", { subjects: ["mathematics"], grades: ["11"] }).standards.map((s) =>
      code(s.id),
    );
    expect(later.filter((c) => c.includes("4.NF"))).toEqual([]);
    expect(of(words, "", { subjects: ["science"] }).standards).toEqual([]);
  });

  test("are topics with the words that say so, and the content area they belong to", () => {
    const { topics, subjects } = of("Place value with decimals", "Tens and ones, tenths and hundredths.");
    expect(topics.filter((t) => t.sure).map((t) => t.id)).toEqual(
      expect.arrayContaining(["decimals", "place-value"]),
    );
    expect(topics.find((t) => t.id === "decimals")?.because).toMatch(/^The words .*“tenths”/);
    expect(subjects[0]).toBe("mathematics");
  });

  test.each(["", "My lesson", "The best of all", "🙂", "x".repeat(80)])("is nothing for %j", (title) => {
    expect(of(title)).toEqual({ topics: [], standards: [], subjects: [] });
  });

  test("takes time in proportion to the length of the page", () => {
    const page = (times: number) => "decimals on a number line, fractions and ratios. ".repeat(times);
    const read = (times: number) => of("Decimals", page(times), { subjects: ["mathematics"] });
    expect(growth(read, 1_000)).toBeLessThan(12);
  });
});
