import type { Item, Standards } from "./framework.ts";
import { partsAlike, type Rank, type Spelling, segmentsOf, spellingsOf } from "./spelling.ts";

interface Entry {
  item: Item;
  spelling: Spelling;
  rank: Rank;
}

/** Every spelling of every item's code. */
export interface CodeIndex {
  /** Items under a spelling, the ones spelled most like their code first. */
  find(typed: Spelling): { item: Item; rank: Rank }[];
  has(bare: string): boolean;
  /** Items with a spelling that begins so, in the order of their codes. */
  beginning(bare: string, most: number): { item: Item; bare: string }[];
  /** Items that have these letters as one part of their code (`nf`), broad items first. */
  withLetters(letters: string): Item[];
}

const known = new WeakMap<Standards, CodeIndex>();

/** The index of these standards, made once for each `Standards`. */
export function indexOf(standards: Standards): CodeIndex {
  const made = known.get(standards);
  if (made) return made;
  const index = makeIndex(standards.allItems());
  known.set(standards, index);
  return index;
}

function makeIndex(items: Item[]): CodeIndex {
  const entries = new Map<string, Entry[]>();
  const letters = new Map<string, Item[]>();
  for (const item of items) {
    for (const { spelling, rank } of spellingsOf(item.code))
      push(entries, spelling.bare, { item, spelling, rank });
    for (const part of new Set(segmentsOf(item.code)))
      if (/^[a-z]{2,}$/.test(part)) push(letters, part, item);
  }
  const sorted = [...entries.keys()].sort();
  return {
    find: (typed) => find(entries.get(typed.bare) ?? [], typed),
    has: (bare) => entries.has(bare),
    beginning: (bare, most) => beginning(sorted, entries, bare, most),
    withLetters: (part) => letters.get(part) ?? [],
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function find(entries: Entry[], typed: Spelling): { item: Item; rank: Rank }[] {
  const best = new Map<Item, Rank>();
  for (const { item, spelling, rank } of entries) {
    if (!partsAlike(typed, spelling)) continue;
    best.set(item, Math.min(rank, best.get(item) ?? rank) as Rank);
  }
  return [...best].map(([item, rank]) => ({ item, rank })).sort((a, b) => a.rank - b.rank);
}

function beginning(sorted: string[], entries: Map<string, Entry[]>, bare: string, most: number) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < bare) low = middle + 1;
    else high = middle;
  }
  const found: { item: Item; bare: string }[] = [];
  for (let key = sorted[low]; key?.startsWith(bare) && found.length < most; key = sorted[++low]) {
    for (const { item } of entries.get(key) ?? []) found.push({ item, bare: key });
  }
  return found;
}
