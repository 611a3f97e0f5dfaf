import { NOT_STATED } from "../../resources/resource.ts";
import { type Bits, hasBit, setBit, spread } from "./bits.ts";
import type { Audience, Columns } from "./columns.ts";
import { FIELDS, FIRST_HIDDEN, numberOf } from "./fields.ts";
import type { Values } from "./values.ts";

/** One filter: the documents it lets pass, and the fields counted as if it were not there. */
export interface Filter {
  bits: Bits;
  /** Numbers of fields. A document that fails this filter alone still counts for them. */
  own: number[];
  /** Stands for chosen standards or levels, or for both together. */
  paired: boolean;
}

/** Chosen standards and levels, which hold together in one alignment (decisions.md §8). */
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
  const hits = new Uint32Array(ids.length);
  const near = filters.map(() => new Uint32Array(ids.length));
  const nearCount = filters.map(() => 0);
  let hitCount = 0;
  for (const id of ids) {
    if (!hasBit(audience.bits, id)) continue;
    const failed = failedOf(id, filters);
    if (failed === -1) hits[hitCount++] = id;
    else if (failed >= 0) {
      const at = nearCount[failed] as number;
      (near[failed] as Uint32Array)[at] = id;
      nearCount[failed] = at + 1;
    }
  }
  return { hits: hits.subarray(0, hitCount), near: near.map((list, i) => list.subarray(0, nearCount[i])) };
}

/** The one filter a document fails; -1 when it fails none, -2 when several. */
function failedOf(id: number, filters: Filter[]): number {
  let failed = -1;
  for (let f = 0; f < filters.length; f++) {
    if (hasBit((filters[f] as Filter).bits, id)) continue;
    if (failed >= 0) return -2;
    failed = f;
  }
  return failed;
}

function passAll(audience: Audience, filters: Filter[]): Passed {
  const words = audience.bits.length;
  const hits = new Uint32Array(audience.total);
  const near = filters.map(() => new Uint32Array(audience.total));
  const nearCount = filters.map(() => 0);
  let hitCount = 0;
  for (let w = 0; w < words; w++) {
    const seen = audience.bits[w] as number;
    if (seen === 0) continue;
    let none = seen;
    // What fails at least one, at least two of the filters.
    let once = 0;
    let twice = 0;
    for (const { bits } of filters) {
      const fails = seen & ~(bits[w] ?? 0);
      none &= ~fails;
      twice |= once & fails;
      once |= fails;
    }
    hitCount = spread(none, w, hits, hitCount);
    if ((once & ~twice) === 0) continue;
    for (let f = 0; f < filters.length; f++) {
      const alone = seen & ~((filters[f] as Filter).bits[w] ?? 0) & ~twice;
      nearCount[f] = spread(alone, w, near[f] as Uint32Array, nearCount[f] as number);
    }
  }
  return { hits: hits.subarray(0, hitCount), near: near.map((list, i) => list.subarray(0, nearCount[i])) };
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
    const count = spread((audience.bits[w] as number) & ~(found[w] as number), w, missing, 0);
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
  const name = FIELDS[field];
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

/** Values of a facet with their counts, most first; chosen and not-stated ones in any case. */
export function topValues(
  field: (typeof FIELDS)[number],
  counts: Uint32Array,
  most: number,
  always: ReadonlySet<string>,
  values: Values,
): [string, number][] {
  if (numberOf(field) >= FIRST_HIDDEN) return [];
  const found = values.ofField(field).filter((v) => (counts[v] as number) > 0);
  found.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const kept = found.filter((v, i) => i < most || always.has(values.name(v)));
  return kept.map((v) => [values.name(v), counts[v] as number]);
}
