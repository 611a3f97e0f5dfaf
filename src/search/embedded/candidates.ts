import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { SearchRequest } from "../rules/engine.ts";
import type { FacetId } from "../rules/facets.ts";
import { rank } from "../rules/ranking.ts";
import { type Candidate, WEIGHTS } from "../rules/ranking-weights.ts";
import { stemIn } from "../rules/ranking-words.ts";
import { isPartial } from "../rules/relaxing.ts";
import { WHOLES } from "../rules/wholes.ts";
import { worthOfWish } from "../rules/wish-worth.ts";
import { type Bits, emptyBits, hasBit, setBit } from "./bits.ts";
import { numbersOf } from "./compiled-query.ts";
import { numberOf } from "./fields.ts";
import { formReader } from "./forms.ts";
import type { IndexReader } from "./index-reader.ts";
import type { Where } from "./lists.ts";
import { bitsHaving } from "./matching.ts";
import { nearly } from "./near-meanings.ts";
import type { PlannedWord } from "./planner.ts";
import { bestOf } from "./select.ts";
import { type SearchStep, wordsOf } from "./steps.ts";

/** Most records ranked for one question. */
export const POOL = 256;
/** With fewer candidates than this, looser readings of the question add theirs. */
const ENOUGH = 100;

/** Candidates: what the counted step found, filled up with what looser steps find. */
export function gather(
  found: Uint32Array,
  step: SearchStep,
  looser: Iterable<SearchStep>,
  hitsOf: (step: SearchStep) => Uint32Array,
  wanted: Wanted,
  index: IndexReader,
): number[] {
  const pool = preferred(found, POOL, step, wanted, index);
  if (pool.length >= ENOUGH) return pool;
  const taken = emptyBits(index.columns.highest);
  for (const id of pool) setBit(taken, id);
  for (const next of looser) {
    const fresh = hitsOf(next).filter((id) => !hasBit(taken, id));
    for (const id of preferred(fresh, POOL - pool.length, next, wanted, index)) {
      pool.push(id);
      setBit(taken, id);
    }
    if (pool.length >= ENOUGH) break;
  }
  return pool;
}

/** What makes some of too many records likelier answers: their words, what is wished for, and whole courses. */
export interface Wanted {
  planned: PlannedWord[];
  ask: Pick<SearchRequest, "impliedFilters" | "broad">;
}

/**
 * When there are too many: those with telling words, best in the title, then in the topics, and what meets wishes;
 * then short titles.
 */
export function preferred(
  hits: Uint32Array,
  most: number,
  step: SearchStep,
  wanted: Wanted,
  index: IndexReader,
): number[] {
  if (hits.length <= most) return [...hits];
  const worth = worthOf(hits, step, wanted, index);
  const { titleLength } = index.columns;
  return bestOf(hits, most, (id, place) => (worth[place] as number) * TITLES - (titleLength[id] as number));
}

/** More than any title has words, so that its length decides among equals only. */
const TITLES = 65_536;
/** What a word is worth by where it stands, about as the ranking has it. */
const WORTH: [Where, number][] = [
  ["title", 0.8],
  ["topics", 0.4],
];

/** What a word is worth where only something related to it stands. */
const RELATED = 0.3;

/** By the place among the hits. Words that a step does without are met by some. */
function worthOf(
  hits: Uint32Array,
  step: SearchStep,
  { planned, ask }: Wanted,
  index: IndexReader,
): Float64Array {
  const worth = new Float64Array(hits.length);
  const add = (bits: Bits, share: number) => {
    for (let i = 0; i < hits.length; i++) if (hasBit(bits, hits[i] as number)) (worth[i] as number) += share;
  };
  const allHave = new Set(isPartial(step) ? [] : wordsOf(step));
  for (const word of planned.filter((w) => w.needed)) {
    const places: [Where, number][] = allHave.has(word) ? WORTH : [["any", 1], ...WORTH];
    const own = nearly(word);
    for (const [where, share] of places) {
      const worth = share * word.weight;
      add(bitsHaving(word, where, index), own === word ? worth : worth * RELATED);
      if (own !== word) add(bitsHaving(own, where, index), worth * (1 - RELATED));
    }
  }
  const all = planned.reduce((sum, w) => sum + (w.needed ? w.weight : 0), 0);
  for (const [facet, values] of Object.entries(ask.impliedFilters) as [FacetId, string[]][])
    add(index.postings.of(numbersOf(facet, values, index)), all * worthOfWish(facet, 1));
  if (ask.broad) add(index.postings.of(numbersOf("type", [...WHOLES], index)), all * WEIGHTS.wholeForBroad);
  return worth;
}

type Ordering = Pick<SearchRequest, "codes" | "impliedFilters" | "broad">;

/** Orders documents by `ranking.ts`. */
export function ranked(
  ids: number[],
  planned: PlannedWord[],
  ask: Ordering,
  aligned: Bits | undefined,
  index: IndexReader,
): number[] {
  const words = index.words(ids, formReader(planned, index.vocabulary));
  const read = candidateReader(ask, aligned, index);
  const candidates = ids.map((id, i) => read(id, words[i] as number[][]));
  const order = rank(candidates, planned, { means: index.means, broad: ask.broad });
  return order.map((i) => ids[i] as number);
}

function candidateReader({ codes, impliedFilters }: Ordering, aligned: Bits | undefined, index: IndexReader) {
  const { columns } = index;
  const wishes = (Object.entries(impliedFilters) as [FacetId, string[]][]).map(([facet, values]) =>
    wishReader(facet, values, index),
  );
  const wholes = new Set(numbersOf("type", [...WHOLES], index));
  const notReviewed = index.values.number("endorsed", "none");
  const bare = new Set(codes.flatMap((c) => c.bare).flatMap((code) => index.stemNumber(code) ?? []));
  return (id: number, fields: number[][]): Candidate => ({
    fields,
    aligned: !aligned || !hasBit(aligned, id) ? 0 : fields[1]?.some((word) => bare.has(stemIn(word))) ? 2 : 1,
    wished: wishes.reduce((sum, worth) => sum + worth(id), 0),
    endorsed: columns.ofField(id, numberOf("endorsed")).some((v) => v !== notReviewed),
    whole: columns.hasAny(id, wholes),
  });
}

/** What a record gains or loses by one wish. */
function wishReader(facet: FacetId, values: string[], index: IndexReader): (id: number) => number {
  const field = numberOf(facet);
  const wanted = new Set(numbersOf(facet, values, index));
  const silent = index.values.number(facet, NOT_STATED);
  return (id) => {
    const own = index.columns.ofField(id, field);
    if (own.some((v) => wanted.has(v))) return worthOfWish(facet, 1);
    return worthOfWish(facet, own.some((v) => v !== silent) ? -1 : 0);
  };
}
