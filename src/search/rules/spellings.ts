import { APOSTROPHE, folded, LONGEST, typedOut, type Word } from "./letters.ts";
import { singleLettersOf } from "./unspaced.ts";

/** Beginnings that are written closed, with a hyphen or apart, and those written closed or with a hyphen. */
const APART = new Set("co multi pre non anti semi inter intra".split(" "));
const HYPHENED = new Set(
  "e re mid sub post bi tri micro macro bio geo hydro thermo electro socio auto tele cyber hyper ultra neo".split(
    " ",
  ),
);
/** Before these an apart beginning is a word of its own ("pre and post"). */
const NO_END = new Set("and the for with from lesson lessons unit units grade level only".split(" "));

/** True when a word and the one that follows it are one word: "co-operative", "non fiction", "e-mail". */
export function areOneWord(text: string, first: Word, second: Word): boolean {
  const { token } = first;
  if (second.start !== first.end + 1 || !(APART.has(token) || HYPHENED.has(token))) return false;
  if (!/^[a-z]+$/.test(second.token)) return false;
  if (isHyphen(text, first.end)) return true;
  if (!APART.has(token) || !isBlank(text, first.end) || NO_END.has(second.token)) return false;
  // "CO emissions" are of a gas.
  const isLoud = token === "co" && text.slice(first.start, first.end) === "CO";
  return !isLoud && (second.token.length > 3 || second.token === "k");
}

const isHyphen = (text: string, at: number): boolean => "-\u2010\u2011".includes(text.charAt(at));
const isBlank = (text: string, at: number): boolean => " \u00a0\u202f".includes(text.charAt(at));
const startsWithDigit = (token: string): boolean => token <= ":" && token >= "0";

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
  const isAscii = !BEYOND_ASCII.test(text);
  words.forEach((word, i) => {
    const { token, start, end } = word;
    if (words[i + 1]?.start === end + 1) others.push(...closedFrom(text, words, i));
    if (startsWithDigit(token) || startsWithDigit(token.slice(-1))) others.push(...partsOf(word));
    if (
      !isAscii ||
      end - start !== token.length ||
      (start > 0 && APOSTROPHE.includes(text.charAt(start - 1)))
    )
      others.push(...asWritten(text, word));
  });
  return isAscii ? others : [...others, ...singleLettersOf(words)];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** What begins at a word and is written closed elsewhere. */
function closedFrom(text: string, words: readonly Word[], at: number): Word[] {
  const word = words[at] as Word;
  const next = words[at + 1] as Word;
  if (isBlank(text, word.end)) return isMeasure(text, word, next) ? [joined([word, next])] : [];
  if (!isHyphen(text, word.end) || isChained(text, words[at - 1], word)) return [];
  const chain = [word];
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
  if (startsWithDigit(word.token)) return UNITS.has(next.token) && /^\d{1,5}$/.test(word.token);
  if (!startsWithDigit(next.token)) return false;
  return /^\d{1,3}$/.test(next.token) && /^[A-Z]{2,8}$/.test(text.slice(word.start, word.end));
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
  const written = text.slice(word.start, word.end);
  const leaning = LEANS.exec(text.slice(Math.max(0, word.start - 8), word.start))?.[0];
  const second = /[-\u2010\u2011 \u00a0\u202f](\p{L}{3,})$/u.exec(written)?.[1];
  const others = [
    leaning && folded(leaning) + word.token,
    second && folded(second),
    /^[°º]/.test(written) ? word.token.charAt(0) : undefined,
    typedOut(written),
  ];
  return others.flatMap((token) => (token && token !== word.token ? [{ ...word, token }] : []));
}
