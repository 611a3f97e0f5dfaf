import type { PlannedWord } from "./planner.ts";

/** What is worth less than this stands in for a word, and is not the word ("poetry" for "Harlem Renaissance"). */
const NEAR = 0.65;

const narrowed = new WeakMap<PlannedWord, PlannedWord>();

/** The word without meanings that are only related to it; itself where it has no others. */
export function nearly(word: PlannedWord): PlannedWord {
  const known = narrowed.get(word);
  if (known) return known;
  const meanings = word.meanings.filter((m) => !m.synonym || m.share >= NEAR);
  const near =
    meanings.length === 0 || meanings.length === word.meanings.length ? word : { ...word, meanings };
  narrowed.set(word, near);
  return near;
}
