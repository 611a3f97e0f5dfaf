import { type Fault, Problem } from "../../kernel/problem.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import { understandGrades } from "../../reference/rules/grades.ts";
import { understandLanguage } from "../../reference/rules/language.ts";
import { understandLicense } from "../../reference/rules/license.ts";
import type { Vocabulary, VocabularyId } from "../../reference/rules/vocabulary.ts";
import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { FACETS, type Facet, type FacetId } from "./facets.ts";
import { narrowest } from "./narrowest.ts";
import {
  LONGEST_VALUE,
  MOST_MEANT,
  MOST_WITH_NEAREST,
  meansTooMuch,
  tooMuchOf,
  withinBounds,
} from "./query-bounds.ts";
import { understandStandard } from "./standard-filter.ts";

export const SORTS = ["relevance", "newest", "title"] as const;
export type Sort = (typeof SORTS)[number];

/** Chosen values per facet: OR within a facet, AND across. `not-stated` is a value. */
export type Filters = Partial<Record<FacetId, string[]>>;

/** What is asked: one model for page, API and both engines. */
export interface Query {
  words: string;
  /** Typed beyond the bounds (`query-bounds.ts`): not searched for, and told to the reader. */
  beyond?: string;
  /** True when codes in the words are to be read as plain words. */
  plain: boolean;
  filters: Filters;
  sort: Sort;
  /** Counts from 1. */
  page: number;
  size: number;
}

export const MAX_SIZE = 100;
/** Pages beyond this many hits are refused: nobody reads them, and every engine pays for them. */
export const DEEPEST = 10_000;

export type Parameters = Record<string, string | string[] | undefined>;

const listOf = (value: string | string[] | undefined): string[] =>
  (value === undefined ? [] : Array.isArray(value) ? value : [value]).map((v) => v.trim()).filter(Boolean);

const first = (value: string | string[] | undefined) => listOf(value)[0];

/**
 * Reads a query from address parameters. Every fault is collected; `query` is what could be understood, so
 * that a page can show its best reading where the API refuses.
 */
export function readQuery(given: Parameters, reference: Reference): { query: Query; faults: Fault[] } {
  const filters: Filters = {};
  const typed = FACETS.map((facet) => ({ facet, values: [...new Set(listOf(given[facet.id]))] }));
  const faults = typed.flatMap(({ facet, values }) => tooMuchOf(facet.id, values) ?? []);
  for (const { facet, values } of typed.filter((t) => !tooMuchOf(t.facet.id, t.values))) {
    const meant = [...new Set(values.flatMap((v) => readValue(facet, v, reference, faults)))];
    if (meant.length > MOST_MEANT) faults.push(meansTooMuch(facet.id, meant.length));
    const read = meant.slice(0, MOST_MEANT);
    if (read.length > 0) filters[facet.id] = narrowest(facet, read, reference);
  }
  const known = new Set<string>([...FACETS.map((f) => f.id), "q", "sort", "page", "size", "plain"]);
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  for (const name of unknown.slice(0, MOST_UNKNOWN)) faults.push(unknownParameter(name, [...known], faults));
  const size = readNumber("size", first(given.size), 20, MAX_SIZE, faults);
  const query: Query = {
    ...withinBounds(first(given.q) ?? ""),
    plain: first(given.plain) !== undefined,
    filters,
    sort: readSort(first(given.sort), faults),
    page: readNumber("page", first(given.page), 1, Math.floor(DEEPEST / size), faults),
    size,
  };
  return { query, faults };
}

/** As `readQuery`, but a fault is a Problem that lists them all. */
export function readStrictly(given: Parameters, reference: Reference): Query {
  const tooMuch = FACETS.flatMap((f) => tooMuchOf(f.id, listOf(given[f.id])) ?? []);
  if (tooMuch.length > 0) throw new Problem("invalid", "The search asks for too much at once.", tooMuch);
  const { query, faults } = readQuery(given, reference);
  if (faults.length > 0) throw new Problem("invalid", "The search could not be understood.", faults);
  return query;
}

/** The address parameters that say this query again; defaults are left out. */
export function writeQuery(query: Query): URLSearchParams {
  const out = new URLSearchParams();
  if (query.words) out.set("q", query.words);
  if (query.plain) out.set("plain", "1");
  for (const { id } of FACETS) for (const value of query.filters[id] ?? []) out.append(id, value);
  if (query.sort !== "relevance") out.set("sort", query.sort);
  if (query.size !== 20) out.set("size", String(query.size));
  if (query.page > 1) out.set("page", String(query.page));
  return out;
}

function fault(name: string, detail: string, nearest: string[] = []): Fault {
  return { in: "query", pointer: `/${name}`, detail, ...(nearest.length > 0 ? { nearest } : {}) };
}

/** So many unknown parameters are named; nobody reads more. */
const MOST_UNKNOWN = 50;

function unknownParameter(name: string, known: string[], faults: Fault[]): Fault {
  const shown = name.slice(0, LONGEST_VALUE);
  const near = faults.length < MOST_WITH_NEAREST ? nearestOf(name, known) : [];
  return fault(shown, `There is no parameter "${shown}".`, near);
}

