import type { CodeIndex } from "./code-index.ts";
import { type Spelling, segmentsOf, spell } from "./code-spelling.ts";
import type { Item } from "./framework.ts";

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
function sameBranch(_typed: Spelling, segments: string[], index: CodeIndex): Item[] {
  const behind: string[] = [];
  for (let parts = segments; parts.length > 0; parts = withoutLast(parts, behind)) {
    const beginning = spell(parts);
    if (behind.length === 0 || !mayBegin(beginning.bare)) continue;
    const wanted = numbersOf(behind);
    const found = index
      .beginning(beginning, 60)
      .map(({ item, rest }) => ({ item, far: apart(wanted, numbersOf(rest)) + rest.length / 10 }));
    if (found.length > 0) return found.sort((a, b) => a.far - b.far).map((f) => f.item);
  }
  return [];
}

/** The parts without the last number or letter, which goes to the front of `behind`. */
function withoutLast(parts: string[], behind: string[]): string[] {
  const last = parts.at(-1) as string;
  const letters = /^[a-z]{2,}$/.test(last);
  behind.unshift(letters ? last.slice(-1) : last);
  return letters ? [...parts.slice(0, -1), last.slice(0, -1)] : parts.slice(0, -1);
}

/** A grade alone, or the letters of a grade span, would make half of a framework neighbors. */
const mayBegin = (bare: string) => /[a-z]/.test(bare) && bare.length >= 2 && !/^(k|ms|hs)$/.test(bare);

function oneSlipAway({ bare }: Spelling, _segments: string[], index: CodeIndex): Item[] {
  if (!/\d/.test(bare) || bare.length < 4 || bare.length > 16) return [];
  const found: Item[] = [];
  for (const other of slips(bare)) {
    if (index.has(other)) found.push(...index.find({ bare: other, ends: [] }).map((f) => f.item));
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
  const letters = segments
    .filter((s) => /^(?!ms$|hs$)[a-z]{2,}$/.test(s))
    .sort((a, b) => b.length - a.length);
  const domain = letters.find((part) => index.withLetters(part).length > 0);
  if (!domain) return [];
  const wanted = numbersOf(segments);
  return index
    .withLetters(domain)
    .map((item) => ({ item, parts: segmentsOf(item.code) }))
    .map(({ item, parts }) => ({ item, far: apart(wanted, numbersOf(parts)) + parts.length / 10 }))
    .sort((a, b) => a.far - b.far)
    .map((f) => f.item);
}

const numbersOf = (segments: string[]) => segments.filter((s) => /^\d+$/.test(s)).map(Number);

/** How far the numbers of two codes lie apart; the first (grade, band, core idea) weighs more than the last. */
function apart(wanted: number[], has: number[]): number {
  const first = Math.abs((wanted[0] ?? 0) - (has[0] ?? 0)) * (wanted.length > 1 ? 20 : 1);
  const last = wanted.length > 1 ? Math.abs((wanted.at(-1) ?? 0) - (has.at(-1) ?? 0)) : 0;
  return first + last + Math.abs(wanted.length - has.length) * 5;
}
