import type { SearchRequest } from "../rules/engine.ts";
import type { FacetId } from "../rules/facets.ts";
import { heldTo } from "./adjacency.ts";
import { type Bits, unionOf } from "./bits.ts";
import type { Audience } from "./columns.ts";
import type { Filter, Pairing } from "./counting.ts";
import { type IndexField, numberOf } from "./fields.ts";
import type { IndexReader } from "./index-reader.ts";

/** Who asks, as a set of documents. */
export function audienceOf(visible: string[], index: IndexReader): Audience {
  return index.columns.audience(numbersOf("visible", visible, index), (tokens) => index.postings.of(tokens));
}

/** Filters as sets of documents, and what belongs together in one alignment. */
export interface Chosen {
  filters: Filter[];
  pairing: Pairing;
}

/**
 * Filters as sets of documents. A chosen standard and a chosen level become one filter of pairs; where no standard
 * is chosen, the items of typed codes take its place beside levels.
 */
export function filtersOf(
  { filters, phrases, excluded, only }: SearchRequest,
  typed: string[],
  index: IndexReader,
): Chosen {
  const found = heldTo({ phrases, excluded, only }, index);
  const pairing: Pairing = {};
  const { level } = filters;
  const standard = filters.standard?.length ? filters.standard : typed;
  if (standard.length > 0) pairing.standards = new Set(numbersOf("standard", standard, index));
  if (level?.length) pairing.levels = new Set(numbersOf("level", level, index));
  const both = standard.length > 0 && level?.length;
  if (both) {
    const pairs = standard.flatMap((s) => level.map((l) => `${s}|${l}`));
    found.push({ bits: index.postings.of(numbersOf("pair", pairs, index)), own: [], paired: true });
  }
  for (const [id, values] of Object.entries(filters) as [FacetId, string[]][]) {
    const paired = id === "standard" || id === "level";
    if (values.length === 0 || (both && paired)) continue;
    found.push({ bits: index.postings.of(numbersOf(id, values, index)), own: [numberOf(id)], paired });
  }
  return { filters: found, pairing };
}

/** What is aligned to one of the codes, or below it. */
export function alignedTo({ codes }: Pick<SearchRequest, "codes">, index: IndexReader): Bits | undefined {
  if (codes.length === 0) return undefined;
  const sets = codes.map((c) => index.postings.of(numbersOf("standard", c.items, index)));
  return unionOf(sets, index.columns.start.length - 1);
}

export const numbersOf = (field: IndexField, names: string[], { values }: IndexReader): number[] =>
  [...new Set(names)].flatMap((name) => values.number(field, name) ?? []);
