import { type CodeIndex, indexOf } from "./code-index.ts";
import type { Item, Standards } from "./framework.ts";
import { neighborsOf } from "./neighbors.ts";
import {
  plainDashes,
  type Spelling,
  segmentsOf,
  spell,
  WITHOUT_GRADE,
  withoutPublisher,
} from "./spelling.ts";

export { type RecognizedCode, recognizeCodes } from "./recognize.ts";

/** Longer than any code with its publisher and its spaces. */
const LONGEST = 60;

/** What a typed code means: the items meant (several when it is ambiguous), and the ones it may have meant. */
export interface ResolvedCode {
  exact: Item[];
  near: Item[];
}

/** The items a typed code means, in any habit of writing it: `4.NF.B.3`, `4nf3`, `CCSS.MATH.CONTENT.4.NF.B.3`. */
export function resolveCode(text: string, standards: Standards): ResolvedCode {
  const index = indexOf(standards);
  const segments = text.length > LONGEST ? [] : segmentsOf(plainDashes(text));
  if (segments.length === 0) return { exact: [], near: [] };
  const typed = spell(segments);
  const found = meant(typed, index);
  if (found.exact.length > 0 || found.near.length > 0) return found;
  return { exact: [], near: neighborsOf(withoutPublisher(typed), segments, index) };
}

/** As `resolveCode`, without looking for neighbors of an unknown code. */
export function meant(typed: Spelling, index: CodeIndex): ResolvedCode {
  const ways = [typed, withoutPublisher(typed), kindergartenAsK(typed)];
  const found = ways.map((way) => index.find(way)).find((hits) => hits.length > 0) ?? [];
  const best = found[0]?.rank ?? WITHOUT_GRADE;
  // A code without its grade stands for several grades: candidates to choose from, not an answer.
  const exact = best === WITHOUT_GRADE ? [] : found.filter((f) => f.rank === best).map((f) => f.item);
  return { exact, near: found.map((f) => f.item).filter((item) => !exact.includes(item)) };
}

/** `KG.CC.1` → `K.CC.1`. */
const kindergartenAsK = ({ bare, cuts }: Spelling): Spelling =>
  bare.startsWith("kg") ? { bare: `k${bare.slice(2)}`, cuts: cuts.map((c) => c - 1) } : { bare, cuts };
