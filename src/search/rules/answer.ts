import type { Resource } from "../../resources/rules/resource.ts";
import type { Item } from "../../standards/rules/framework.ts";
import type { FacetId } from "./facets.ts";
import type { Filters, Query } from "./query.ts";
import type { NotSearched, Wish } from "./read-words.ts";

/** A stretch of text, matched or not. Escaping is the view's business: nothing here is HTML. */
export interface SnippetPart {
  text: string;
  matched: boolean;
}

export interface AnswerHit {
  resource: Resource;
  snippet: { title: SnippetPart[]; summary: SnippetPart[] };
  /** Lacks some of the words, comes close, and is not counted in `total`. */
  close?: true;
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

/** Counts as they would be if only this facet were changed (disjunctive), `not-stated` among them. */
export interface FacetAnswer {
  id: FacetId;
  label: string;
  values: FacetValue[];
}

/** A code recognised in the words, and what it stands for. */
export interface AnsweredCode {
  typed: string;
  /** One item when clear, several when the code is ambiguous, none when unknown. */
  items: Item[];
  /** Neighbors of an unknown code. */
  near: Item[];
}

/**
 * Ways on: without a filter or a word, in a better spelling, the letters of a code as plain words, the words of a
 * standard in place of its code, the standard above it, or those near a code that no standard has.
 */
export const SUGGESTED = [
  "drop-filter",
  "drop-word",
  "spelling",
  "plain-words",
  "standard-in-words",
  "broader-standard",
  "near-standard",
] as const;

/** What to do instead when nothing, or little, was found. */
export interface SearchSuggestion {
  kind: (typeof SUGGESTED)[number];
  /** What to drop or put: a facet, a word, the whole better spelling, or a standard in words. */
  facet?: FacetId;
  text: string;
  query: Query;
  /** What it would give. */
  total: number;
}

/** Of what was found; one when nothing was. */
export const lastPage = ({ total, query }: Pick<SearchAnswer, "total" | "query">): number =>
  Math.max(1, Math.ceil(total / query.size));

/** Collections about what was asked: the first ones, and how many there are. */
export interface AnsweredCollections {
  total: number;
  shown: { id: string; title: string }[];
}

/** One answer for page and API. */
export interface SearchAnswer {
  query: Query;
  total: number;
  hits: AnswerHit[];
  facets: FacetAnswer[];
  suggestions: SearchSuggestion[];
  collections: AnsweredCollections;
  codes: AnsweredCode[];
  /** Words that gave way because no record has them all. */
  leftOut: string[];
  /** Words that no record has, and what was read in their place. */
  corrected: { typed: string; as: string[] }[];
  /** No record has all topics asked for: one list ordered by how much is met. */
  partial: boolean;
  /** How the words were read, one by one: each is said to the reader, with a way to undo it. */
  wishes: Wish[];
  phrases: string[][];
  excluded: string[][];
  notSearched: NotSearched[];
  /** Wishes read from the words ("grade 3", "worksheet"): they raise, they do not exclude. */
  impliedFilters: Filters;
  /** Wishes that were taken as filters, because nothing else was typed. */
  taken: Filters;
  /** Which engine answered. */
  engine: string;
}

/** One line offered while typing. */
export interface TypedSuggestion {
  kind: "title" | "topic" | "standard" | "collection";
  text: string;
  /** The code of a standard, the id of a topic, resource or collection. */
  value: string;
  /** Where choosing it leads: a path of this site. */
  href: string;
}
