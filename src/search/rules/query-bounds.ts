import type { Fault } from "../../kernel/problem.ts";
import { wordsIn } from "./tokens.ts";

/** Chosen values of one facet, and letters of a value: more are refused before any of them is looked up. */
export const MOST_CHOSEN = 50;
export const LONGEST_VALUE = 60;
/** The beginning of a code stands for many standards: so many of one facet are searched for, typed values together. */
export const MOST_MEANT = 100;
/** Of typed words the first so many are searched for, and of their letters. */
export const MOST_TYPED_WORDS = 32;
export const MOST_LETTERS = 300;
/** To look for the nearest valid values costs time: it is done for the first faults, and nobody reads more. */
export const MOST_WITH_NEAREST = 3;
/** Letters shown of what was not searched for. */
const MOST_SHOWN = 200;

/** What is too much of a facet, in words: nothing of it may be looked up. */
export function tooMuchOf(name: string, values: string[]): Fault | undefined {
  const over = values.length - MOST_CHOSEN;
  if (over > 0)
    return boundFault(
      name,
      `has ${values.length} values. At most ${MOST_CHOSEN} are searched for at once: leave out ${over}.`,
    );
  const long = values.find((v) => v.length > LONGEST_VALUE);
  if (long === undefined) return undefined;
  const shown = `"${long.slice(0, 20)}…"`;
  return boundFault(
    name,
    `has a value of ${long.length} letters (${shown}). At most ${LONGEST_VALUE} are read: give its id, or leave it out.`,
  );
}

/** Values that stand for more than is searched for. */
export const meansTooMuch = (name: string, meant: number): Fault =>
  boundFault(
    name,
    `stands for ${meant} values together. The first ${MOST_MEANT} are searched for: choose fewer, or broader ones.`,
  );

const boundFault = (name: string, detail: string): Fault => ({ in: "query", pointer: `/${name}`, detail });

/** Typed words within the bounds; `beyond` is the beginning of what is not searched for. */
export function withinBounds(typed: string): { words: string; beyond?: string } {
  const letters = typed.length > MOST_LETTERS ? wholeWords(typed.slice(0, MOST_LETTERS + 1)) : typed;
  const after = wordsIn(letters)[MOST_TYPED_WORDS];
  const words = (after ? letters.slice(0, after.start) : letters).trim();
  const beyond = typed.slice(words.length, words.length + MOST_SHOWN).trim();
  return beyond ? { words, beyond } : { words };
}

/** Without the word that the bound cuts in two, unless it is the only one. */
function wholeWords(text: string): string {
  const end = text.search(/\s\S*$/);
  return end > 0 ? text.slice(0, end) : text.slice(0, MOST_LETTERS);
}
