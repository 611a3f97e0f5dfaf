import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { confirmedPlaces } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { SearchAnswer } from "../../search/rules/answer.ts";
import { FACETS } from "../../search/rules/facets.ts";
import type { Query } from "../../search/rules/query.ts";
import type { UsageCounter } from "./counter.ts";

/** Longer than this nobody reads in a list of searches. */
const MOST = 120;

const EMAIL = /[^\s@]+@[^\s@]+/gu;
const LONG_NUMBER = /\d{7,}/g;
/** Digits with what people put between them; a telephone number has seven of them or more. */
const DIGITS = /\d[\d\s()./+-]*\d/g;
const YEARS = /^(1\d|20)\d\d\s*-\s*(1\d|20)\d\d$/;

/**
 * A search as it is counted: words in one spelling, then filters, as in `fractions · grade=03 · level=developing`.
 * What looks like an e-mail address, a telephone number or another long number is left out: it may be a person.
 */
export function searchedFor({ words, filters }: Pick<Query, "words" | "filters">): string {
  const chosen = FACETS.flatMap(({ id }) => {
    const values = filters[id];
    return values && values.length > 0 ? [`${id}=${values.toSorted().join("|")}`] : [];
  });
  return [impersonal(words), ...chosen].filter(Boolean).join(" · ").slice(0, MOST);
}

function impersonal(words: string): string {
  return words
    .normalize("NFKC")
    .toLowerCase()
    .replace(EMAIL, " ")
    .replace(DIGITS, (run) => (YEARS.test(run) || run.replace(/\D/g, "").length < 7 ? run : " "))
    .replace(LONG_NUMBER, " ")
    .replace(/[^\p{L}\p{M}\p{N}.'’-]+/gu, " ")
    .trim();
}

/** Counts one search, and that it found nothing. Leafing through its pages is still the same search. */
export function countSearch(
  { query, total }: Pick<SearchAnswer, "query" | "total">,
  district: string,
  counter: Pick<UsageCounter, "count">,
): void {
  if (query.page > 1) return;
  const what = searchedFor(query);
  counter.count("search", what, district);
  if (total === 0) counter.count("search-empty", what, district);
}

/** The district a signed-in person belongs to, for the counts; "" for everyone else. */
export function districtOf(caller: Caller, tree: OrganizationTree): string {
  const places = confirmedPlaces(caller).flatMap((code) => tree.path(code));
  return places.find((o) => o.kind === "district")?.code ?? "";
}