function readSort(given: string | undefined, faults: Fault[]): Sort {
  if (given === undefined) return "relevance";
  const sort = SORTS.find((s) => s === given);
  if (!sort)
    faults.push(fault("sort", `"${given}" is not an order. Use one of ${SORTS.join(", ")}.`, [...SORTS]));
  return sort ?? "relevance";
}

function readNumber(
  name: string,
  given: string | undefined,
  usual: number,
  most: number,
  faults: Fault[],
): number {
  if (given === undefined) return usual;
  const n = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (n >= 1 && n <= most) return n;
  faults.push(fault(name, `"${given.slice(0, 40)}" is not a ${name} from 1 to ${most}.`));
  return n > most ? most : usual;
}

/** The stored ids a typed filter value stands for: ids, labels and usual spellings are understood. */
function readValue(f: Facet, given: string, reference: Reference, faults: Fault[]): string[] {
  if (given === NOT_STATED && f.optional) return [NOT_STATED];
  const { ids, nearest, several } = understand(f, given, reference, faults.length < MOST_WITH_NEAREST);
  if (ids.length === 0) {
    const where = placeOf(f);
    const typed = `"${given.slice(0, 80)}"`;
    const fits = several ? `${typed} means more than one value of ${f.id}. Choose one.` : undefined;
    const detail = `${fits ?? `${typed} is not a value of ${f.id}.`}${where ? ` See ${where}` : ""}`;
    faults.push(fault(f.id, detail, nearest));
  }
  return ids;
}

/** Where the values of a facet are listed. */
function placeOf({ values }: Facet): string | undefined {
  if (values === "standard") return "/api/v1/frameworks";
  if (values === "organization" || values === "endorsement") return "/api/v1/organizations";
  return values === "reach" || values === "yes-no" || values === "time"
    ? undefined
    : `/api/v1/vocabularies/${values}`;
}

interface Meant {
  ids: string[];
  nearest: string[];
  /** It means each of `nearest`, and they are not alternatives that somebody chose. */
  several?: boolean;
}

/** The ids a typed value of a facet stands for; none when it means nothing. */
export const valuesMeant = (f: Facet, given: string, reference: Reference): string[] =>
  given.length > LONGEST_VALUE ? [] : understand(f, given, reference, false).ids;

/** What a value means; without `near`, the nearest valid values of one that means nothing are not looked for. */
function understand(f: Facet, given: string, reference: Reference, near: boolean): Meant {
  const fixed = fixedValues(f);
  switch (f.values) {
    case "standard":
      return understandItem(given, reference, near);
    case "organization":
      return understandOrganization(given, reference);
    case "endorsement":
      if (fixed.includes(given)) return { ids: [given], nearest: [] };
      return understandOrganization(given, reference);
    case "reach":
    case "yes-no":
    case "time":
      return fixed.includes(given) ? { ids: [given], nearest: [] } : { ids: [], nearest: fixed };
  }
  const vocabulary: Vocabulary = reference.vocabularies[f.values as VocabularyId];
  const ids = vocabulary.get(given) ? [given] : spelled(f.values, given, vocabulary);
  return { ids, nearest: ids.length > 0 || !near ? [] : vocabulary.nearest(given) };
}

/** The terms a spelling stands for: a band is each of its grades, a license without its version is every version. */
function spelled(id: Facet["values"], given: string, vocabulary: Vocabulary): string[] {
  if (id === "grade") return (understandGrades(given) ?? []).filter((g) => vocabulary.get(g));
  const one =
    id === "license"
      ? understandLicense(given, vocabulary)
      : id === "language"
        ? understandLanguage(given, vocabulary)
        : vocabulary.understand(given)?.id;
  if (one === undefined) return [];
  const versions = `${one.replace(/^LicenseRef-/, "")}-`;
  const all = one.startsWith("LicenseRef-CC-") ? vocabulary.terms.map((t) => t.id) : [];
  return [one, ...all.filter((v) => v.startsWith(versions) && /^\d/.test(v.slice(versions.length)))];
}

/** Values of facets that have no vocabulary of their own. */
export function fixedValues(f: Facet): string[] {
  if (f.values === "reach") return [...REACHES];
  if (f.values === "yes-no" || f.values === "time") return Object.keys(f.says);
  if (f.values === "endorsement") return ["state", "district", "none"];
  return [];
}

function understandItem(given: string, { standards }: Reference, wanted: boolean): Meant {
  const { ids, near, several } = understandStandard(given, standards, wanted);
  const codes = near.map((id) => standards.item(id)?.code || (standards.framework(id)?.code ?? id));
  return { ids, nearest: wanted ? codes : [], several };
}

function understandOrganization(given: string, { organizations }: Reference): Meant {
  if (organizations.get(given)) return { ids: [given], nearest: [] };
  const same = organizations.all().filter((o) => o.name.toLowerCase() === given.toLowerCase());
  if (same.length > 0) return { ids: same.map((o) => o.code), nearest: [] };
  return {
    ids: [],
    nearest: nearestOf(
      given,
      organizations.all().map((o) => o.name),
    ),
  };
}

const nearestOf = (given: string, known: string[]) =>
  known.filter((k) => k.toLowerCase().startsWith(given.toLowerCase().slice(0, 3))).slice(0, 3);
