import { NOT_STATED } from "../../resources/rules/resource.ts";
import { type Bits, hasBit, idsOfBits, idsOfWord, setBit } from "./bits.ts";
import type { Audience, Columns } from "./columns.ts";
import { FIRST_HIDDEN, INDEX_FIELDS, numberOf } from "./fields.ts";
import type { Values } from "./values.ts";

/** One filter: the documents it lets pass, and the fields counted as if it were not there. */
export interface Filter {
  bits: Bits;
  /** Numbers of fields. A document that fails this filter alone still counts for them. */
  own: number[];
  /** Stands for chosen standards or levels, or for both together. */
  paired: boolean;
}

/**
 * Chosen standards and levels, which hold together in one alignment
 * (docs/decisions/0008-standard-and-level-hold-together.md).
 */
export interface Pairing {
  standards?: ReadonlySet<number>;
  levels?: ReadonlySet<number>;
}

export interface Passed {
  /** Documents that pass every filter, in the order given. */
  hits: Uint32Array;
  /** For each filter, documents that fail it alone. */
  near: Uint32Array[];
}

/** Sorts out documents: of the given ids, or of all the audience sees. */
export function pass(ids: Uint32Array | undefined, audience: Audience, filters: Filter[]): Passed {
  return ids ? passGiven(ids, audience, filters) : passAll(audience, filters);
}

function passGiven(ids: Uint32Array, audience: Audience, filters: Filter[]): Passed {
  const failed = new Int8Array(ids.length);
  const lengths = new Uint32Array(filters.length + 1);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    const which = hasBit(audience.bits, id) ? failedOf(id, filters) : SEVERAL;
    failed[i] = which;
    if (which !== SEVERAL) (lengths[which + 1] as number)++;
  }
  // The hits first, then for each filter what fails it alone.
  const lists = Array.from(lengths, (length) => new Uint32Array(length));
  const filled = new Uint32Array(lists.length);
  for (let i = 0; i < ids.length; i++) {
    const list = (failed[i] as number) + 1;
    if (list > SEVERAL + 1) (lists[list] as Uint32Array)[(filled[list] as number)++] = ids[i] as number;
  }
  const [hits, ...near] = lists as [Uint32Array, ...Uint32Array[]];
  return { hits, near };
}

/** In place of a filter: none is failed, or more than one. */
const NONE = -1;
const SEVERAL = -2;

/** The one filter a document fails, NONE or SEVERAL. */
function failedOf(id: number, filters: Filter[]): number {
  let failed = NONE;
  for (let f = 0; f < filters.length; f++) {
    if (hasBit((filters[f] as Filter).bits, id)) continue;
    if (failed >= 0) return SEVERAL;
    failed = f;
  }
  return failed;
}

function passAll({ bits: all }: Audience, filters: Filter[]): Passed {
  const hits = new Uint32Array(all.length);
  const near = filters.map(() => new Uint32Array(all.length));
  for (let w = 0; w < all.length; w++) {
    const seen = all[w] as number;
    if (seen === 0) continue;
    // What fails at least one, at least two of the filters.
    let once = 0;
    let twice = 0;
    for (const { bits } of filters) {
      const fails = seen & ~(bits[w] ?? 0);
      twice |= once & fails;
      once |= fails;
    }
    hits[w] = seen & ~once;
    if ((once & ~twice) === 0) continue;
    for (let f = 0; f < filters.length; f++)
      (near[f] as Bits)[w] = seen & ~((filters[f] as Filter).bits[w] ?? 0) & ~twice;
  }
  return { hits: idsOfBits(hits), near: near.map(idsOfBits) };
}

/** Counts by value number for every shown field, each as if only its own filter were changed. */
export function countValues(
  { hits, near }: Passed,
  everyone: boolean,
  audience: Audience,
  filters: Filter[],
  pairing: Pairing,
  columns: Columns,
  values: Values,
): Uint32Array {
  const counts = countAll(hits, audience, columns);
  filters.forEach((filter, f) => {
    for (const field of filter.own) {
      if (everyone && filters.length === 1) copyField(field, audience.counts, counts, values);
      else countField(near[f] as Uint32Array, field, counts, columns, values);
    }
  });
  const paired = filters.findIndex((f) => f.paired);
  const lists = paired >= 0 && alsoNear(pairing, values) ? [hits, near[paired] as Uint32Array] : [hits];
  if (pairing.standards) countPairs(lists, "level", pairing.standards, counts, columns, values);
  if (pairing.levels) countPairs(lists, "standard", pairing.levels, counts, columns, values);
  return counts;
}

