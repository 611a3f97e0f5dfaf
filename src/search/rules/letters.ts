import { simplified } from "./han.ts";

/**
 * One spelling for the forms a letter is written in: what people type rarely has the accents, vowel marks and
 * ligatures that texts have. Marks that are letters themselves (Indic vowel signs, the breve of й) stay.
 */

/** Characters nobody sees: soft hyphens, joiners, marks of direction, variants of signs. Inside a word they are nothing. */
export const INVISIBLE =
  "\\u00ad\\u034f\\u061c\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufe00-\\ufe0f\\ufeff";
/** What may stand inside one word: apostrophes, and the marks of Hebrew abbreviations. */
export const APOSTROPHE = "'’ʼʻ‘´＇׳״";

/** A word and where it stands: `text.slice(start, end)` is what was written. */
export interface Word {
  token: string;
  start: number;
  end: number;
}

/** Longer runs of letters are no words; only their beginning is kept. */
export const LONGEST = 40;

const DROPPED = new RegExp(`[${INVISIBLE}${APOSTROPHE}]+`, "gu");
/** Accents after letters; the vowel marks of Hebrew and Arabic, and the stroke that stretches Arabic words. */
const MARKS =
  /([иуіИУІ][\u0306\u0308])|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;

/** Letters that are no other letter with a mark, or another form of one. In lower case. */
const ONE_LETTER: Record<string, string> = {
  // Latin
  ...{ ß: "ss", ł: "l", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ĸ: "k", ŋ: "n" },
  ...{
    ŧ: "t",
    ƒ: "f",
    ƀ: "b",
    ɓ: "b",
    ɗ: "d",
    ǝ: "e",
    ə: "e",
    ɛ: "e",
    ɔ: "o",
    ɨ: "i",
    ʉ: "u",
    ƙ: "k",
    ɲ: "n",
  },
  // Greek and Hebrew letters at the end of words
  ...{ ς: "σ", ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" },
  // Arabic, and as Persian and Urdu write it
  ...{ ٱ: "ا", ى: "ي", ی: "ي", ے: "ي", ک: "ك", ة: "ه", ۀ: "ه", ہ: "ه", ھ: "ه", ە: "ه", ۃ: "ه" },
};
const OTHERS = new RegExp(`[${Object.keys(ONE_LETTER).join("")}]`, "g");
/** Digits of other scripts, but for those NFKD knows: Arabic, Persian, Devanagari, Bengali, Thai and so on. */
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

const HAN = /\p{Script=Han}/u;
const ASCII = /^[A-Za-z0-9]+$/;

/** A written word in lower case, without accents, vowel marks, apostrophes and what cannot be seen. */
export function folded(written: string): string {
  if (ASCII.test(written)) return written.toLowerCase();
  const plain = written
    .replace(DROPPED, "")
    .normalize("NFKD")
    .replace(MARKS, "$1")
    .toLowerCase()
    .replace(OTHERS, (letter) => ONE_LETTER[letter] as string)
    .replace(OTHER_DIGIT, digitOf)
    .normalize("NFC");
  return HAN.test(plain) ? simplified(plain) : plain;
}

/** Digits stand ten together in every script, zero first. */
function digitOf(digit: string): string {
  let zero = digit.codePointAt(0) as number;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
    value++;
  }
  return String(value);
}

/** As keyboards without these letters write them: `Ueberraschung`, `Soeren`, `Aarhus`. Undefined for other words. */
export function typedOut(written: string): string | undefined {
  if (!/[äöüøå]/iu.test(written.normalize("NFC"))) return undefined;
  const letters = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" } as Record<string, string>;
  return folded(
    written
      .normalize("NFC")
      .toLowerCase()
      .replace(/[äöüøå]/g, (letter) => letters[letter] as string),
  );
}

/** A written word at its place. */
export const wordOf = (written: string, start: number): Word => ({
  token: folded(written).slice(0, LONGEST),
  start,
  end: start + written.length,
});
