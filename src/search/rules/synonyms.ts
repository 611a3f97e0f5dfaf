import { stemOf, tokensOf } from "./tokens.ts";

/** Ways to say the same, found by the stems of what is typed. */
export type Synonyms = ReadonlyMap<string, string[][]>;

/** A line of several words is looked up as far as this. */
export const LONGEST_PHRASE = 4;

const keyOf = (tokens: string[]) => tokens.map(stemOf).join(" ");

/**
 * Reads the synonym file. Each line is a group of expressions that mean the same, with `=` or `,` between
 * them; `a > b, c` says that who types `a` may mean `b` or `c`, but not the other way round. `#` begins a remark.
 */
export function readSynonyms(text: string): Synonyms {
  const synonyms = new Map<string, string[][]>();
  const add = (from: string[], to: string[]) => {
    const key = keyOf(from);
    const known = synonyms.get(key) ?? [];
    if (keyOf(to) !== key && !known.some((k) => keyOf(k) === keyOf(to))) synonyms.set(key, [...known, to]);
  };
  for (const line of text.split("\n")) {
    const [said = "", meant] = line.replace(/#.*/, "").split(">");
    const from = expressionsOf(said);
    const to = meant === undefined ? from : expressionsOf(meant);
    for (const a of from) for (const b of to) if (a !== b) add(a, b);
  }
  return synonyms;
}

const expressionsOf = (list: string): string[][] =>
  list
    .split(/[=,]/)
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0 && tokens.length <= LONGEST_PHRASE);

/** The longest known expression that begins at a token: how many tokens it has, and what else it may mean. */
export function synonymsAt(
  tokens: string[],
  at: number,
  synonyms: Synonyms,
): { length: number; others: string[][] } {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 0; length--) {
    const others = synonyms.get(keyOf(tokens.slice(at, at + length)));
    if (others) return { length, others };
  }
  return { length: 1, others: [] };
}
