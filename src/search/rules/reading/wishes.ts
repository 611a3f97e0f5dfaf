import type { Reference } from "../../../standards/rules/reference.ts";
import type { FacetId } from "../facets.ts";
import { type ImpliedFilter, impliedTypes } from "../implied-filters.ts";
import { type Word, wordsIn } from "../tokens.ts";
import { allIn } from "./expressions.ts";
import { impliedFrameworks } from "./frameworks.ts";
import { impliedGrades } from "./grades.ts";
import { impliedLanguages } from "./languages.ts";
import { impliedLicenses } from "./licenses.ts";
import type { Modifiers } from "./modifiers.ts";
import { languageOfQuestion } from "./question-language.ts";
import { overlaps, type Span, spanOf, within } from "./spans.ts";
import { impliedTimes } from "./times.ts";
import { topicWordsOf } from "./topic-words.ts";

/**
 * Every wish in typed words. Of two that overlap the one that is read first stands; a wish inside the label of a topic
 * is none ("video games", "simple machines").
 */
export function wishesIn(text: string, reference: Reference, modifiers: Modifiers): ImpliedFilter[] {
  const words = wordsIn(text);
  const topics = topicSpans(words, reference);
  const found = [
    ...impliedGrades(text),
    ...impliedFrameworks(words, reference),
    ...impliedLicenses(text, reference),
    ...outside(topics, [
      ...impliedTimes(text),
      ...wishesOfModifiers(words, modifiers),
      ...impliedTypes(text, reference.vocabularies.type),
    ]),
    ...impliedLanguages(text, words, reference),
  ];
  const standing: ImpliedFilter[] = [];
  for (const wish of found)
    if (!standing.some((s) => overlaps(s, wish) && !isTwin(s, wish))) standing.push(wish);
  return [...standing.sort((a, b) => a.start - b.start), ...ofQuestion(text, words, standing)];
}

/** Whoever asks in Spanish or Portuguese reads it: wished for with all the words, unless a language is named. */
function ofQuestion(text: string, words: Word[], wishes: ImpliedFilter[]): ImpliedFilter[] {
  const language = wishes.some((w) => w.facet === "language") ? undefined : languageOfQuestion(text, words);
  if (!language) return [];
  const all = spanOf(words, { at: 0, length: words.length });
  return [{ facet: "language", values: [language], ...all, wholly: false, ofQuestion: true }];
}

/** One expression may wish for several things. */
const isTwin = (a: ImpliedFilter, b: ImpliedFilter) =>
  a.start === b.start && a.end === b.end && a.facet !== b.facet;

const outside = (spans: Span[], wishes: ImpliedFilter[]) =>
  wishes.filter((w) => !spans.some((span) => within(w, span)));

function topicSpans(words: Word[], reference: Reference): Span[] {
  const tokens = words.map((w) => w.token);
  return allIn(tokens, topicWordsOf(reference).labels, 2).map((met) => spanOf(words, met));
}

function wishesOfModifiers(words: Word[], { modifiers, others }: Modifiers): ImpliedFilter[] {
  const tokens = words.map((w) => w.token);
  const none = allIn(tokens, others).map((met) => spanOf(words, met));
  const met = allIn(tokens, modifiers).flatMap((m) =>
    (Object.entries(m.meant.wishes) as [FacetId, string[]][]).map(
      ([facet, values]): ImpliedFilter => ({ facet, values, ...spanOf(words, m), wholly: m.meant.wholly }),
    ),
  );
  return outside(none, met);
}
