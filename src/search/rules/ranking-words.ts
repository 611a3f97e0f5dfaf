/**
 * How a word of a candidate stands to the question: the word typed (or one of its synonyms), an inflection of it
 * ("fraction" for "fractions"), or another word of the same stem ("universe" for "university").
 */
export const FORMS = { same: 0, inflected: 1, other: 2 } as const;
export type Form = (typeof FORMS)[keyof typeof FORMS];

const STEM = 2 ** 28 - 1;
const LITTLE = 2 ** 30;

/** A word of a candidate as one number: its stem, its form, and whether it says little ("the", "introduction"). */
export const wordOf = (stem: number, form: Form = FORMS.same, little = false): number =>
  stem | (form << 28) | (little ? LITTLE : 0);

export const stemIn = (word: number): number => word & STEM;
export const formIn = (word: number): Form => ((word >>> 28) & 3) as Form;
export const saysLittle = (word: number): boolean => (word & LITTLE) !== 0;

/** How a written word stands to words that are asked for. */
export function formOf(written: string, asked: Iterable<string>): Form {
  let form: Form = FORMS.other;
  for (const word of asked) {
    if (word === written) return FORMS.same;
    if (baseOf(word) === baseOf(written)) form = FORMS.inflected;
  }
  return form;
}

/** Look like plurals, and are none. */
const NO_PLURALS = new Set(["news", "means", "arms", "goods", "customs"]);

/** A word without the endings of its inflections: "studies", "studied" and "study" have one, "running" and "run" too. */
function baseOf(word: string): string {
  if (word.length < 4 || NO_PLURALS.has(word)) return word;
  const bare = word.replace(/ie[sd]$/, "y").replace(/(?<=[a-z]{2})(?:ing|e?d|(?<!s)e?s)$/, "");
  const undoubled = bare.replace(/([bdfgklmnprtvz])\1$/, "$1");
  return undoubled.replace(/e$/, "");
}
