import { bareCode } from "../../standards/rules/framework.ts";
import { recognizeCodes } from "../../standards/rules/recognize-codes.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { AnsweredCode } from "./answer.ts";
import type { QueryCode, QueryWord } from "./engine.ts";
import type { FacetId } from "./facets.ts";
import { type Identified, identifiedBy, identifiersAsWords, identifiersIn } from "./identifiers.ts";
import type { ImpliedFilter } from "./implied-filters.ts";
import { typedOut } from "./letters.ts";
import type { Filters } from "./query.ts";
import { isBroad } from "./reading/broad.ts";
import { type Modifiers, NO_MODIFIERS } from "./reading/modifiers.ts";
import { blank, isSignsOnly, readSigns } from "./reading/operators.ts";
import { readPrefixes } from "./reading/prefixes.ts";
import { giveRoles, type WishPlaces } from "./reading/roles.ts";
import { type Span, within } from "./reading/spans.ts";
import { wishesIn } from "./reading/wishes.ts";
import { type Synonyms, synonymsAt } from "./synonyms.ts";
import { type Word, wordsIn } from "./tokens.ts";
import { isWeak } from "./weak-words.ts";

/** A filter that words stand for: it raises what meets it, until somebody asks to see nothing else. */
export interface Wish {
  /** As typed. */
  typed: string;
  facet: FacetId;
  values: string[];
  /** Read from all of the words: the language they are in. */
  ofQuestion?: true;
}

/**
 * Signs alone (`???`), the prefix of a field that no search has (`author:smith`), and words past the bounds. Each
 * is told to the reader.
 */
export interface NotSearched {
  why: "signs" | "prefix" | "too-long";
  typed: string;
}

/** What typed words say. */
export interface QueryReading {
  words: QueryWord[];
  codes: QueryCode[];
  /** The codes found, with what they may have meant: to be explained to the reader. */
  recognized: AnsweredCode[];
  impliedFilters: Filters;
  /** The same one by one, with what was typed. */
  wishes: Wish[];
  /** In quotes; see `SearchRequest.phrases`. */
  phrases: string[][];
  /** With a minus; see `SearchRequest.excluded`. */
  excluded: string[][];
  broad: boolean;
  /** Addresses, ISBNs, names of files and the like; in `words` they are read as words. */
  identified: Identified;
  /** What in the text could not be searched for, to be explained. */
  notSearched: NotSearched[];
  /** Nothing is asked for but wishes: "grade 3 worksheet". */
  onlyImplied: boolean;
  /** Nothing is asked for but codes that no standard has: the letters in them say nothing either. */
  onlyUnknown: boolean;
  /** Something was typed, and nothing of it can be searched for: it finds nothing, and `notSearched` says why. */
  empty: boolean;
}

