import type { Reference } from "../../../standards/rules/reference.ts";
import { FACET_IDS, type FacetId, facet } from "../facets.ts";
import type { ImpliedFilter } from "../implied-filters.ts";
import { valuesMeant } from "../query.ts";
import { byStem } from "./expressions.ts";
import { blank } from "./operators.ts";
import { topicWordsOf } from "./topic-words.ts";

/** What prefixes of fields say. */
export interface Prefixes {
  /** Without the prefixes, and without the values that are wishes. */
  rest: string;
  wishes: ImpliedFilter[];
  /** As typed: `author:smith`. */
  unknown: string[];
}

/** Facets as people call them. */
const ALSO: Record<string, FacetId> = {
  lang: "language",
  languages: "language",
  licence: "license",
  rights: "license",
  grades: "grade",
  gr: "grade",
  standards: "standard",
  framework: "standard",
  types: "type",
  kind: "type",
  levels: "level",
  topics: "topic",
  subjects: "subject",
  formats: "format",
  uses: "use",
  audiences: "audience",
  duration: "time",
};
/** Fields that searches elsewhere have: known as such even where a blank follows (`author: smith`). */
const FIELDS = new Set(
  (
    "author authors creator contributor by publisher title name keyword keywords tag tags description summary abstract " +
    "url link site inurl intitle allintitle source filetype ext date year before after since id doi isbn text body " +
    "content field category course course_id district school owner user provider collection"
  ).split(" "),
);
/** Names of addresses and identifiers: no fields, whatever follows. */
const NO_FIELD = /^(https?|ftp|mailto|urn|doi|isbn|issn|hdl|ark|info|www)$/;
const PREFIX = /(?<=^|\s)(\p{L}[\p{L}\p{N}_.-]+):(?!\/\/)(\s*)(?:"([^"]*)"|([^\s"]*))/gu;

type Known = Pick<Reference, "standards" | "vocabularies" | "organizations">;

/**
 * Reads `field:value`. Of a facet it is a wish; of no field a search has it is told, and the value is plain words.
 * A topic before a colon is a word ("geometry:circles"), and so is every word before a colon and a blank but the
 * usual names of fields ("Fractions: an introduction").
 */
export function readPrefixes(text: string, reference: Known): Prefixes {
  const wishes: ImpliedFilter[] = [];
  const unknown: string[] = [];
  const rest = text.replace(PREFIX, (whole: string, name: string, gap: string, ...more: unknown[]) => {
    const [words, word, at] = more as [string | undefined, string | undefined, number];
    const value = (words ?? word ?? "").replace(/[,;.]+$/, "");
    const field = name.toLowerCase();
    const id = FACET_IDS.find((f) => f === field) ?? ALSO[field];
    if (NO_FIELD.test(field) || (gap !== "" && !id && !FIELDS.has(field))) return whole;
    const values = id && value ? valuesMeant(facet(id), value, reference as Reference) : [];
    if (id && values.length > 0) {
      wishes.push({ facet: id, values, start: at, end: at + whole.length });
      return blank(whole);
    }
    if (id && gap !== "") return whole;
    if (!id && !FIELDS.has(field) && topicWordsOf(reference).words.has(byStem(field))) return whole;
    unknown.push(`${name}:${gap === "" ? (words ?? word ?? "") : ""}`);
    return blank(`${name}:`) + whole.slice(name.length + 1);
  });
  return { rest, wishes, unknown };
}
