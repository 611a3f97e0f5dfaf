import { diffArrays } from "diff";

/** A stretch of words: in both texts, or in one of them. */
export interface DiffPart {
  text: string;
  changed: boolean;
}

/** Longer texts are shown whole, before and now: so little of them is alike that marks would only confuse. */
const MOST_WORDS = 400;

/** Which words went and which came, both texts whole and in their order. */
export function wordDiff(before: string, now: string): { before: DiffPart[]; now: DiffPart[] } {
  const [a, b] = [wordsOf(before), wordsOf(now)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS)
    return { before: [{ text: before, changed: true }], now: [{ text: now, changed: true }] };
  const shown: { before: DiffPart[]; now: DiffPart[] } = { before: [], now: [] };
  for (const { added, removed, count } of diffArrays(a, b, { comparator: isSame })) {
    // Words that stay can differ in the space after them, so each text is told in its own.
    if (!added) shown.before.push({ text: a.splice(0, count).join(""), changed: removed });
    if (!removed) shown.now.push({ text: b.splice(0, count).join(""), changed: added });
  }
  return shown;
}

/** Each word with the space that follows it. */
const wordsOf = (text: string) => text.split(/(?<=\s)(?=\S)/);

const isSame = (a: string, b: string) => a.trim() === b.trim();
