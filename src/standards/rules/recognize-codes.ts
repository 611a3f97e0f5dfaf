import { indexOf } from "./code-index.ts";
import { plainDashes, segmentsOf, spell, withoutPublisher } from "./code-spelling.ts";
import type { Item, Standards } from "./framework.ts";
import { type CodeContext, meant, resolveCode } from "./resolve-code.ts";

/** A code found in typed words, and where: `words.slice(start, end) === typed`. Unknown ones have no items. */
export interface RecognizedCode {
  typed: string;
  items: Item[];
  near: Item[];
  start: number;
  end: number;
}

interface Token {
  text: string;
  start: number;
  end: number;
}

/** "CCSS Math Content 4 NF B 3 a" has eight. */
const MOST_TOKENS = 8;

/** Short words that stand beside numbers in plain text; alone they never make a code. */
const PLAIN = new Set(
  "a an and as at be by do for from grade grades if in is it k lesson me my no of on or ri so st nd rd th the to unit up us we with x".split(
    " ",
  ),
);

/** The codes of standards in typed words, in their order, without overlap. */
export function recognizeCodes(words: string, standards: Standards): RecognizedCode[] {
  const known = { index: indexOf(standards), standards };
  const tokens = tokensOf(plainDashes(words));
  const found: RecognizedCode[] = [];
  for (let at = 0; at < tokens.length; ) {
    const hit = longestCode(tokens, at, known) ?? unknownCode(tokens, at, known);
    if (hit) {
      const start = (tokens[at] as Token).start;
      const end = (tokens[at + hit.tokens - 1] as Token).end;
      found.push({ typed: words.slice(start, end), items: hit.items, near: hit.near, start, end });
    }
    at += hit?.tokens ?? 1;
  }
  return found;
}

/** Words between blanks, commas and slashes, without the punctuation around them. */
function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[^\s,;/|]+/g)].flatMap((match) => {
    const inner = /[a-z0-9](?:.*[a-z0-9])?/i.exec(match[0]);
    if (!inner) return [];
    const start = match.index + inner.index;
    return [{ text: inner[0], start, end: start + inner[0].length }];
  });
}

interface Hit {
  tokens: number;
  items: Item[];
  near: Item[];
}

function longestCode(tokens: Token[], at: number, known: CodeContext): Hit | undefined {
  const first = (tokens[at] as Token).text;
  const alone = codeAlone(first, known);
  for (let count = Math.min(MOST_TOKENS, tokens.length - at); count > 1; count--) {
    const window = tokens.slice(at, at + count).map((t) => t.text);
    // "3.OA 5 lessons": whoever writes the dots would have written this one, too.
    if (alone && /[^a-z0-9]/i.test(first) && /^\d/.test(window[1] as string)) break;
    // "4.NF.B.3 a worksheet": the "a" is a word.
    if (window.at(-1) === "a" && /\d/.test(window.at(-2) as string)) continue;
    const items = codeInParts(window, known);
    if (items) return { tokens: count, items, near: [] };
  }
  return alone && { tokens: 1, items: alone, near: [] };
}

/** A code typed as one word. */
function codeAlone(text: string, known: CodeContext): Item[] | undefined {
  const typed = spell(segmentsOf(text));
  const separated = /[^a-z0-9]/i.test(text);
  const digits = /\d/.test(text);
  // "3.14" is a number, "1.2.3" may be a code.
  if (!/[a-z]/i.test(text) && !/\..*\./.test(text)) return undefined;
  // "5g", "kg" and "aced" are words, "5.G", "K.G" and "A-CED" are codes.
  if (!separated && typed.bare.length < (digits ? 3 : 4)) return undefined;
  const { exact } = meant(typed, known);
  const items = digits || separated ? exact : exact.filter((item) => isWhole(typed.bare, item));
  return items.length > 0 ? items : undefined;
}

/** Without any digit and separator, only the whole code of several parts counts: `hsfif`, never `art`. */
const isWhole = (bare: string, item: Item) =>
  /[^a-z0-9]/i.test(item.code) && withoutPublisher(spell(segmentsOf(item.code))).bare === bare;

/** A code typed with blanks: "4 nf b 3". */
function codeInParts(window: string[], known: CodeContext): Item[] | undefined {
  const text = window.join(" ");
  if (text.length > 60 || !/\d/.test(text)) return undefined;
  const letters = text.match(/[a-z]+/gi) ?? [];
  // "5 l 2" and "f if 1" may be plain words; "4 nf", "F IF 1" and "4 g a 1" are codes.
  const telling = letters.some((l) => l.length > 1 && !PLAIN.has(l.toLowerCase()));
  if (!telling && window.length < 4 && !letters.every((l) => /[A-Z]/.test(l))) return undefined;
  const typed = spell(segmentsOf(text));
  if (typed.bare.length < 3) return undefined;
  const { exact } = meant(typed, known);
  return exact.length > 0 ? exact : undefined;
}

const FAMILIES = [
  /^(k|[1-9]|1[0-2])\.[a-z]{1,4}(\.[a-z])?\.\d{1,2}(\.?[a-z])?$/i,
  /^[a-z]{1,4}\.(k|\d{1,2})(-\d{1,2})?\.\d{1,2}(\.?[a-z])?$/i,
  /^(k|ms|hs|[1-9]|1[0-2]|k-2|3-5)[-. ]?(ls|ps|ess|ets)\d([-.]?\d{1,2})?$/i,
  /^(hs[-.]?)?[nafgs][-.][a-z]{1,3}(\.[a-z])?\.\d{1,2}(\.?[a-z])?$/i,
  /^(ccss|ngss)[.-].*\d/i,
];

/** Something that can only be a code, though no item has it. */
function unknownCode(tokens: Token[], at: number, known: CodeContext): Hit | undefined {
  const { text } = tokens[at] as Token;
  if (
    text.length > 40 ||
    !/\d/.test(text) ||
    !(FAMILIES.some((f) => f.test(text)) || inKnownDomain(text, known))
  )
    return undefined;
  const segments = segmentsOf(text);
  if (segments.every((s) => /^\d+$/.test(s) || PLAIN.has(s))) return undefined;
  return { tokens: 1, items: [], near: resolveCode(text, known.standards).near };
}

/** `4nf99`: no separators, but it begins as other codes do. */
function inKnownDomain(text: string, { index }: CodeContext): boolean {
  const domain = /^((?:k|\d{1,2})[a-z]{2,4})\d{1,2}[a-z]?$/i.exec(text.replace(/[.-]/g, ""))?.[1];
  return domain !== undefined && index.beginning(spell(segmentsOf(domain)), 1).length > 0;
}
