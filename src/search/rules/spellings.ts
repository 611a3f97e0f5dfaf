import { APOSTROPHE, folded, LONGEST, typedOut, type Word } from "./letters.ts";
import { singleLettersOf } from "./unspaced.ts";

/** Beginnings that are written closed, with a hyphen or apart, and those written closed or with a hyphen. */
const APART = new Set("co multi pre non anti semi inter intra".split(" "));
const BEGINNINGS = new Set([
  ...APART,
  ..."e re mid sub post bi tri micro macro bio geo hydro thermo electro socio auto tele cyber hyper ultra neo".split(
    " ",
  ),
]);
/** Before these an apart beginning is a word of its own ("pre and post"). */
const NO_END = new Set("and the for with from lesson lessons unit units grade level only".split(" "));

/** Words with those that are one word with the next made one: "co-operative", "non fiction", "e-mail". */
export function closedUp(text: string, words: Word[]): Word[] {
  for (let i = 0; i + 1 < words.length; i++) {
    const [first, second] = [words[i] as Word, words[i + 1] as Word];
    if (second.start !== first.end + 1) continue;
    const known = isHyphen(text, first.end) ? BEGINNINGS : mayBeApart(first.token) ? APART : undefined;
    if (known?.has(first.token) && areOneWord(text, first, second))
      words.splice(i, 2, joined([first, second]));
  }
  return words;
}

/** Quickly, for nearly all words are none: by their first two letters. */
const FIRST = new Set([...APART].map((beginning) => beginning.charCodeAt(0) * 128 + beginning.charCodeAt(1)));
const mayBeApart = (token: string): boolean =>
  token.length < 6 && FIRST.has(token.charCodeAt(0) * 128 + token.charCodeAt(1));

function areOneWord(text: string, { token, start, end }: Word, second: Word): boolean {
  if (!/^[a-z]+$/.test(second.token)) return false;
  if (isHyphen(text, end)) return true;
  if (!isBlank(text, end) || NO_END.has(second.token)) return false;
  // "CO emissions" are of a gas.
  const isLoud = token === "co" && text.slice(start, end) === "CO";
  return !isLoud && (second.token.length > 3 || second.token === "k");
}

function isHyphen(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 45 || code === 0x2010 || code === 0x2011;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 0xa0 || code === 0x202f;
}

function isDigit(token: string, at: number): boolean {
  const code = token.charCodeAt(at);
  return code >= 48 && code <= 57;
}

const UNITS = new Set(
  "ml l cl dl g kg mg cm mm km m ft lb lbs oz mi mph kph hz khz mhz ghz kb mb gb kw kwh min mins hr hrs sec".split(
    " ",
  ),
);
/** A longer chain of hyphens is no word. */
const MOST_PARTS = 4;

/**
 * The words of a text in other spellings, for an index to hold beside them, so that whoever types another way finds
 * them: `well-being` is `wellbeing`, `COVID-19` is `covid19` and the other way round, `250 mL` is `250ml`, `Übung` is
 * `uebung`, and each character of a Chinese word stands alone. Each at the place of what it stands for.
 */
export function otherSpellings(text: string, words: readonly Word[]): Word[] {
  const others: Word[] = [];
  const isPlain = !TELLING.test(text);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (word.end - word.start !== word.token.length) others.push(...asWritten(text, word));
    else if (!isPlain) meetSpellings(text, words, i, others);
  }
  return isPlain || !HAN.test(text) ? others : [...others, ...singleLettersOf(words)];
}

/** Only where one of these stands is there more than one way to write words of plain letters. */
const TELLING = /[^A-Za-z\s,.:;!?"()\u2013\u2014\u201c\u201d]/;
const HAN = /\p{Script=Han}/u;

function meetSpellings(text: string, words: readonly Word[], at: number, others: Word[]): void {
  const word = words[at] as Word;
  const next = words[at + 1];
  const number = isDigit(word.token, 0);
  if (next !== undefined && next.start === word.end + 1) {
    if (isHyphen(text, word.end)) others.push(...compoundFrom(text, words, at));
    else if (number !== isDigit(next.token, 0) && isMeasure(text, word, next))
      others.push(joined([word, next]));
  }
  if (number !== isDigit(word.token, word.token.length - 1)) others.push(...partsOf(word));
  if (!isAscii(text, word.start, word.end) || (word.start > 0 && isApostrophe(text, word.start - 1)))
    others.push(...asWritten(text, word));
}

function isAscii(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

function isApostrophe(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code !== 32 && APOSTROPHE.includes(text.charAt(at));
}

/** What begins at a word, goes on with hyphens, and is written closed elsewhere. */
function compoundFrom(text: string, words: readonly Word[], at: number): Word[] {
  const chain = [words[at] as Word];
  if (isChained(text, words[at - 1], words[at])) return [];
  for (let i = at + 1; isChained(text, words[i - 1], words[i]); i++) chain.push(words[i] as Word);
  return isCompound(chain) ? [joined(chain)] : [];
}

const isChained = (text: string, first: Word | undefined, second: Word | undefined): boolean =>
  first !== undefined && second?.start === first.end + 1 && isHyphen(text, first.end);

/** Words of letters, one with a number after it (`COVID-19`), or `3-D`. Codes and ranges are none. */
function isCompound(chain: Word[]): boolean {
  const tokens = chain.map((w) => w.token);
  if (chain.length > MOST_PARTS || tokens.join("").length > LONGEST) return false;
  if (tokens.every((token) => /^\p{L}+$/u.test(token))) return true;
  return chain.length === 2 && /^(?:\p{L}+-\d{1,4}|\d-[a-z])$/u.test(tokens.join("-"));
}

/** `250 mL`, and names in capitals with a number: `COVID 19`. */
function isMeasure(text: string, word: Word, next: Word): boolean {
  if (!isBlank(text, word.end)) return false;
  if (isDigit(word.token, 0)) return UNITS.has(next.token) && /^\d{1,5}$/.test(word.token);
  return /^\d{1,3}$/.test(next.token) && /^[A-Z]{1,8}$/.test(text.slice(word.start, word.end));
}

const joined = (words: Word[]): Word => ({
  token: words.map((w) => w.token).join(""),
  start: (words[0] as Word).start,
  end: (words.at(-1) as Word).end,
});

/** `covid19` and `250ml` are two words, too. */
function partsOf(word: Word): Word[] {
  const [, name, count, amount, unit] =
    /^(\p{L}{3,})(\d{1,4})$|^(\d{1,5})([a-z]{1,4})$/u.exec(word.token) ?? [];
  if (name && count) return [name, count].map((token) => ({ ...word, token }));
  return amount && unit && UNITS.has(unit) ? [amount, unit].map((token) => ({ ...word, token })) : [];
}

const LEANS = new RegExp(`\\p{L}{1,7}[${APOSTROPHE}]$`, "u");

/** What is written in a word, or leans on it, and its token does not say. */
function asWritten(text: string, word: Word): Word[] {
  const { token, start, end } = word;
  const written = text.slice(start, end);
  const leaning =
    start > 0 && isApostrophe(text, start - 1) && LEANS.exec(text.slice(Math.max(0, start - 8), start));
  const second = /[-\u2010\u2011 \u00a0\u202f](\p{L}{3,})$/u.exec(written)?.[1];
  const others = [
    leaning && folded(leaning[0]) + token,
    second && folded(second),
    /^[°º]/.test(written) && token.charAt(0),
    !isAscii(text, start, end) && typedOut(written),
  ];
  return others.flatMap((other) => (other && other !== token ? [{ token: other, start, end }] : []));
}
