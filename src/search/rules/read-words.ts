import { bareCode } from "../../standards/rules/framework.ts";
import { recognizeCodes } from "../../standards/rules/recognize-codes.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { AnsweredCode } from "./answer.ts";
import type { QueryCode, QueryWord } from "./engine.ts";
import type { FacetId } from "./facets.ts";
import type { ImpliedFilter } from "./implied-filters.ts";
import type { Filters } from "./query.ts";
import { type Modifiers, NO_MODIFIERS } from "./reading/modifiers.ts";
import { giveRoles } from "./reading/roles.ts";
import { wishesIn } from "./reading/wishes.ts";
import { type Synonyms, synonymsAt } from "./synonyms.ts";
import { type Word, wordsIn } from "./tokens.ts";

/** A filter that words stand for: it raises what meets it, until somebody asks to see nothing else. */
export interface Wish {
  /** As typed. */
  typed: string;
  facet: FacetId;
  values: string[];
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
  /** What in the text could not be searched for, to be explained. */
  notSearched: NotSearched[];
  /** Nothing is asked for but wishes: "grade 3 worksheet". */
  onlyImplied: boolean;
  /** Nothing is asked for but codes that no standard has: the letters in them say nothing either. */
  onlyUnknown: boolean;
}

/** What a synonym is worth beside the word itself. */
export const SYNONYM_SHARE = 0.4;

/** Words that tell little about what is looked for, in English, Spanish and Portuguese. */
const WEAK = new Set(
  (
    "a an the of and or to in for on with is are be how what do does at by from as that this i my kids kid students " +
    "student teach teaching activity activities lesson lessons about using use where who which when can you your " +
    "together each other more through it its we our me them their they if some any help need want ideas idea resource resources " +
    "why have has had did was were there so not than then into out get make people someone difference between " +
    "happen happens reason reasons beginner beginners introduction intro basics overview good great best fun easy " +
    "el la los las un una unos unas de del y en para con como que por sobre se su al lo " +
    "o os as do da dos das em no na nos nas um uma com ao"
  ).split(" "),
);

export const isWeak = (token: string): boolean => WEAK.has(token);

/** Reads typed words: codes of standards, wishes for a grade or a kind, and plain words with their synonyms. */
export function readWords(
  text: string,
  reference: Pick<Reference, "standards" | "vocabularies" | "organizations">,
  synonyms: Synonyms,
  plain = false,
  modifiers: Modifiers = NO_MODIFIERS,
): QueryReading {
  const recognized = plain ? [] : recognizeCodes(text, reference.standards);
  const known = recognized.filter((code) => code.items.length > 0);
  const outside = wordsIn(text)
    .filter((w) => !recognized.some((code) => within(w, code)))
    .map((w) => ({ ...w, written: text.slice(w.start, w.end) }));
  const impliedFilters = wishesIn(text, reference, modifiers);
  const words = queryWords(outside, impliedFilters, /[\p{L}\p{N}\p{M}]\*?$/u.test(text), synonyms);
  giveRoles(words, reference, modifiers);
  return {
    words,
    onlyImplied: impliedFilters.length > 0 && known.length === 0 && words.every(asksForNothing),
    onlyUnknown: recognized.length > 0 && known.length === 0 && words.length === 0,
    codes: known.map(({ typed, items }) => ({
      typed,
      items: items.map((item) => item.id),
      bare: items.map((item) => bareCode(item.code)),
    })),
    recognized: recognized.map(({ typed, items, near }) => ({ typed, items, near })),
    impliedFilters: filtersOfImplied(impliedFilters),
    wishes: impliedFilters.map(({ facet, values, start, end }) => ({
      typed: text.slice(start, end),
      facet,
      values,
    })),
    phrases: [],
    excluded: [],
    broad: false,
    notSearched: [],
  };
}

const within = (w: Word, span: { start: number; end: number }) => w.start >= span.start && w.end <= span.end;

/** The last word is still being typed, unless something follows it. A star says so, too. */
function queryWords(
  words: (Word & { written: string })[],
  impliedFilters: ImpliedFilter[],
  unfinished: boolean,
  synonyms: Synonyms,
): QueryWord[] {
  const tokens = words.map((w) => w.token);
  const asked = words.map((w, i): QueryWord => {
    const wish = impliedFilters.some((wished) => wished.wholly !== false && within(w, wished));
    return {
      text: w.token,
      written: w.written,
      quoted: false,
      weak: isWeak(w.token),
      wish,
      role: "plain",
      last: unfinished && i === words.length - 1,
      alternatives: [],
    };
  });
  for (let at = 0; at < tokens.length; ) {
    const { length, others } = synonymsAt(tokens, at, synonyms);
    for (const word of asked.slice(at, at + length)) {
      word.alternatives = others.map((other) => ({ words: other, share: SYNONYM_SHARE }));
    }
    at += length;
  }
  return asked;
}

/** A modifier beside a wish ("fun games") narrows nothing by itself. */
const asksForNothing = ({ weak, wish, role }: QueryWord) => weak || wish || role === "modifier";

function filtersOfImplied(impliedFilters: ImpliedFilter[]): Filters {
  const filters: Filters = {};
  for (const { facet, values } of impliedFilters) {
    filters[facet] = [...new Set([...(filters[facet] ?? []), ...values])];
  }
  return filters;
}
