import type { Reference } from "../../standards/rules/reference.ts";
import type { SearchSuggestion } from "../rules/answer.ts";
import type { SearchResult } from "../rules/engine.ts";
import type { Query } from "../rules/query.ts";
import { type QueryReading, readWords } from "../rules/read-words.ts";
import { isWorthIt, suggestedQueries } from "../rules/suggest-query.ts";
import { searchRequestOf } from "./asking.ts";
import type { FinderParts } from "./finder-parts.ts";

/** Ideas asked of the engine for one answer; where nothing was found they are all that one has. */
const MOST_IDEAS = { found: 6, nothing: 12 };

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
  const ideas = suggestedQueries(query, found, recognized, reference).slice(
    0,
    found.total > 0 ? MOST_IDEAS.found : MOST_IDEAS.nothing,
  );
  const totals = await Promise.all(ideas.map((idea) => totalOf(idea.query, visible, reference, parts)));
  return ideas
    .map((idea, i) => ({ ...idea, total: totals[i] as number }))
    .filter((idea) => isWorthIt(idea, idea.total, found.total));
}

async function totalOf(
  query: Query,
  visible: string[],
  reference: Reference,
  { engine, synonyms, modifiers }: FinderParts,
): Promise<number> {
  const reading = readWords(query.words, reference, synonyms, query.plain, modifiers);
  if (reading.onlyUnknown) return 0;
  return (await engine.find({ ...searchRequestOf(query, reading, visible), size: 0, facets: [] })).total;
}