/** Reads typed words: codes of standards, wishes for a grade or a kind, and plain words with their synonyms. */
export function readWords(
  text: string,
  reference: Reference,
  synonyms: Synonyms,
  plain = false,
  modifiers: Modifiers = NO_MODIFIERS,
): QueryReading {
  const identifiers = plain ? [] : identifiersIn(text);
  const signs = readSigns(identifiersAsWords(text, identifiers));
  const prefixes = readPrefixes(signs.rest, reference);
  const { rest } = prefixes;
  const recognized = plain ? [] : recognizeCodes(rest, reference.standards);
  const known = recognized.filter((code) => code.items.length > 0);
  const isQuoted = (w: Span) => signs.quoted.some((q) => within(w, q));
  const outside = wordsIn(rest)
    .filter((w) => !recognized.some((code) => within(w, code)))
    .map((w) => ({ ...w, written: text.slice(w.start, w.end), quoted: isQuoted(w) }));
  const impliedFilters = [
    ...prefixes.wishes,
    ...wishesIn(without(rest, [...recognized, ...signs.quoted]), reference, modifiers),
  ];
  const words = queryWords(outside, impliedFilters, /[\p{L}\p{N}\p{M}]\*?$/u.test(text), synonyms);
  giveRoles(words, reference, modifiers, wishPlaces(outside, impliedFilters));
  const notSearched: NotSearched[] = prefixes.unknown.map((typed) => ({ why: "prefix", typed }));
  if (isSignsOnly(text)) notSearched.push({ why: "signs", typed: text.trim() });
  const asksNothing = known.length === 0 && words.length === 0 && impliedFilters.length === 0;
  return {
    words,
    onlyImplied: impliedFilters.length > 0 && known.length === 0 && words.every((w) => w.weak || w.wish),
    onlyUnknown: recognized.length > 0 && known.length === 0 && words.length === 0,
    empty: asksNothing && signs.excluded.length === 0 && text.trim() !== "",
    codes: known.map(({ typed, items }) => ({
      typed,
      items: items.map((item) => item.id),
      bare: items.map((item) => bareCode(item.code)),
    })),
    recognized: recognized.map(({ typed, items, near }) => ({ typed, items, near })),
    impliedFilters: filtersOfImplied(impliedFilters),
    wishes: impliedFilters.map(({ facet, values, start, end, ofQuestion }) => ({
      typed: text.slice(start, end),
      facet,
      values,
      ...(ofQuestion ? { ofQuestion } : {}),
    })),
    phrases: signs.phrases,
    excluded: signs.excluded,
    broad: isBroad(words, reference, filtersOfImplied(impliedFilters).type),
    identified: identifiedBy(identifiers, words, outside),
    notSearched,
  };
}

function wishPlaces(words: Word[], wishes: ImpliedFilter[]): WishPlaces {
  const placesOf = (span: Span) => words.flatMap((w, i) => (within(w, span) ? [i] : []));
  const kinds = wishes.filter(({ facet }) => facet === "type" || facet === "format");
  const languages = wishes.filter((w) => w.facet === "language" && w.wholly === false && !w.ofQuestion);
  return {
    kinds: new Set(kinds.flatMap(placesOf)),
    languages: languages.map(placesOf).map((all) => ({ at: all[0] ?? 0, length: all.length })),
  };
}

/** The same text with blanks in these places. */
const without = (text: string, spans: Span[]): string =>
  spans.reduce(
    (left, { start, end }) => left.slice(0, start) + blank(left.slice(start, end)) + left.slice(end),
    text,
  );

/** The last word is still being typed, unless something follows it. A star says so, too. */
function queryWords(
  words: (Word & Pick<QueryWord, "written" | "quoted">)[],
  impliedFilters: ImpliedFilter[],
  unfinished: boolean,
  synonyms: Synonyms,
): QueryWord[] {
  const tokens = words.map((w) => w.token);
  const asked = words.map((w, i): QueryWord => {
    const wish = impliedFilters.some((wished) => wished.wholly !== false && within(w, wished));
    const { quoted } = w;
    return {
      text: w.token,
      written: w.written,
      quoted,
      // "U.S." is no "us".
      weak: !quoted && isWeak(w.token) && !w.written.includes("."),
      wish,
      role: "plain",
      last: unfinished && !quoted && i === words.length - 1,
      alternatives: [],
    };
  });
  for (let at = 0; at < tokens.length; ) {
    const { length, others } = synonymsAt(tokens, at, synonyms);
    for (const word of asked.slice(at, at + length)) {
      word.alternatives = others;
      if (length > 1 && others.length > 0) word.expression = at;
    }
    at += length;
  }
  for (const word of asked) {
    const typed = typedOut(word.written);
    if (typed) word.alternatives = [...word.alternatives, { words: [typed], share: 1 }];
  }
  return asked;
}

function filtersOfImplied(impliedFilters: ImpliedFilter[]): Filters {
  const filters: Filters = {};
  for (const { facet, values } of impliedFilters) {
    filters[facet] = [...new Set([...(filters[facet] ?? []), ...values])];
  }
  return filters;
}
