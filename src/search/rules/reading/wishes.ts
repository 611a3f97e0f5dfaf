import type { Reference } from "../../../standards/rules/reference.ts";
import type { FacetId } from "../facets.ts";
import { type ImpliedFilter, impliedGrades, impliedTypes } from "../implied-filters.ts";
import { type Word, wordsIn } from "../tokens.ts";
import { allIn } from "./expressions.ts";
import type { Modifiers } from "./modifiers.ts";
import { topicWordsOf } from "./topic-words.ts";

type Known = Pick<Reference, "standards" | "vocabularies" | "organizations">;

/**
 * Every wish in typed words. Of two that overlap the one that is read first stands; a wish inside the label of a topic
 * is none ("video games", "simple machines").
 */
export function wishesIn(text: string, reference: Known, modifiers: Modifiers): ImpliedFilter[] {
  const words = wordsIn(text);
  const topics = topicSpans(words, reference);
  const found = [
    ...impliedGrades(text),
    ...outside(topics, [
      ...impliedTypes(text, reference.vocabularies.type),
      ...wishesOfModifiers(words, modifiers),
    ]),
  ];
  const standing: ImpliedFilter[] = [];
  for (const wish of found)
    if (!standing.some((s) => overlaps(s, wish) && !isTwin(s, wish))) standing.push(wish);
  return standing.sort((a, b) => a.start - b.start);
}

interface Span {
  start: number;
  end: number;
}

export const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** One expression may wish for several things. */
const isTwin = (a: ImpliedFilter, b: ImpliedFilter) =>
  a.start === b.start && a.end === b.end && a.facet !== b.facet;

const outside = (spans: Span[], wishes: ImpliedFilter[]) =>
  wishes.filter((w) => !spans.some((s) => s.start <= w.start && w.end <= s.end));

const spanOf = (words: Word[], { at, length }: { at: number; length: number }): Span => ({
  start: (words[at] as Word).start,
  end: (words[at + length - 1] as Word).end,
});

function topicSpans(words: Word[], reference: Known): Span[] {
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
