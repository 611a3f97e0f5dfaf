import { stemmer } from "stemmer";
import { APOSTROPHE, INVISIBLE, type Word, wordOf } from "./letters.ts";
import { plainWordsIn } from "./plain-words.ts";
import { arabicStemOf, singularOf } from "./plurals.ts";
import { closedUp, otherSpellings } from "./spellings.ts";
import { UNSPACED, wordsInUnspaced } from "./unspaced.ts";
import { without, wordsWithSigns } from "./words-with-signs.ts";

export type { Word } from "./letters.ts";

/**
 * The only authority on what a word is: the index, the typed words and the highlights all use it.
 * One spelling for all forms of a letter (`letters.ts`), lower case; apostrophes vanish ("don't" is "dont"), and
 * what leans on a word before one ("l'eau" is "eau").
 */
export function tokensOf(text: string): string[] {
  return wordsIn(text).map((w) => w.token);
}

/** As engines hold a text: its words, then those in another spelling that somebody may type. */
export function indexedTokensOf(text: string): string[] {
  const words = wordsIn(text);
  const tokens = words.map((w) => w.token);
  for (const other of otherSpellings(text, words)) tokens.push(other.token);
  return tokens;
}

/** The same with their places, in the order in which they begin. */
export function allWordsIn(text: string): Word[] {
  const words = wordsIn(text);
  const others = otherSpellings(text, words);
  return others.length === 0 ? words : [...words, ...others].sort((a, b) => a.start - b.start);
}

const LETTERS = "[\\p{L}\\p{N}\\p{M}]+";
/** Letters, with apostrophes and what cannot be seen between them. */
const WORD = new RegExp(`${LETTERS}(?:[${INVISIBLE}]*[${APOSTROPHE}]?[${INVISIBLE}]*${LETTERS})*`, "gu");
const ASCII_WORD = /^[A-Za-z0-9]+$/;
/** An article or a small word that leans on the next: `l'eau`, `d'água`, `qu'il`, `dell'arte`. */
const ELIDED = new RegExp(
  `^(?:[ldjnsctm]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|dall|sull|coll|un|quell|quest)[${APOSTROPHE}](?=[aeiouyhàâäáéèêëíìîïóòôöúùûüœæ])`,
  "iu",
);

/** The words of a text in its order. Those of scripts without blanks may overlap. */
export function wordsIn(text: string): Word[] {
  const plain = plainWordsIn(text);
  if (plain) return closedUp(text, plain);
  const named = wordsWithSigns(text);
  const words = anyWordsIn(named.length > 0 ? without(text, named) : text);
  const all = named.length > 0 ? [...words, ...named].sort((a, b) => a.start - b.start) : words;
  return closedUp(text, all);
}

function anyWordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    if (ASCII_WORD.test(written)) words.push(wordOf(written, index));
    else if (UNSPACED.test(written)) words.push(...wordsInUnspaced(written, index));
    else {
      const elided = ELIDED.exec(written)?.[0].length ?? 0;
      words.push(wordOf(written.slice(elided), index + elided));
    }
  }
  return words.filter((w) => w.token !== "");
}

const ARABIC = /^[\u0621-\u064a\u066e-\u06d3]+$/;

/**
 * The stem two forms of a word share ("fractions", "fraction"; "mice", "mouse"; "frações", "fração"): of English
 * words, of plurals in Portuguese and Spanish, of Arabic words with their article. Other words are their own stem.
 */
export function stemOf(token: string): string {
  if (token.length < 3) return token;
  if (!/^[a-z]+$/.test(token)) return ARABIC.test(token) ? arabicStemOf(token) : token;
  const singular = singularOf(token);
  const stem = stemmer(singular);
  // Porter's stem of "adding" and "added" is "ad", that of "add" is "add".
  const doubled = stem + stem.at(-1);
  return stem.length === 2 && singular.startsWith(doubled) ? doubled : stem;
}

/** As `stemOf`, remembering: indexing meets the same words again and again. */
export function rememberingStems(most = 200_000): (token: string) => string {
  const known = new Map<string, string>();
  return (token) => {
    const stem = known.get(token);
    if (stem !== undefined) return stem;
    if (known.size >= most) known.clear();
    const fresh = stemOf(token);
    known.set(token, fresh);
    return fresh;
  };
}
