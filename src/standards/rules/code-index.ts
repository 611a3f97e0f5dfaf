import {
  partsAlike,
  partsBehind,
  type Rank,
  type Spelling,
  segmentsOf,
  spellingsOf,
  WITHOUT_GRADE,
} from "./code-spelling.ts";
import type { Item, Standards } from "./framework.ts";

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
  /** Items with a spelling (its grade not left out) that goes on where this one ends, and how it goes on. */
  beginning(typed: Spelling, most: number): { item: Item; rest: string[] }[];
  /** Items that have these letters as one part of their code (`nf`), broad items first. */
  withLetters(letters: string): Item[];
}

const known = new WeakMap<Standards, CodeIndex>();

/** The index of these standards, made once for each `Standards`. */
export function indexOf(standards: Standards): CodeIndex {
  const made = known.get(standards);
  if (made) return made;
  const index = makeIndex(standards.allItems().filter((item) => !item.dropped));
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
    beginning: (typed, most) => beginning(sorted, entries, typed, most),
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

function beginning(sorted: string[], entries: Map<string, Entry[]>, typed: Spelling, most: number) {
  const found: { item: Item; rest: string[] }[] = [];
  for (let at = firstAt(sorted, typed.bare); found.length < most; at++) {
    const key = sorted[at];
    if (!key?.startsWith(typed.bare)) break;
    for (const { item, spelling, rank } of entries.get(key) ?? []) {
      const rest = rank === WITHOUT_GRADE ? undefined : partsBehind(typed, spelling);
      if (rest) found.push({ item, rest });
    }
  }
  return found;
}

/** Where this beginning would stand in the sorted list. */
function firstAt(sorted: string[], beginning: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < beginning) low = middle + 1;
    else high = middle;
  }
  return low;
}
