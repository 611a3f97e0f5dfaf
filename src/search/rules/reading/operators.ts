import { tokensOf, wordsIn } from "../tokens.ts";

/** What signs say in typed words, and the text that is left to read: each place in it is the same place as typed. */
export interface Signs {
  /** Without what is excluded; quotes are blanks. */
  rest: string;
  /** Places in quotes: what stands there stands for itself. */
  quoted: { start: number; end: number }[];
  phrases: string[][];
  excluded: string[][];
}

const ANY_QUOTE = /["“”„‟«»″]/g;
/** A quote opens after a blank, a minus or a bracket, and closes before what is no letter: `6" ruler` has none. */
const QUOTED = /(?<![\p{L}\p{N}])"([^"]*)"(?![\p{L}\p{N}])/gu;
/** At the beginning of a word, before a letter or a quote: `co-operative`, `K-2`, `a - b` and `-3` have none. */
const EXCLUDED = /(?<=^|\s)[-−–](?:"([^"]*)"|(?=\p{L})([^\s",;]+))/gu;
/** In capitals among other letters; a text all in capitals shouts. */
const NOT = /(?<=\s)NOT\s+(?:"([^"]*)"|(?=\p{L})([^\s",;]+))/gu;

/** Reads quotes, `-word`, `-"two words"` and `NOT word`. A quote without its other half is no quote. */
export function readSigns(text: string): Signs {
  const plain = text.replace(ANY_QUOTE, '"');
  const excluded: string[][] = [];
  const leaveOut = (whole: string, words = "", word = "") => {
    const tokens = tokensOf(words || word);
    if (tokens.length > 0) excluded.push(tokens);
    return blank(whole);
  };
  let rest = plain.replace(EXCLUDED, leaveOut);
  if (/\p{Ll}/u.test(plain)) rest = rest.replace(NOT, leaveOut);
  const quoted = [...rest.matchAll(QUOTED)]
    .map((m) => ({ start: m.index, end: m.index + m[0].length, tokens: tokensOf(m[1] ?? "") }))
    .filter(({ tokens }) => tokens.length > 0);
  return {
    rest: rest.replace(/"/g, " "),
    quoted,
    phrases: quoted.map(({ tokens }) => tokens),
    excluded,
  };
}

/** As many blanks as letters. */
export const blank = (text: string): string => " ".repeat(text.length);

/** Whether something was typed, and nothing of it is a word. */
export const isSignsOnly = (text: string): boolean => text.trim() !== "" && wordsIn(text).length === 0;
