import type { Reference } from "../../standards/rules/reference.ts";
import { withBroader } from "./facet-values.ts";
import { FACETS, type Facet, type FacetId } from "./facets.ts";
import type { Parameters, Query } from "./query.ts";

/**
 * Without the values of which something below is chosen, too: who goes from Mathematics to Fractions wants fewer, and
 * the two as alternatives would be all of Mathematics again.
 */
export function narrowest(f: Facet, values: string[], reference: Reference): string[] {
  if (!f.hierarchical || values.length < 2) return values;
  const above = new Set(values.flatMap((v) => withBroader(f, v, reference).filter((b) => b !== v)));
  return values.filter((v) => !above.has(v));
}

/** Back up: the value in the place of what is chosen below it. */
export function upTo(query: Query, f: Facet, value: string, reference: Reference): Query {
  const chosen = query.filters[f.id] ?? [];
  const beside = chosen.filter((v) => !withBroader(f, v, reference).includes(value));
  return { ...query, filters: { ...query.filters, [f.id satisfies FacetId]: [...beside, value] }, page: 1 };
}

/** Whether an address holds values that gave way to others: it is not the one to keep or pass on. */
export const gaveWay = (given: Parameters, { filters }: Query): boolean =>
  FACETS.some(
    ({ id, hierarchical }) =>
      hierarchical && [given[id] ?? []].flat().filter((v) => v.trim()).length > (filters[id]?.length ?? 0),
  );
