import type { Word } from "./letters.ts";

/**
 * Signs that belong to a name: `C++`, `C#`, `.NET`, `A+`, `R&B`, `Q & A`, `U.S.`, `1/2`, `°C`. Written out in letters, so
 * that every engine takes them for one word: `C++` is `cplusplus`, and neither `C` nor `C#`.
 */

/** Texts without one of these need no second look. */
const MAY_HAVE = /[+#&/°º℃℉\u00bc-\u00be\u2150-\u215e]|\.[Nn][Ee]|[A-Z]\.[A-Z]\./;
const FRACTION = "\\u00bc-\\u00be\\u2150-\\u215e";
const START = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const KINDS = [
  `${START}[A-Za-z](?:\\+\\+|#)${END}`,
  `${START}[A-Z]\\+(?![\\p{L}\\p{N}+])`,
  `\\.NET${END}`,
  `(?<![^\\s(])\\.net${END}`,
  `${START}[A-Za-z]{1,2}&[A-Za-z]{1,2}${END}`,
  `${START}[A-Z] & [A-Z]${END}`,
  // No end of a code (3.G.A.).
  `(?<![.\\p{L}\\p{N}])(?:[A-Z]\\.){2,}${END}`,
  // No part of a date (11/12/2026) or a code (3.OA.1/2).
  "(?<![./\\p{L}\\p{N}-])\\d{1,3}/\\d{1,3}(?![/.-]?[\\p{L}\\p{N}])",
  `[${FRACTION}]`,
  `[°º]\\s?[CF]${END}`,
  "[℃℉]",
];
const NAME = new RegExp(KINDS.join("|"), "gu");

const SIGN: Record<string, string> = { "+": "plus", "#": "sharp", "/": "over", "⁄": "over" };

/** The names with signs in a text, in its order. */
export function wordsWithSigns(text: string): Word[] {
  if (!MAY_HAVE.test(text)) return [];
  return [...text.matchAll(NAME)].map((match) => ({
    token: writtenOut(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function writtenOut(name: string): string {
  if (/[°º℃℉]/.test(name)) return /[C℃]$/.test(name) ? "celsius" : "fahrenheit";
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/^\.net$/, "dotnet")
    .replace(/[+#/⁄]/g, (sign) => SIGN[sign] as string)
    .replace(/[^a-z0-9]/g, "");
}

/** The text with blanks in the place of these words. */
export function without(text: string, words: readonly Word[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of words) {
    rest += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}
