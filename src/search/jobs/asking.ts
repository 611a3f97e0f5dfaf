import type { SearchEngine, SearchRequest, SearchResult } from "../rules/engine.ts";
import { FACETS, type FacetId } from "../rules/facets.ts";
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

/** Of several wishes, those that give way first: what is kept longest is who it is for. */
const GIVE_WAY: FacetId[] = [
  "use",
  "time",
  "signup",
  "printable",
  "adaptable",
  "license",
  "format",
  "type",
  "audience",
  "subject",
  "level",
  "language",
  "standard",
  "grade",
];

/**
 * The question; where nothing but wishes was typed ("grade 3 worksheet") first what meets them all, then what meets
 * fewer, at last the grade alone. Filters somebody chose stand as they are. None where nothing but unknown codes was
 * typed, or signs.
 */
export function readingsOf(query: Query, reading: QueryReading, visible: string[]): SearchRequest[] {
  if (reading.onlyUnknown || reading.empty) return [];
  const plain = searchRequestOf(query, reading, visible);
  if (!reading.onlyImplied) return [plain];
  const meeting = (wished: Filters): SearchRequest => ({
    ...plain,
    words: [],
    filters: { ...wished, ...query.filters },
  });
  return [...fewerAndFewer(reading.impliedFilters).map(meeting), plain];
}

/** All wishes, then one less each time. */
function fewerAndFewer(wished: Filters): Filters[] {
  const order = (Object.keys(wished) as FacetId[]).sort((a, b) => GIVE_WAY.indexOf(a) - GIVE_WAY.indexOf(b));
  return order.map((_, i) => Object.fromEntries(order.slice(i).map((id) => [id, wished[id]])) as Filters);
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
