import type { Reference } from "../../standards/rules/reference.ts";
import type { SearchSuggestion } from "../rules/answer.ts";
import type { SearchRequest, SearchResult } from "../rules/engine.ts";
import type { Query } from "../rules/query.ts";
import { type QueryReading, readWords } from "../rules/read-words.ts";
import { isWorthIt, mayBeWorthIt, suggestedQueries } from "../rules/suggest-query.ts";
import { searchRequestOf } from "./asking.ts";
import type { FinderParts } from "./finder-parts.ts";

/** Ideas asked of the engine for one answer; where nothing was found they are all that one has. */
const MOST_IDEAS = { found: 6, nothing: 16 };

/** What to ask instead, each with what it would give. */
export async function waysOn(
  query: Query,
  found: SearchResult,
  { recognized }: QueryReading,
  visible: string[],
  reference: Reference,
  parts: FinderParts,
): Promise<SearchSuggestion[]> {
  if (query.page > 1) return [];
  const ideas = suggestedQueries(query, found, recognized, reference)
    .filter((idea) => mayBeWorthIt(idea, found.total))
    .slice(0, found.total > 0 ? MOST_IDEAS.found : MOST_IDEAS.nothing);
  if (ideas.length === 0) return [];
  const asks = ideas.map((idea) => countingOf(idea.query, visible, reference, parts));
  // All are asked at once: a message for each would cost more than its answer.
  const totals = await parts.engine.totals(asks.flatMap((ask) => ask ?? []));
  return ideas
    .map((idea, i) => ({ ...idea, total: asks[i] ? (totals.shift() as number) : 0 }))
    .filter((idea) => isWorthIt(idea, idea.total, found.total));
}

/** Undefined where nothing can be found: nothing but unknown codes was typed. */
function countingOf(
  query: Query,
  visible: string[],
  reference: Reference,
  { synonyms, modifiers }: FinderParts,
): SearchRequest | undefined {
  const reading = readWords(query.words, reference, synonyms, query.plain, modifiers);
  if (reading.onlyUnknown || reading.empty) return undefined;
  return { ...searchRequestOf(query, reading, visible), size: 0, facets: [] };
}
