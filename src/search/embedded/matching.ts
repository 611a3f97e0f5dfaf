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
export function idsHaving(words: PlannedWord[], where: Where, index: IndexReader): Uint32Array {
  const [first, ...more] = words.map((word) => bitsHaving(word, where, index));
  if (!first) return new Uint32Array(0);
  for (const bits of more) for (let w = 0; w < first.length; w++) (first[w] as number) &= bits[w] as number;
  return idsOfBits(first);
}

/** The set of documents that have a word in one of its meanings. */
export function bitsHaving(word: PlannedWord, where: Where, index: IndexReader): Bits {
  const bits = emptyBits(index.columns.highest);
  for (const meaning of word.meanings) for (const id of idsMeaning(meaning, where, index)) setBit(bits, id);
  const changed = [...index.lists.changed];
  const stems = index.stems(changed);
  changed.forEach((id, i) => {
    if (hasWord(stems[i] as Uint32Array[], word, where)) setBit(bits, id);
    else clearBit(bits, id);
  });
  return bits;
}

/** All stems of a meaning are needed. */
function idsMeaning({ names }: KnownMeaning, where: Where, { lists, columns }: IndexReader): Uint32Array {
  const [first, ...more] = names.map((name) => lists.of(name, where)).sort((a, b) => a.length - b.length);
  let ids = first ?? new Uint32Array(0);
  for (const list of more) {
    const bits = emptyBits(columns.highest);
    for (const id of list) setBit(bits, id);
    ids = ids.filter((id) => hasBit(bits, id));
  }
  return ids;
}

function hasWord(fields: Uint32Array[], word: PlannedWord, where: Where): boolean {
  const looked = FIELDS[where].map((f) => fields[f] as Uint32Array);
  const stands = (stem: number) => looked.some((field) => field.includes(stem));
  return word.meanings.some((meaning) => meaning.stems.every(stands));
}
