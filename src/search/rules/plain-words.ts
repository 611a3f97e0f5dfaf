import { LONGEST, type Word } from "./letters.ts";

/** 1: a letter or digit of ASCII, 2: a sign that may belong to a name. */
const KIND = new Uint8Array(128);
for (const sign of "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
  KIND[sign.charCodeAt(0)] = 1;
for (const sign of "+#&/.") KIND[sign.charCodeAt(0)] = 2;

const isLetter = (code: number): boolean => code < 128 && KIND[code] === 1;
const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;
/** Dashes, quotes, dots and the blank that does not break. */
const isPunctuation = (code: number): boolean => (code >= 0x2010 && code <= 0x2027) || code === 0xa0;

/**
 * The words of a text of ASCII letters, as `wordsIn` gives them; undefined for one that needs a closer look: with
 * other letters, elisions, or signs that belong to names. Most texts are plain, and this takes a third of the time.
 */
export function plainWordsIn(text: string): Word[] | undefined {
  const words: Word[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128 ? !isPunctuation(code) : KIND[code] === 2 && mayBelong(text, at)) return undefined;
    if (!isLetter(code)) continue;
    const start = at;
    let end = at + 1;
    let apostrophes = false;
    for (;;) {
      while (isLetter(text.charCodeAt(end))) end++;
      if (!isApostrophe(text.charCodeAt(end)) || !isLetter(text.charCodeAt(end + 1))) break;
      apostrophes = true;
      end++;
    }
    const written = text.slice(start, end);
    if (apostrophes && MAY_ELIDE.test(written)) return undefined;
    words.push({ token: tokenOf(written, apostrophes), start, end });
    at = end - 1;
  }
  return words;
}

function tokenOf(written: string, apostrophes: boolean): string {
  const token = (apostrophes ? written.replace(/['\u2019]/g, "") : written).toLowerCase();
  return token.length > LONGEST ? token.slice(0, LONGEST) : token;
}

const MAY_ELIDE = /^[a-z]{1,7}['\u2019][aeiouyh]/i;

/** Whether a sign stands as it does in names (`words-with-signs.ts`); now and then a second look finds it does not. */
function mayBelong(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charAt(at + 1);
  switch (text.charAt(at)) {
    case "/":
      return isDigit(before) && isDigit(text.charCodeAt(at + 1));
    case ".":
      return (
        (/[A-Z]/.test(text.charAt(at - 1)) && /^[A-Z]\./.test(text.slice(at + 1, at + 3))) ||
        /[Nn]/.test(after)
      );
    case "&":
      return isLetter(before) || /[A-Z] & [A-Z]/.test(text.slice(at - 2, at + 3));
    default:
      return isLetter(before);
  }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
