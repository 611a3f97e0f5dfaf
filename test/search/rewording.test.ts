import { describe, expect, test } from "@jest/globals";
import { apart, asWord, withoutMinus } from "../../src/search/rules/rewording.ts";

describe("a typed word is asked for as it stands", () => {
  test.each([
    ["proficient decimals", "proficient", '"proficient" decimals'],
    ["Proficient decimals", "proficient", '"Proficient" decimals'],
    ["area of a tarea", "area", '"area" of a tarea'],
    ["tarea area", "area", 'tarea "area"'],
    ["maps for 10 minutes", "10 minutes", 'maps for "10 minutes"'],
    ['"wind power" wind', "wind", '"wind power" "wind"'],
    ["¿fracciones en español?", "español", '¿fracciones en "español"?'],
    ['the "water cycle"', '"water cycle"', 'the "water cycle"'],
  ])("%s: %s", (words, typed, asked) => {
    expect(asWord(words, typed)).toBe(asked);
  });

  test("what does not stand there changes nothing", () => {
    expect(asWord("maps", "globe")).toBe("maps");
    expect(asWord("maps", '""')).toBe("maps");
  });
});

describe("what quotes and a minus do is undone", () => {
  test.each([
    ['"water cycle" in “dry places”', "water cycle in dry places"],
    ["no quotes here", "no quotes here"],
  ])("%s", (words, plain) => {
    expect(apart(words)).toBe(plain);
  });

  test.each([
    ["rivers -lakes", "rivers"],
    ['rivers -"salt lakes" maps', "rivers maps"],
    ["–lakes rivers −seas", "rivers"],
    ["co-operative games", "co-operative games"],
    ["grades 3-5 maps", "grades 3-5 maps"],
  ])("%s", (words, plain) => {
    expect(withoutMinus(words)).toBe(plain);
  });
});
