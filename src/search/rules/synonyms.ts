import type { QueryWord } from "./engine.ts";
import { byStem, type Expressions, expressionsOf, longestAt } from "./reading/expressions.ts";
import { tokensOf } from "./tokens.ts";

type Alternative = QueryWord["alternatives"][number];

/** Ways to say the same, found by the stems of what is typed; the best first. */
export type Synonyms = Expressions<Alternative[]>;

/** Words of the longest expression that is looked up. */
export const LONGEST_PHRASE = 4;

/** What an expression is worth beside the word that was typed. */
export const SYNONYM_SHARES = {
  /** `a = b` */
  same: 0.6,
  /** English for a Spanish or Portuguese word. */
  toEnglish: 0.5,
  /** `a > b` */
  meant: 0.4,
  /** Spanish or Portuguese for an English word. */
  fromEnglish: 0.3,
};

/** Every one is looked up in the index for every search. */
export const MOST_ALTERNATIVES = 8;

/** One line: who types one of `from` finds each of `to`. */
export interface SynonymLine {
  from: string[][];
  to: string[][];
  share: number;
}

/**
 * Reads the files of synonyms and of translations; the head of each says how it is written. Groups do not chain:
 * `a = b` and `b = c` do not make a and c the same.
 */
export function readSynonyms(text: string, translations = ""): Synonyms {
  const found = new Map<string, { from: string[]; to: Map<string, Alternative> }>();
  for (const { from, to, share } of [...synonymLines(text), ...translationLines(translations)]) {
    const others = to.map((words) => ({ words, share, stems: stemsOf(words) }));
    for (const typed of from) {
      const key = stemsOf(typed);
      const known = found.get(key) ?? { from: typed, to: new Map<string, Alternative>() };
      found.set(key, known);
      for (const { words, share, stems } of others)
        if (stems !== key && (known.to.get(stems)?.share ?? 0) < share) known.to.set(stems, { words, share });
    }
  }
  return expressionsOf(
    [...found.values()].map(({ from, to }) => [from, best([...to.values()])] as const),
    byStem,
  );
}

const best = (alternatives: Alternative[]) =>
  alternatives.sort((a, b) => b.share - a.share).slice(0, MOST_ALTERNATIVES);

/** `a = b = c`, or `a, b > c, d`. */
export function synonymLines(text: string): SynonymLine[] {
  return linesOf(text).map((line) => {
    const [said = "", meant] = line.split(">");
    const from = listOf(said, /[=,]/);
    return meant === undefined
      ? { from, to: from, share: SYNONYM_SHARES.same }
      : { from, to: listOf(meant, ","), share: SYNONYM_SHARES.meant };
  });
}

/** `English, English | Spanish, Spanish | Portuguese`: both ways, and never from Spanish to Portuguese. */
export function translationLines(text: string): SynonymLine[] {
  return linesOf(text).flatMap((line) => {
    const [english = [], ...others] = line.split("|").map((column) => listOf(column, ","));
    return [
      { from: others.flat(), to: english, share: SYNONYM_SHARES.toEnglish },
      { from: english, to: others.flat(), share: SYNONYM_SHARES.fromEnglish },
    ];
  });
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");

const listOf = (list: string, between: RegExp | string): string[][] =>
  list
    .split(between)
    .map(expressionIn)
    .filter((tokens) => tokens.length > 0 && tokens.length <= LONGEST_PHRASE);

/** Most expressions are plain letters, which are quickly parted: the server waits for this when it starts. */
const expressionIn = (text: string): string[] =>
  /^[a-z ]*$/.test(text) ? text.split(" ").filter((token) => token !== "") : tokensOf(text);

const stemsOf = (tokens: string[]) => tokens.map(byStem).join(" ");

/** The longest known expression that begins at a token: how many tokens it has, and what else it may mean. */
export function synonymsAt(
  tokens: string[],
  at: number,
  synonyms: Synonyms,
): { length: number; others: Alternative[] } {
  const met = longestAt(tokens, at, synonyms);
  return met ? { length: met.length, others: met.meant } : { length: 1, others: [] };
}
