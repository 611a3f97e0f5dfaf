/** The same question asked in other signs: how each thing that was read can be undone. */

const MARKS = /["“”„«»]/g;
const EXCLUDING = /(^|\s)[-−–](["“„«][^"”»]*["”»]?|\S+)/g;

/** With quotes around what was typed: it is searched for as it stands, neither corrected nor read as a wish. */
export function asWord(words: string, typed: string): string {
  const bare = typed.replace(MARKS, "").trim();
  const at = bare === "" ? -1 : placeOf(words, bare);
  if (at < 0) return words;
  return `${words.slice(0, at)}"${words.slice(at, at + bare.length)}"${words.slice(at + bare.length)}`;
}

/** Where it stands as whole words, outside of quotes; folded words are found in what was typed in capitals. */
function placeOf(words: string, bare: string): number {
  const [low, sought] = [words.toLowerCase(), bare.toLowerCase()];
  const isLetter = (c: string | undefined) => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, at + 1)) {
    const whole = !isLetter(low[at - 1]) && !isLetter(low[at + sought.length]);
    const quotes = low.slice(0, at).match(MARKS)?.length ?? 0;
    if (whole && quotes % 2 === 0) return at;
  }
  return -1;
}

/** Without the quotes that hold words together. */
export const apart = (words: string): string => words.replace(MARKS, " ").replace(/\s+/g, " ").trim();

/** Without what was typed with a minus: records that have it are found again. */
export const withoutMinus = (words: string): string =>
  words.replace(EXCLUDING, " ").replace(/\s+/g, " ").trim();
