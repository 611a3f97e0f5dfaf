import { FACETS, type FacetId } from "./facets.ts";
import { type Filters, type Query, writeQuery } from "./query.ts";

export const EVERYTHING: Query = {
  words: "",
  plain: false,
  filters: {},
  sort: "relevance",
  page: 1,
  size: 20,
};
export function searchAddress(query: Partial<Query>): string {
  const text = writeQuery({ ...EVERYTHING, ...query }).toString();
  return text ? `/search?${text}` : "/search";
}
export function exportAddress(query: Query, format: string): string {
  const parameters = writeQuery({ ...query, page: 1, size: EVERYTHING.size });
  parameters.set("format", format);
  return `/search/export?${parameters}`;
}
export const filterAddress = (filters: Filters) => searchAddress({ filters });
export function without(query: Query, facet: FacetId, value: string): Query {
  const left = (query.filters[facet] ?? []).filter((v) => v !== value);
  const filters = { ...query.filters, [facet]: left };
  if (left.length === 0) delete filters[facet];
  return { ...query, filters, page: 1 };
}
export function withValue(query: Query, facet: FacetId, value: string): Query {
  const values = [...new Set([...(query.filters[facet] ?? []), value])];
  return { ...query, filters: { ...query.filters, [facet]: values }, page: 1 };
}
export const chosenOf = (query: Query): { facet: FacetId; value: string }[] =>
  FACETS.flatMap(({ id }) => (query.filters[id] ?? []).map((value) => ({ facet: id, value })));
