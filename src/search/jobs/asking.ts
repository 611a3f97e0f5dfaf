import type { SearchEngine, SearchRequest, SearchResult } from "../rules/engine.ts";
import { FACETS } from "../rules/facets.ts";
import type { Filters, Query } from "../rules/query.ts";
import type { QueryReading } from "../rules/read-words.ts";

/** Values of one facet in an answer. */
const MOST_VALUES = 60;

/** The question to the engine. */
export function searchRequestOf(
  query: Query,
  { words, codes, impliedFilters, phrases, excluded, broad }: QueryReading,
  visible: string[],
): SearchRequest {
  return {
    words,
    codes,
    impliedFilters,
    phrases,
    excluded,
    broad,
    filters: query.filters,
    visible,
    sort: query.sort,
    from: (query.page - 1) * query.size,
    size: query.size,
    facets: FACETS.map((f) => f.id),
    values: MOST_VALUES,
  };
}

/**
 * The question; where nothing but wishes was typed ("grade 3 worksheet") first what meets them all, then what
 * meets the grade. Filters somebody chose stand as they are. None where nothing but unknown codes was typed.
 */
export function readingsOf(query: Query, reading: QueryReading, visible: string[]): SearchRequest[] {
  if (reading.onlyUnknown) return [];
  const plain = searchRequestOf(query, reading, visible);
  if (!reading.onlyImplied) return [plain];
  const { grade, type } = reading.impliedFilters;
  const meeting = (wished: Filters): SearchRequest => ({
    ...plain,
    words: [],
    filters: { ...wished, ...query.filters },
  });
  return [...(type ? [meeting(reading.impliedFilters)] : []), ...(grade ? [meeting({ grade })] : []), plain];
}

const NOTHING: SearchResult = {
  ids: [],
  total: 0,
  close: [],
  counts: {},
  leftOut: [],
  marks: [],
  corrected: [],
  partial: false,
  better: [],
};

/** Asks one reading after another until one finds something. */
export async function firstThatFinds(
  [ask, ...others]: SearchRequest[],
  engine: SearchEngine,
): Promise<{ ask?: SearchRequest; found: SearchResult }> {
  if (!ask) return { found: NOTHING };
  const found = await engine.find(ask);
  return found.total > 0 || others.length === 0 ? { ask, found } : firstThatFinds(others, engine);
}
