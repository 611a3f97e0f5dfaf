import type { SearchRequest } from "../rules/engine.ts";
import type { FacetId } from "../rules/facets.ts";
import type { Filters } from "../rules/query.ts";

/** One query of a multi-search. */
export interface MeiliQuery {
  indexUid: string;
  q: string;
  filter: string[];
  matchingStrategy: "all" | "last" | "frequency";
  facets?: string[];
  sort?: string[];
  limit?: number;
  offset?: number;
  page?: number;
  hitsPerPage?: number;
  attributesToRetrieve: string[];
}

export interface MeiliAnswer {
  hits: { key: string }[];
  totalHits?: number;
  estimatedTotalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
}

const quoted = (value: string) => `"${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"')}"`;

export const oneOf = (attribute: string, values: string[]): string =>
  values.length === 0
    ? `${attribute} = "nothing has this value"`
    : `${attribute} IN [${values.map(quoted).join(", ")}]`;

/**
 * Filters as Meilisearch reads them; a chosen standard and a chosen level become one filter of pairs. Where no
 * standard is chosen, the items records must be `aligned` to take its place beside levels.
 */
export function filterOf(filters: Filters, visible: string[], aligned: string[] | undefined): string[] {
  const { standard: chosen, level, ...others } = filters;
  const standard = chosen?.length ? chosen : level?.length ? aligned : undefined;
  const all = [oneOf("visible", visible)];
  if (standard?.length && level?.length) {
    all.push(
      oneOf(
        "pair",
        standard.flatMap((s) => level.map((l) => `${s}|${l}`)),
      ),
    );
  } else if (standard?.length) all.push(oneOf("standard", standard));
  else if (level?.length) all.push(oneOf("level", level));
  for (const [facet, values] of Object.entries(others)) if (values.length > 0) all.push(oneOf(facet, values));
  if (aligned) all.push(oneOf("standard", aligned));
  return all;
}

/** What a count needs: one query, and how its facet distribution becomes counts. */
export interface Counting {
  facet: FacetId;
  query: Pick<MeiliQuery, "filter" | "facets">;
  read: (answer: MeiliAnswer) => [string, number][];
}

type FilterOf = (filters: Filters) => string[];

/**
 * The queries that count. Facets without a filter of their own share one; each of the others is counted as
 * if only its own filter were changed. With a standard chosen levels are counted by pairs, and the reverse.
 */
export function countings(
  { filters, facets }: SearchRequest,
  aligned: string[] | undefined,
  filterOf: FilterOf,
): { shared: FacetId[]; own: Counting[] } {
  const paired = (f: FacetId) => (halvesOf(f, filters, aligned)?.length ?? 0) > 0;
  const shared = facets.filter((f) => !filters[f]?.length && !paired(f));
  const own = facets
    .filter((f) => !shared.includes(f))
    .map((facet): Counting => {
      const { [facet]: _, ...rest } = filters;
      if (!paired(facet)) {
        const read = (a: MeiliAnswer) => Object.entries(a.facetDistribution?.[facet] ?? {});
        return { facet, query: { filter: filterOf(rest), facets: [facet] }, read };
      }
      const chosen = halvesOf(facet, filters, aligned) ?? [];
      return countingOfPairs(facet as "standard" | "level", chosen, rest, filterOf);
    });
  return { shared, own };
}

/** The values that stand with this facet's in one alignment: chosen ones, and standards typed as codes. */
function halvesOf(facet: FacetId, { standard, level }: Filters, aligned?: string[]): string[] | undefined {
  if (facet === "level") return standard?.length ? standard : aligned;
  return facet === "standard" ? level : undefined;
}

/** Pairs with the chosen other half, counted by this half. */
function countingOfPairs(
  facet: "standard" | "level",
  chosen: string[],
  rest: Filters,
  filterOf: FilterOf,
): Counting {
  const { [facet === "level" ? "standard" : "level"]: _, ...free } = rest;
  // What any of the pairs has; the pair itself is chosen by the distribution.
  const query = { filter: filterOf(free), facets: ["pair"] };
  const read = (a: MeiliAnswer): [string, number][] => {
    const counts = new Map<string, number>();
    for (const [pair, count] of Object.entries(a.facetDistribution?.pair ?? {})) {
      const bar = pair.lastIndexOf("|");
      const [standard, level] = [pair.slice(0, bar), pair.slice(bar + 1)];
      const [own, half] = facet === "level" ? [level, standard] : [standard, level];
      if (chosen.includes(half)) counts.set(own, (counts.get(own) ?? 0) + count);
    }
    return [...counts];
  };
  return { facet, query, read };
}

/** With several chosen values a record may have two of the pairs and would count twice: each value is asked alone. */
export function countsTwice(
  facet: FacetId,
  { filters }: SearchRequest,
  aligned: string[] | undefined,
): boolean {
  return (halvesOf(facet, filters, aligned)?.length ?? 0) > 1;
}
