import type { Narrowed } from "../reviews/rules/queue.ts";
import type { Subject } from "../reviews/rules/subject.ts";
import { FACETS, type FacetId } from "../search/rules/facets.ts";
import { type Filters, type Query, writeQuery } from "../search/rules/query.ts";
import type { Item, Standards } from "../standards/rules/framework.ts";
import { handleOf } from "../standards/rules/handle.ts";

/** Where things are on this site. Every link of the pages is made here, so that none is misspelled. */

export const HOME = "/";
export const STANDARDS = "/standards";
export const REFERENCE = "/api/reference";

export const organizationAddress = (code: string) => `/organizations/${encodeURIComponent(code)}`;

/** The way in, and back to where one was. */
export const signInAddress = (from?: string) =>
  from && from !== HOME && !/^\/(sign-in|sign-out|forgot|reset|welcome)\b/.test(from)
    ? `/sign-in?back=${encodeURIComponent(from)}`
    : "/sign-in";

export const COLLECTIONS = "/collections";
export const collectionAddress = (id: string) => `${COLLECTIONS}/${id}`;
/** Where a resource is put into a collection; `from` is the page to go back to. */
export const collectAddress = (resource: string, from?: string) =>
  `${COLLECTIONS}/add?resource=${resource}${from ? `&back=${encodeURIComponent(from)}` : ""}`;

/** Where something that is offered for review has its page. */
export const subjectAddress = ({ as, collection }: Subject) =>
  collection ? collectionAddress(as.id) : resourceAddress(as.id);
export const reviewAddress = (id: string) => `/reviews/${id}`;
/** `batch` shows only what was offered at once with this import. */
export const queueAddress = (code: string, batch?: string) =>
  `${organizationAddress(code)}/reviews${batch ? `?batch=${batch}` : ""}`;
export const reportAddress = (id: string) => `/reports/${id}`;
export const reportsAddress = (code: string) => `${organizationAddress(code)}/reports`;
/** Where several offers are decided at once; keeps what the queue was narrowed down to. */
export function batchAddress(
  code: string,
  { subject, topic, from, batch, due }: Partial<Narrowed> = {},
): string {
  const asked = Object.entries({ subject, topic, from, batch, due }).flatMap(([k, v]) => (v ? [[k, v]] : []));
  return `${queueAddress(code)}/batch${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ""}`;
}
export const rulesAddress = (code: string) => `${organizationAddress(code)}/rules`;
export const curriculaAddress = (code: string) => `${organizationAddress(code)}/curricula`;
export const importsAddress = (code: string) => `${organizationAddress(code)}/imports`;
export const importAddress = (i: { organization: string; id: string }) =>
  `${importsAddress(i.organization)}/${i.id}`;
/** Where one shares something for a standard, at a level that has nothing yet. */
export const shareForAddress = (standard: string, level?: string) =>
  `/share?${new URLSearchParams({ standard, ...(level ? { level } : {}) })}`;
export const resourceAddress = (id: string) => `/resources/${id}`;
export const historyAddress = (id: string) => `${resourceAddress(id)}/history`;
export const versionAddress = (id: string, number: number) => `${resourceAddress(id)}/versions/${number}`;
export const comparisonAddress = (id: string, from: number, to: number) =>
  `${resourceAddress(id)}/comparison?from=${from}&to=${to}`;
export const hidingAddress = (id: string) => `${resourceAddress(id)}/hiding`;
export const withdrawalAddress = (id: string) => `${resourceAddress(id)}/withdrawal`;
export const erasureAddress = (id: string) => `${resourceAddress(id)}/erasure`;
/** Leads on to the resource itself, and counts the opening. */
export const openAddress = (id: string) => `/resources/${id}/open`;

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

/** Everything a search finds, as a file. */
export function exportAddress(query: Query, format: string): string {
  const parameters = writeQuery({ ...query, page: 1, size: EVERYTHING.size });
  parameters.set("format", format);
  return `/search/export?${parameters}`;
}

export const filterAddress = (filters: Filters) => searchAddress({ filters });

/** The query without one value, back on its first page. */
export function without(query: Query, facet: FacetId, value: string): Query {
  const left = (query.filters[facet] ?? []).filter((v) => v !== value);
  const filters = { ...query.filters, [facet]: left };
  if (left.length === 0) delete filters[facet];
  return { ...query, filters, page: 1 };
}

/** The query with one more value, back on its first page. */
export function withValue(query: Query, facet: FacetId, value: string): Query {
  const values = [...new Set([...(query.filters[facet] ?? []), value])];
  return { ...query, filters: { ...query.filters, [facet]: values }, page: 1 };
}

export const chosenOf = (query: Query): { facet: FacetId; value: string }[] =>
  FACETS.flatMap(({ id }) => (query.filters[id] ?? []).map((value) => ({ facet: id, value })));

/** A standard's page. */
export function itemAddress(item: Item, standards: Standards): string {
  const set = standards.framework(item.framework)?.code ?? item.framework;
  return `${STANDARDS}/${set}/${encodeURIComponent(handleOf(item, standards))}`;
}

export const caseAddress = (framework: string) => `/api/v1/frameworks/${encodeURIComponent(framework)}/case`;
