import { describe, expect, test } from "@jest/globals";
import { stemOf, tokensOf, wordsIn } from "../../src/search/rules/tokens.ts";

describe("what a word is", () => {
  test.each([
    ["Fractions on a Number-Line!", ["fractions", "on", "a", "number", "line"]],
    ["La fotosíntesis, ¿qué es?", ["la", "fotosintesis", "que", "es"]],
    ["don't and don’t", ["dont", "and", "dont"]],
    ["MS-LS1-6", ["ms", "ls1", "6"]],
    ["Cafe\u0301 Ångström", ["cafe", "angstrom"]],
    ["🦊 “quoted” AND x*", ["quoted", "and", "x"]],
    ["हिन्दी भाषा", ["हिन्दी", "भाषा"]],
    ["", []],
  ])("%s", (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  test("Chinese, Japanese and Thai are cut into words", () => {
    expect(tokensOf("光合作用和植物").length).toBeGreaterThan(1);
    expect(tokensOf("การสังเคราะห์ด้วยแสง").length).toBeGreaterThan(1);
  });

  test("a word's place is its place in what was written", () => {
    const text = "Más «fotosíntesis»";
    for (const { start, end } of wordsIn(text)) expect(text.slice(start, end)).toMatch(/^\p{L}+$/u);
  });

  test("a run of letters without end is cut", () => {
    expect(tokensOf("x".repeat(10_000))[0]?.length).toBeLessThan(50);
  });

  test("forms of an English word share a stem, and other scripts are left alone", () => {
    expect(stemOf("fractions")).toBe(stemOf("fraction"));
    expect(stemOf("comparing")).toBe(stemOf("compare"));
    expect([stemOf("adding"), stemOf("added"), stemOf("adds")]).toEqual(["add", "add", stemOf("add")]);
    expect(stemOf("光合")).toBe("光合");
    expect(stemOf("4nfb3")).toBe("4nfb3");
  });
});
