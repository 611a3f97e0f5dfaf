import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { seedReference } from "../../seed/data.ts";
import { loadSynonyms, SYNONYM_FILE, TRANSLATION_FILE } from "../../src/search/jobs/load-synonyms.ts";
import {
  LONGEST_PHRASE,
  MOST_ALTERNATIVES,
  readSynonyms,
  SYNONYM_SHARES,
  type SynonymLine,
  synonymLines,
  synonymsAt,
} from "../../src/search/rules/synonyms.ts";
import { stemOf, tokensOf } from "../../src/search/rules/tokens.ts";
import { isWeak } from "../../src/search/rules/weak-words.ts";

/** Lines with their number, without remarks. */
const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line, i) => ({ at: i + 1, line: line.replace(/#.*/, "").trim() }))
    .filter(({ line }) => line !== "");

const stemsOf = (tokens: string[]) => tokens.map(stemOf).join(" ");

/** Every pair of a line, in stems. */
const pairsOf = (lines: SynonymLine[]) =>
  lines.flatMap(({ from, to, share }) =>
    from.flatMap((a) => to.filter((b) => b !== a).map((b) => ({ a, b, share, pair: [a, b].map(stemsOf) }))),
  );

/** What is wrong with the expressions themselves. */
function badExpressions(text: string, signs: RegExp): string[] {
  return linesOf(text).flatMap(({ at, line }) =>
    line.split(signs).flatMap((expression) => {
      const tokens = tokensOf(expression);
      if (tokens.length === 0) return `${at}: an empty expression in "${line}"`;
      if (tokens.length > LONGEST_PHRASE) return `${at}: "${expression}" is too long`;
      return tokens.every(isWeak) ? `${at}: "${expression}" has only words that say little` : [];
    }),
  );
}

const textOf = (file: string) => readFileSync(file, "utf8");
const [synonyms, translations] = [textOf(SYNONYM_FILE), textOf(TRANSLATION_FILE)];

describe("the file of synonyms", () => {
  test("has expressions of one to four words that say something, and one kind of sign a line", () => {
    expect(badExpressions(synonyms, /[=,>]/)).toEqual([]);
    const signs = linesOf(synonyms).filter(({ line }) => !/^[^=>]+(=[^=>,]+)+$|^[^=>]+>[^=>]+$/.test(line));
    expect(signs).toEqual([]);
  });

  test("says nothing twice, in two ways, or about two forms of one word", () => {
    const said = new Map<string, number>();
    const faults = linesOf(synonyms).flatMap(({ at, line }) => {
      const pairs = pairsOf(synonymLines(line));
      return pairs.flatMap(({ a, b, pair: [from = "", to = ""] }) => {
        const before = said.get(`${from} > ${to}`);
        said.set(`${from} > ${to}`, at);
        if (from === to) return `${at}: "${a.join(" ")}" and "${b.join(" ")}" are one word`;
        return before ? `${at}: "${from}" leads to "${to}" in line ${before}` : [];
      });
    });
    expect(faults).toEqual([]);
  });

  test("leads nobody to records that have all typed words anyway", () => {
    const faults = pairsOf(synonymLines(synonyms).filter(({ share }) => share === SYNONYM_SHARES.meant))
      .filter(({ a, b }) => {
        const stems = new Set(b.map(stemOf));
        return a.filter((word) => !isWeak(word)).every((word) => stems.has(stemOf(word)));
      })
      .map(({ a, b }) => `${a.join(" ")} > ${b.join(" ")}`);
    expect(faults).toEqual([]);
  });

  test("has two thousand lines and more, for every subject", () => {
    expect(linesOf(synonyms).length).toBeGreaterThan(2000);
  });
});

describe("the file of translations", () => {
  test("has three columns a line, of expressions of one to four words that say something", () => {
    expect(linesOf(translations).filter(({ line }) => line.split("|").length !== 3)).toEqual([]);
    expect(badExpressions(translations, /[|,]/)).toEqual([]);
  });

  test("has Spanish and Portuguese for every topic and content area", () => {
    const { vocabularies } = seedReference();
    const english = linesOf(translations).flatMap(({ line }) => (line.split("|")[0] ?? "").split(","));
    for (const vocabulary of [vocabularies.topic, vocabularies.subject]) {
      const known = new Set(english.map((expression) => vocabulary.understand(expression)?.id));
      expect(vocabulary.terms.filter(({ id }) => !known.has(id)).map(({ label }) => label)).toEqual([]);
    }
  });
});

describe("reading", () => {
  const found = (read: ReturnType<typeof readSynonyms>, text: string) =>
    synonymsAt(tokensOf(text), 0, read).others.map(({ words, share }) => [words.join(" "), share]);

  test("what is the same is worth more than what may be meant, and that more than another language", () => {
    const read = readSynonyms("sofa > furniture\nsofa = couch", "sofa, settee | sillón | canapé");
    expect(found(read, "sofas")).toEqual([
      ["couch", SYNONYM_SHARES.same],
      ["furniture", SYNONYM_SHARES.meant],
      ["sillon", SYNONYM_SHARES.fromEnglish],
      ["canape", SYNONYM_SHARES.fromEnglish],
    ]);
    expect(found(read, "sillones")).toEqual([
      ["sofa", SYNONYM_SHARES.toEnglish],
      ["settee", SYNONYM_SHARES.toEnglish],
    ]);
    expect(found(read, "furniture")).toEqual([]);
  });

  test("a word said to be the same and to be meant counts as the same", () => {
    expect(found(readSynonyms("sofa > couch\ncouch = sofa"), "sofa")).toEqual([
      ["couch", SYNONYM_SHARES.same],
    ]);
  });

  test("several typed expressions share a line, and one that is too long is left out", () => {
    const read = readSynonyms("sofa, big soft chair > couch, a very long piece of furniture");
    expect(found(read, "sofa")).toEqual(found(read, "big soft chairs"));
    expect(found(read, "sofa").map(([words]) => words)).toEqual(["couch"]);
  });

  test("no word gets more alternatives than are looked up for it", () => {
    const many = Array.from({ length: 30 }, (_, i) => `thing${i}`);
    expect(found(readSynonyms(`sofa > ${many.join(", ")}`), "sofa")).toHaveLength(MOST_ALTERNATIVES);
    const most = Math.max(...[...loadSynonyms().meant.values()].map((others) => others.length));
    expect(most).toBeLessThanOrEqual(MOST_ALTERNATIVES);
  });
});
