import { stemmer } from "stemmer";
import { APOSTROPHE, folded, INVISIBLE } from "./letters.ts";
import { arabicStemOf, singularOf } from "./plurals.ts";

/**
 * The only authority on what a word is: the index, the typed words and the highlights all use it.
 * One spelling for all forms of a letter (`letters.ts`), lower case; apostrophes vanish ("don't" is "dont"), and
 * what leans on a word before one ("l'eau" is "eau").
 */
export function tokensOf(text: string): string[] {
  return wordsIn(text).map((w) => w.token);
}

/** A word and where it stands: `text.slice(start, end)` is what was written. */
export interface Word {
  token: string;
  start: number;
  end: number;
}

/** Longer runs of letters are no words; only their beginning is kept. */
const LONGEST = 40;
const LETTERS = "[\\p{L}\\p{N}\\p{M}]+";
/** Letters, with apostrophes and what cannot be seen between them. */
const WORD = new RegExp(`${LETTERS}(?:[${INVISIBLE}]*[${APOSTROPHE}]?[${INVISIBLE}]*${LETTERS})*`, "gu");
const ASCII_WORD = /^[A-Za-z0-9]+$/;
/** Scripts that do not set blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** An article or a small word that leans on the next: `l'eau`, `d'água`, `qu'il`, `dell'arte`. */
const ELIDED = new RegExp(
  `^(?:[ldjnsctm]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|dall|sull|coll|un|quell|quest)[${APOSTROPHE}](?=[aeiouyhàâäáéèêëíìîïóòôöúùûüœæ])`,
  "iu",
);

export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    if (ASCII_WORD.test(written)) words.push(wordOf(written, match.index));
    else if (UNSPACED.test(written)) words.push(...segmentsOf(written, match.index));
    else {
      const elided = ELIDED.exec(written)?.[0].length ?? 0;
      words.push(wordOf(written.slice(elided), match.index + elided));
    }
  }
  return words.filter((w) => w.token !== "");
}

function wordOf(written: string, start: number): Word {
  const token = folded(written);
  return {
    token: token.length > LONGEST ? token.slice(0, LONGEST) : token,
    start,
    end: start + written.length,
  };
}

const SEGMENTER = new Intl.Segmenter("und", { granularity: "word" });

function segmentsOf(written: string, offset: number): Word[] {
  return [...SEGMENTER.segment(written)]
    .filter((s) => s.isWordLike)
    .map((s) => wordOf(s.segment, offset + s.index));
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