/**
 * Whether records that fail the filter of pairs can have a pair that counts: with a standard and a level chosen,
 * the other pairs of the same record; with "not stated" chosen, a pair of a record that states others.
 */
function alsoNear({ standards, levels }: Pairing, values: Values): boolean {
  if (standards && levels) return true;
  const notStated = values.number(standards ? "standard" : "level", NOT_STATED);
  return notStated !== undefined && (standards ?? levels)?.has(notStated) === true;
}

function countAll(hits: Uint32Array, audience: Audience, columns: Columns): Uint32Array {
  if (hits.length === audience.total) return audience.counts.slice();
  const { start, shown, arena } = columns;
  if (hits.length * 2 <= audience.total) {
    const counts = new Uint32Array(columns.standing.length);
    for (const id of hits) {
      const from = start[id] as number;
      for (let k = from, end = from + (shown[id] as number); k < end; k++)
        (counts[arena[k] as number] as number)++;
    }
    return counts;
  }
  // More than half of everything: count what is missing and take it away.
  const counts = audience.counts.slice();
  const found = new Uint32Array(audience.bits.length);
  for (const id of hits) setBit(found, id);
  const missing = new Uint32Array(32);
  for (let w = 0; w < found.length; w++) {
    const count = idsOfWord((audience.bits[w] as number) & ~(found[w] as number), w, missing, 0);
    for (let i = 0; i < count; i++) {
      const id = missing[i] as number;
      const from = start[id] as number;
      for (let k = from, end = from + (shown[id] as number); k < end; k++)
        (counts[arena[k] as number] as number)--;
    }
  }
  return counts;
}

function copyField(field: number, from: Uint32Array, to: Uint32Array, values: Values): void {
  const name = INDEX_FIELDS[field];
  if (name) for (const value of values.ofField(name)) to[value] = from[value] ?? 0;
}

/** Adds one field's values of these documents. Values stand in the order of their fields. */
function countField(
  ids: Uint32Array,
  field: number,
  counts: Uint32Array,
  columns: Columns,
  values: Values,
): void {
  const { start, shown, arena } = columns;
  for (const id of ids) {
    const from = start[id] as number;
    for (let k = from, end = from + (shown[id] as number); k < end; k++) {
      const value = arena[k] as number;
      const other = values.field[value] as number;
      if (other === field) (counts[value] as number)++;
      else if (other > field) break;
    }
  }
}

/** Counts levels (or standards) that stand in one alignment with a chosen standard (or level). */
function countPairs(
  lists: Uint32Array[],
  counted: "level" | "standard",
  chosen: ReadonlySet<number>,
  counts: Uint32Array,
  columns: Columns,
  values: Values,
): void {
  const [own, other] =
    counted === "level" ? [values.pairLevel, values.pairStandard] : [values.pairStandard, values.pairLevel];
  for (const value of values.ofField(counted)) counts[value] = 0;
  const pair = numberOf("pair");
  // A document counts once for a level, however many of its pairs have it.
  const lastSeen = new Uint32Array(counts.length);
  const { start, shown, length, arena } = columns;
  for (const ids of lists) {
    for (const id of ids) {
      const from = start[id] as number;
      for (let k = from + (shown[id] as number), end = from + (length[id] as number); k < end; k++) {
        const value = arena[k] as number;
        if (values.field[value] !== pair || !chosen.has(other[value] as number)) continue;
        const target = own[value] as number;
        if (lastSeen[target] === id) continue;
        lastSeen[target] = id;
        (counts[target] as number)++;
      }
    }
  }
}

/** Larger than any count and any number of a value, and their product an exact number. */
const PLACES = 2 ** 26;
/** Used again by every search. */
let scratch = new Float64Array(4096);

/** Values of a facet, those with the highest counts first; chosen and not-stated ones in any case. */
export function topValues(
  field: (typeof INDEX_FIELDS)[number],
  counts: Uint32Array,
  most: number,
  always: number[],
  values: Values,
): number[] {
  if (numberOf(field) >= FIRST_HIDDEN) return [];
  const all = values.ofField(field);
  if (all.length > scratch.length) scratch = new Float64Array(all.length * 2);
  let found = 0;
  for (const value of all) {
    const count = counts[value] as number;
    // One number orders by count, then by the value's own number. The least comes first: sorted without a comparison.
    if (count > 0) scratch[found++] = value - count * PLACES;
  }
  const sorted = scratch.subarray(0, found).sort();
  const kept: number[] = [];
  for (let i = 0; i < found; i++) {
    const key = sorted[i] as number;
    const value = key + Math.ceil(-key / PLACES) * PLACES;
    if (i < most || always.includes(value)) kept.push(value);
  }
  return kept;
}
