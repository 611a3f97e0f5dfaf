import type { SearchDocument } from "../../src/search/rules/document.ts";
import type { SearchRequest, SearchResult } from "../../src/search/rules/engine.ts";
import type { FacetId } from "../../src/search/rules/facets.ts";
import type { Filters } from "../../src/search/rules/query.ts";
import { indexedTokensOf, stemOf } from "../../src/search/rules/tokens.ts";

/** What is right, found by looking at every document for every count. */
export function lookAtAll(
  documents: SearchDocument[],
  ask: SearchRequest,
): Pick<SearchResult, "total" | "counts"> {
  const visible = documents.filter((d) => d.visible.some((token) => ask.visible.includes(token)));
  const stems = new Map(visible.map((d) => [d, stemsOf(d)]));
  const withWords = visible.filter((d) => ask.words.every((w) => stems.get(d)?.has(stemOf(w.text))));
  const items = ask.codes.flatMap((c) => c.items);
  const aligned =
    items.length > 0 ? withWords.filter((d) => items.some((i) => d.facets.standard.includes(i))) : withWords;
  // A typed code and a chosen level belong together as a chosen standard and level do.
  const paired = ({ standard, level }: Filters) => items.length > 0 && level && !standard;
  const matching = (filters: Filters) =>
    aligned.filter((d) => passes(d, paired(filters) ? { ...filters, standard: items } : filters));
  const counts: SearchResult["counts"] = {};
  for (const facet of ask.facets) {
    const values = new Set(documents.flatMap((d) => valuesOf(d, facet)));
    counts[facet] = [...values]
      .map((v): [string, number] => [v, matching({ ...ask.filters, [facet]: [v] }).length])
      .filter(([, count]) => count > 0);
  }
  return { total: matching(ask.filters).length, counts };
}

const stemsOf = (d: SearchDocument) => new Set(Object.values(d.text).flatMap(indexedTokensOf).map(stemOf));

/** Pairs hold levels no facet has: an alignment without a level in a record that has others. */
const valuesOf = (d: SearchDocument, facet: FacetId): string[] =>
  facet === "level" ? [...d.facets.level, "not-stated"] : d.facets[facet];

function passes(d: SearchDocument, { standard, level, ...others }: Filters): boolean {
  if (standard && level) {
    if (!standard.some((s) => level.some((l) => d.pairs.includes(`${s}|${l}`)))) return false;
  } else if (standard || level) {
    const [facet, chosen] = standard ? (["standard", standard] as const) : (["level", level ?? []] as const);
    if (!chosen.some((v) => d.facets[facet].includes(v))) return false;
  }
  return Object.entries(others).every(([facet, chosen]) =>
    chosen.some((v) => d.facets[facet as FacetId].includes(v)),
  );
}

/** Counts in one order, for comparison. */
export const sorted = (counts: SearchResult["counts"]) =>
  Object.fromEntries(
    Object.entries(counts).map(([facet, list]) => [
      facet,
      list.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    ]),
  );
