import { stemmer } from "stemmer";

/**
 * The only authority on what a word is: the index, the typed words and the highlights all use it.
 * Accents folded, lower case, letters and digits; apostrophes vanish ("don't" is "dont").
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
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu;
const ASCII_WORD = /^[A-Za-z0-9]+$/;
/** Scripts that do not set blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    if (!ASCII_WORD.test(written) && UNSPACED.test(written)) words.push(...segmentsOf(written, match.index));
    else words.push({ token: folded(written), start: match.index, end: match.index + written.length });
  }
  return words.filter((w) => w.token !== "");
}

/** A written word without accents, capitals and apostrophes. */
function folded(written: string): string {
  const plain = ASCII_WORD.test(written)
    ? written
    : written
        .normalize("NFKD")
        .replace(/[\u0300-\u036f'’ʼ]+/g, "")
        .normalize("NFC");
  const lower = plain.toLowerCase();
  return lower.length > LONGEST ? lower.slice(0, LONGEST) : lower;
}

const SEGMENTER = new Intl.Segmenter("und", { granularity: "word" });

function segmentsOf(written: string, offset: number): Word[] {
  return [...SEGMENTER.segment(written)]
    .filter((s) => s.isWordLike)
    .map((s) => ({
      token: folded(s.segment),
      start: offset + s.index,
      end: offset + s.index + s.segment.length,
    }));
}

/** The stem two forms of an English word share ("fractions", "fraction"); other words are their own stem. */
export function stemOf(token: string): string {
  if (token.length < 3 || !/^[a-z]+$/.test(token)) return token;
  const stem = stemmer(token);
  // Porter's stem of "adding" and "added" is "ad", that of "add" is "add".
  const doubled = stem + stem.at(-1);
  return stem.length === 2 && token.startsWith(doubled) ? doubled : stem;
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
