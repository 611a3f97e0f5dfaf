import type { Reference } from "../../standards/rules/reference.ts";
import { withBroader } from "./facet-values.ts";
import type { Facet, FacetId } from "./facets.ts";
import type { Query } from "./query.ts";

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
