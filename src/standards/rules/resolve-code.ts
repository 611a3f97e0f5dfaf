import { type CodeIndex, indexOf } from "./code-index.ts";
import {
  plainDashes,
  type Spelling,
  segmentsOf,
  spell,
  WITHOUT_GRADE,
  withoutPublisher,
} from "./code-spelling.ts";
import type { Item, Standards } from "./framework.ts";
import { neighborsOf } from "./neighbors.ts";

/** Longer than any code with its publisher and its spaces. */
const LONGEST = 60;

/** What a typed code means: the items meant (several when it is ambiguous), and the ones it may have meant. */
export interface ResolvedCode {
  exact: Item[];
  near: Item[];
}

/** Standards with the index of their codes. */
export interface CodeContext {
  standards: Standards;
  index: CodeIndex;
}

/**
 * The items a typed code means, in any habit of writing it: `4.NF.B.3`, `4nf3`, `CCSS.MATH.CONTENT.4.NF.B.3`. Those an
 * unknown code may have meant are looked for `withNeighbors` only: that costs the most.
 */
export function resolveCode(text: string, standards: Standards, withNeighbors = true): ResolvedCode {
  const known = { index: indexOf(standards), standards };
  const segments = text.length > LONGEST ? [] : segmentsOf(plainDashes(text));
  if (segments.length === 0) return { exact: [], near: [] };
  const typed = spell(segments);
  const found = meant(typed, known);
  if (found.exact.length > 0 || found.near.length > 0 || !withNeighbors) return found;
  return { exact: [], near: neighborsOf(withoutPublisher(typed), segments, known.index) };
}

/** As `resolveCode`, without looking for neighbors of an unknown code. */
export function meant(typed: Spelling, { index, standards }: CodeContext): ResolvedCode {
  const ways = [typed, withoutPublisher(typed), kindergartenAsK(typed)];
  const found = ways.map((way) => index.find(way)).find((hits) => hits.length > 0) ?? [];
  const best = found[0]?.rank ?? WITHOUT_GRADE;
  // A code without its grade stands for several grades: candidates to choose from, not an answer.
  const exact =
    best === WITHOUT_GRADE
      ? branch(ways, standards, index)
      : found.filter((f) => f.rank === best).map((f) => f.item);
  return { exact, near: found.map((f) => f.item).filter((item) => !exact.includes(item)) };
}

/**
 * The topmost items under the beginning of a code: many frameworks write `4.NF.A` and `4.NF.B` and have no item
 * `4.NF`. A grade or a strand alone is no such beginning, both together are.
 */
function branch(ways: Spelling[], standards: Standards, index: CodeIndex): Item[] {
  for (const typed of ways) {
    if (!GRADE_AND_MORE.test(typed.bare)) continue;
    const below = new Set(index.beginning(typed, MOST_BELOW).map((b) => b.item));
    const tops = [...below].filter(
      (item) => !standards.path(item.id).some((above) => above !== item && below.has(above)),
    );
    if (tops.length > 0) return tops.sort((a, b) => a.sequence - b.sequence);
  }
  return [];
}

const GRADE_AND_MORE =
  /^(\d+[a-z]+|k[a-z]+|(?!k\d)[a-z]+\d+|[a-z]+k|[mh]s[a-z]{2,3}|(hs)?[nafgs][a-z]{1,3})$/;
const MOST_BELOW = 200;

/** `KG.CC.1` → `K.CC.1`. */
const kindergartenAsK = ({ bare, ends }: Spelling): Spelling =>
  bare.startsWith("kg") ? { bare: `k${bare.slice(2)}`, ends: ends.map((e) => e - 1) } : { bare, ends };
