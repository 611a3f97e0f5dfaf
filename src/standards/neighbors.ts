import type { CodeIndex } from "./code-index.ts";
import type { Item } from "./framework.ts";
import { type Spelling, segmentsOf } from "./spelling.ts";

const MOST = 6;
const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The items a code that nobody has may have meant: a typing slip away, else the nearest numbers of the same
 * cluster or domain, else the same domain in the nearest grade. Best first, six at most.
 */
export function neighborsOf(typed: Spelling, segments: string[], index: CodeIndex): Item[] {
  const near = new Set<Item>();
  for (const source of [sameBranch, oneSlipAway, sameDomain]) {
    for (const item of source(typed, segments, index)) {
      near.add(item);
      if (near.size === MOST) return [...near];
    }
  }
  return [...near];
}

/** Items under the longest known beginning of the code, nearest number first. */
function sameBranch({ bare }: Spelling, _segments: string[], index: CodeIndex): Item[] {
  for (let beginning = withoutLast(bare); mayBegin(beginning); beginning = withoutLast(beginning)) {
    const wanted = Number.parseInt(bare.slice(beginning.length), 10) || 0;
    const found = index.beginning(beginning, 60).map(({ item, bare: known }) => {
      const rest = known.slice(beginning.length);
      const apart = Math.abs((Number.parseInt(rest, 10) || 0) - wanted);
      return { item, far: apart * 10 + rest.length };
    });
    if (found.length > 0) return found.sort((a, b) => a.far - b.far).map((f) => f.item);
  }
  return [];
}

/** The code without its last number or its last letter. */
const withoutLast = (bare: string) => bare.replace(/(\d+|[a-z])$/, "");

/** A grade alone, or letters of a grade span alone, would make half of a framework a neighbor. */
const mayBegin = (bare: string) => /[a-z]/.test(bare) && bare.length >= 2 && !/^(k|ms|hs)$/.test(bare);

function oneSlipAway({ bare }: Spelling, _segments: string[], index: CodeIndex): Item[] {
  if (!/\d/.test(bare) || bare.length < 4 || bare.length > 16) return [];
  const found: Item[] = [];
  for (const other of slips(bare)) {
    if (index.has(other)) found.push(...index.find({ bare: other, cuts: [] }).map((f) => f.item));
  }
  return found;
}

function* slips(bare: string): Iterable<string> {
  for (let i = 0; i < bare.length; i++) {
    const before = bare.slice(0, i);
    const after = bare.slice(i + 1);
    if (i + 1 < bare.length) yield `${before}${bare[i + 1]}${bare[i]}${after.slice(1)}`;
    yield before + after;
    for (const c of CHARACTERS) if (c !== bare[i]) yield before + c + after;
  }
}

/** `9.NF.3` → the third ones of 5.NF, 4.NF, 3.NF. */
function sameDomain(_typed: Spelling, segments: string[], index: CodeIndex): Item[] {
  const letters = segments.filter((s) => /^[a-z]{2,}$/.test(s)).sort((a, b) => b.length - a.length);
  const domain = letters.find((part) => index.withLetters(part).length > 0);
  if (!domain) return [];
  const numbers = segments.filter((s) => /^\d+$/.test(s)).map(Number);
  return index
    .withLetters(domain)
    .map((item) => ({ item, far: apart(numbers, segmentsOf(item.code)) }))
    .sort((a, b) => a.far - b.far)
    .map((f) => f.item);
}

/** How far two codes' numbers lie apart, the earlier ones (grade, band) weighing more. */
function apart(wanted: number[], segments: string[]): number {
  const has = segments.filter((s) => /^\d+$/.test(s)).map(Number);
  const first = Math.abs((wanted[0] ?? 0) - (has[0] ?? 0)) * 20;
  const last = Math.abs((wanted.at(-1) ?? 0) - (has.at(-1) ?? 0));
  return first + last + Math.abs(wanted.length - has.length) * 5 + segments.length / 10;
}
