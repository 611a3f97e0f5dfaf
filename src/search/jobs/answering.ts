import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { AnswerHit, FacetAnswer, SearchAnswer } from "../rules/answer.ts";
import type { SearchResult } from "../rules/engine.ts";
import { FACETS } from "../rules/facets.ts";
import { markerOf } from "../rules/highlight.ts";
import { rememberedLabelOf } from "../rules/labels.ts";
import { countedAlways } from "../rules/panel-order.ts";
import type { Filters, Query } from "../rules/query.ts";
import { type QueryReading, readWords } from "../rules/read-words.ts";
import { tokensOf } from "../rules/tokens.ts";
import { firstThatFinds, readingsOf } from "./asking.ts";
import { collectionsAbout } from "./collections-about.ts";
import { type FinderParts, visibleNow } from "./finder-parts.ts";
import { identifiedFirst } from "./identified.ts";
import { waysOn } from "./ways-on.ts";

/** One answer for page and API. */
export async function answerTo(query: Query, caller: Caller, parts: FinderParts): Promise<SearchAnswer> {
  const { store, engine, synonyms, modifiers } = parts;
  const reference = await store.reference();
  const visible = visibilityTokensOf(caller, reference.organizations);
  const reading = readWords(query.words, reference, synonyms, query.plain, modifiers);
  const always = countedAlways([query.filters, reading.impliedFilters], reference);
  const named = await identifiedFirst(query, reading, visible, store.resources);
  const asked = [...named, ...readingsOf(query, reading, visible)].map((ask) => ({ ...ask, always }));
  const { ask, found } = await firstThatFinds(asked, engine);
  const [resources, suggestions, collections] = await Promise.all([
    visibleNow(found.ids, caller, reference, parts),
    waysOn(query, found, reading, visible, reference, parts),
    collectionsAbout(query, reading, visible, parts),
  ]);
  return {
    query,
    total: found.total - (found.ids.length - resources.length),
    hits: hitsOf(resources, found),
    facets: facetsOf(query, found, reference),
    suggestions,
    collections,
    ...howItWasRead(query, reading, found),
    taken: ask ? beyond(query.filters, ask.filters) : {},
    engine: found.engine ?? engine.name,
  };
}

/** Filters that the engine was asked with and nobody chose. */
const beyond = (chosen: Filters, asked: Filters): Filters =>
  Object.fromEntries(Object.entries(asked).filter(([id]) => !(id in chosen)));

function hitsOf(resources: Resource[], { marks, close }: SearchResult): AnswerHit[] {
  const marker = markerOf(marks);
  return resources.map((resource) => ({
    resource,
    snippet: {
      title: marker.whole(resource.description.title),
      summary: marker.around(resource.description.summary),
    },
    ...(close.includes(resource.id) ? { close: true as const } : {}),
  }));
}

/** What the reader is told of how the words were read, by the rules and by the engine. */
function howItWasRead(query: Query, reading: QueryReading, { leftOut, corrected, partial }: SearchResult) {
  const { recognized, wishes, phrases, excluded, notSearched, impliedFilters } = reading;
  const signed = [...reading.words, ...reading.identified.words].filter((w) => hasSigns(w.written));
  const tooLong = query.beyond ? [{ why: "too-long" as const, typed: query.beyond }] : [];
  // What was read as a wish is said as such.
  const wished = new Set(wishes.filter((w) => !w.ofQuestion).flatMap((wish) => tokensOf(wish.typed)));
  const written = (text: string) => signed.find((w) => w.text === text)?.written;
  return {
    codes: recognized,
    leftOut: leftOut.filter((text) => !wished.has(text)).map((text) => written(text) ?? text),
    corrected,
    partial,
    wishes,
    phrases,
    excluded,
    notSearched: [...notSearched, ...tooLong],
    impliedFilters,
  };
}

/** "C++" is one word for engines, in letters of its own. */
const hasSigns = (written: string): boolean => /[^\p{L}\p{M}\p{Nd}\s]/u.test(written);

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
      label: rememberedLabelOf(f, value, reference),
      count,
      chosen: chosen.includes(value),
    }));
    return { id: f.id, label: f.label, values };
  });
}
