import { TEXT_FIELDS } from "../rules/document.ts";
import { type Bits, clearBit, emptyBits, hasBit, idsOfBits, setBit } from "./bits.ts";
import type { IndexReader } from "./index-reader.ts";
import type { Where } from "./lists.ts";
import type { KnownMeaning, PlannedWord } from "./planner.ts";

/** Fields of text in which a stem may stand. */
const FIELDS: Record<Where, number[]> = {
  any: TEXT_FIELDS.map((_, f) => f),
  title: [TEXT_FIELDS.indexOf("title")],
  topics: [TEXT_FIELDS.indexOf("topics")],
};

/** Documents that have every one of these words, in one meaning or another. Filters and audience not yet asked. */
export const idsHaving = (words: PlannedWord[], where: Where, index: IndexReader): Uint32Array =>
  words.length === 0 ? new Uint32Array(0) : idsOfBits(bitsHavingAll(words, where, index));

/** The same as a set; there must be a word. */
export function bitsHavingAll(words: PlannedWord[], where: Where, index: IndexReader): Bits {
  const [first, ...more] = words.map((word) => bitsHaving(word, where, index));
  const all = first?.slice() ?? emptyBits(index.columns.highest);
  for (const bits of more) for (let w = 0; w < all.length; w++) (all[w] as number) &= bits[w] as number;
  return all;
}

/** Documents that are in at least so many of these sets. */
export function bitsHavingSome(sets: Bits[], least: number): Bits {
  const length = sets[0]?.length ?? 0;
  // In the place n - 1: what is in n of the sets looked at so far.
  const having = Array.from({ length: least }, () => new Uint32Array(length));
  for (const set of sets) {
    for (let n = least - 1; n >= 0; n--) {
      const [into, before] = [having[n] as Bits, having[n - 1]];
      for (let w = 0; w < length; w++)
        (into[w] as number) |= (set[w] as number) & (before ? (before[w] as number) : -1);
    }
  }
  return having[least - 1] as Bits;
}

/** Sets found for the words of one question: several steps ask for the same. A word is planned for one question. */
const found = new WeakMap<PlannedWord, Map<Where, Bits>>();

/** The set of documents that have a word in one of its meanings; not to be changed. */
export function bitsHaving(word: PlannedWord, where: Where, index: IndexReader): Bits {
  const known = found.get(word)?.get(where);
  if (known) return known;
  const bits = lookUp(word, where, index);
  found.set(word, (found.get(word) ?? new Map<Where, Bits>()).set(where, bits));
  return bits;
}

function lookUp(word: PlannedWord, where: Where, index: IndexReader): Bits {
  const bits = emptyBits(index.columns.highest);
  for (const meaning of word.meanings) for (const id of idsMeaning(meaning, where, index)) setBit(bits, id);
  const changed = [...index.lists.changed];
  const stems = index.stems(changed);
  changed.forEach((id, i) => {
    if (hasWord(stems[i] as number[][], word, where)) setBit(bits, id);
    else clearBit(bits, id);
  });
  return bits;
}

/** In how many documents all stems of a meaning stand. */
export function documentsHaving(meaning: Pick<KnownMeaning, "names" | "stems">, index: IndexReader): number {
  const changed = [...index.lists.changed];
  const has = (fields: number[][]) => meaning.stems.every((stem) => fields.some((f) => f.includes(stem)));
  const listed = idsMeaning(meaning, "any", index).filter((id) => !index.lists.changed.has(id));
  return listed.length + index.stems(changed).filter(has).length;
}

/** All stems of a meaning are needed. */
function idsMeaning(
  { names }: Pick<KnownMeaning, "names">,
  where: Where,
  { lists, columns }: IndexReader,
): Uint32Array {
  const [first, ...more] = names.map((name) => lists.of(name, where)).sort((a, b) => a.length - b.length);
  let ids = first ?? new Uint32Array(0);
  for (const list of more) {
    const bits = emptyBits(columns.highest);
    for (const id of list) setBit(bits, id);
    ids = ids.filter((id) => hasBit(bits, id));
  }
  return ids;
}

function hasWord(fields: number[][], word: PlannedWord, where: Where): boolean {
  const looked = FIELDS[where].map((f) => fields[f] as number[]);
  const stands = (stem: number) => looked.some((field) => field.includes(stem));
  return word.meanings.some((meaning) => meaning.stems.every(stands));
}
