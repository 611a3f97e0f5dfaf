import type { Logger } from "pino";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import type { FacetAnswer, SearchAnswer, SearchSuggestion, TypedSuggestion } from "../rules/answer.ts";
import { type Completions, completionsOf } from "../rules/completions.ts";
import type { SearchEngine, SearchRequest, SearchResult } from "../rules/engine.ts";
import { FACETS } from "../rules/facets.ts";
import { markerOf } from "../rules/highlight.ts";
import { labelOf } from "../rules/labels.ts";
import type { Filters, Query } from "../rules/query.ts";
import { type QueryReading, readWords } from "../rules/read-words.ts";
import { isWorthIt, suggestedQueries } from "../rules/suggest-query.ts";
import type { Synonyms } from "../rules/synonyms.ts";
import { loadSynonyms } from "./load-synonyms.ts";

/** Answers what people ask: the engine finds, the store says what is true now, and who may see it. */
export interface Finder {
  find(query: Query, caller: Caller): Promise<SearchAnswer>;
  /** Everything found, newest first, read in pieces as they are taken. Only what the caller may see then. */
  each(query: Query, caller: Caller): AsyncGenerator<Resource>;
  /** At most ten lines for what is being typed. */
  suggest(words: string, caller: Caller): Promise<TypedSuggestion[]>;
}

export interface FinderParts {
  store: Store;
  engine: SearchEngine;
  log: Logger;
  synonyms?: Synonyms;
}

/** Values of one facet in an answer. */
const MOST_VALUES = 60;
const MOST_OFFERED = 10;
/** Records of a download read in one go. */
const PIECE = 100;
/** Ideas asked of the engine for one answer. */
const MOST_IDEAS = 6;

export function finderOf({ store, engine, log, synonyms = loadSynonyms() }: FinderParts): Finder {
  /** What is shown is read from the store now: an index that lags behind shows nothing it should not. */
  const visibleNow = async (
    ids: string[],
    caller: Caller,
    { organizations }: Reference,
  ): Promise<Resource[]> => {
    const read = await store.resources.many(ids);
    const shown = read.filter((r) => may(caller, "see", r, organizations));
    if (shown.length < ids.length) {
      const left = ids.filter((id) => !shown.some((r) => r.id === id));
      log.warn({ resources: left }, "the index gave what may not be shown: it lags behind the store");
    }
    return shown;
  };

  let offered: { of: Reference; offer: Completions } | undefined;
  const offerNow = (reference: Reference): Completions => {
    if (offered?.of !== reference) offered = { of: reference, offer: completionsOf(reference) };
    return offered.offer;
  };

  const totalOf = async (query: Query, visible: string[], reference: Reference): Promise<number> => {
    const reading = readWords(query.words, reference, synonyms, query.plain);
    if (reading.onlyUnknown) return 0;
    return (await engine.find({ ...searchRequestOf(query, reading, visible), size: 0, facets: [] })).total;
  };

  const suggestionsFor = async (
    query: Query,
    found: SearchResult,
    { recognized }: QueryReading,
    visible: string[],
    reference: Reference,
  ): Promise<SearchSuggestion[]> => {
    if (query.page > 1) return [];
    const ideas = suggestedQueries(query, found, recognized, reference).slice(0, MOST_IDEAS);
    const totals = await Promise.all(ideas.map((idea) => totalOf(idea.query, visible, reference)));
    return ideas
      .map((idea, i) => ({ ...idea, total: totals[i] as number }))
      .filter((idea) => isWorthIt(idea, idea.total, found.total));
  };

  return {
    async find(query, caller) {
      const reference = await store.reference();
      const visible = visibilityTokensOf(caller, reference.organizations);
      const reading = readWords(query.words, reference, synonyms, query.plain);
      const { found } = await firstThatFinds(readingsOf(query, reading, visible), engine);
      const [resources, suggestions] = await Promise.all([
        visibleNow(found.ids, caller, reference),
        suggestionsFor(query, found, reading, visible, reference),
      ]);
      const marker = markerOf(found.marks);
      return {
        query,
        total: found.total - (found.ids.length - resources.length),
        hits: resources.map((resource) => ({
          resource,
          snippet: {
            title: marker.whole(resource.description.title),
            summary: marker.around(resource.description.summary),
          },
          ...(found.close.includes(resource.id) ? { close: true as const } : {}),
        })),
        facets: facetsOf(query, found, reference),
        suggestions,
        codes: reading.recognized,
        leftOut: found.leftOut,
        corrected: found.corrected,
        partial: found.partial,
        wishes: reading.wishes,
        phrases: reading.phrases,
        excluded: reading.excluded,
        notSearched: [
          ...reading.notSearched,
          ...(query.beyond ? [{ why: "too-long" as const, typed: query.beyond }] : []),
        ],
        impliedFilters: reading.impliedFilters,
        engine: found.engine ?? engine.name,
      };
    },

    async *each(query, caller) {
      const reference = await store.reference();
      const visible = visibilityTokensOf(caller, reference.organizations);
      const reading = readWords(query.words, reference, synonyms, query.plain);
      const counting = readingsOf(query, reading, visible).map((ask) => ({
        ...ask,
        from: 0,
        size: 0,
        facets: [],
      }));
      const { ask, found } = await firstThatFinds(counting, engine);
      if (!ask || found.total === 0) return;
      const { ids } = await engine.find({ ...ask, size: found.total, sort: "newest" });
      for (let at = 0; at < ids.length; at += PIECE)
        yield* await visibleNow(ids.slice(at, at + PIECE), caller, reference);
    },

    async suggest(text, caller) {
      const typed = text.trim();
      if (!typed) return [];
      const reference = await store.reference();
      const visible = visibilityTokensOf(caller, reference.organizations);
      const { words } = readWords(text, reference, synonyms, true);
      const ids = await engine.suggest({ words, visible, limit: MOST_OFFERED });
      const titles = (await visibleNow(ids, caller, reference)).map(
        ({ id, description }): TypedSuggestion => ({
          kind: "title",
          text: description.title,
          value: id,
          href: `/resources/${id}`,
        }),
      );
      const offer = offerNow(reference);
      const lines = [...offer.standards(typed), ...offer.topics(typed), ...titles];
      return lines.filter((s, i) => lines.findIndex((o) => o.text === s.text) === i).slice(0, MOST_OFFERED);
    },
  };
}

/**
 * The question; where nothing but wishes was typed ("grade 3 worksheet") first what meets them all, then what
 * meets the grade. Filters somebody chose stand as they are. None where nothing but unknown codes was typed.
 */
function readingsOf(query: Query, reading: QueryReading, visible: string[]): SearchRequest[] {
  if (reading.onlyUnknown) return [];
  const plain = searchRequestOf(query, reading, visible);
  if (!reading.onlyImplied) return [plain];
  const { grade, type } = reading.impliedFilters;
  const meeting = (wished: Filters): SearchRequest => ({
    ...plain,
    words: [],
    filters: { ...wished, ...query.filters },
  });
  return [...(type ? [meeting(reading.impliedFilters)] : []), ...(grade ? [meeting({ grade })] : []), plain];
}

const NOTHING: SearchResult = {
  ids: [],
  total: 0,
  close: [],
  counts: {},
  leftOut: [],
  marks: [],
  corrected: [],
  partial: false,
  better: [],
};

async function firstThatFinds(
  [ask, ...others]: SearchRequest[],
  engine: SearchEngine,
): Promise<{ ask?: SearchRequest; found: SearchResult }> {
  if (!ask) return { found: NOTHING };
  const found = await engine.find(ask);
  return found.total > 0 || others.length === 0 ? { ask, found } : firstThatFinds(others, engine);
}

/** The question to the engine. */
export function searchRequestOf(
  query: Query,
  { words, codes, impliedFilters, phrases, excluded, broad }: QueryReading,
  visible: string[],
): SearchRequest {
  return {
    words,
    codes,
    impliedFilters,
    phrases,
    excluded,
    broad,
    filters: query.filters,
    visible,
    sort: query.sort,
    from: (query.page - 1) * query.size,
    size: query.size,
    facets: FACETS.map((f) => f.id),
    values: MOST_VALUES,
  };
}

function facetsOf(query: Query, found: SearchResult, reference: Reference): FacetAnswer[] {
  return FACETS.map((f) => {
    const chosen = query.filters[f.id] ?? [];
    const counts = found.counts[f.id] ?? [];
    // A chosen value that finds nothing stays in sight: it is the one to take away.
    const missing = chosen
      .filter((v) => !counts.some(([value]) => value === v))
      .map((v): [string, number] => [v, 0]);
    const values = [...counts, ...missing].map(([value, count]) => ({
      value,
      label: labelOf(f, value, reference),
      count,
      chosen: chosen.includes(value),
    }));
    return { id: f.id, label: f.label, values };
  });
}
