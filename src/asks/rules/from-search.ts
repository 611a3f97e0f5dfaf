import type { AnsweredCode } from "../../search/rules/answer.ts";
import type { Filters } from "../../search/rules/query.ts";
import { type AskInput, MOST_WORDS } from "./ask.ts";

/**
 * What a search would be as an ask: its words, and the grade, level, language and standard that were chosen or
 * read from the words, where there is just one of each.
 */
export function askOfSearch(
  words: string,
  filters: Filters,
  read: { impliedFilters?: Filters; codes?: AnsweredCode[] } = {},
): AskInput {
  const only = (facet: "grade" | "level" | "language" | "standard") => {
    const values = filters[facet] ?? read.impliedFilters?.[facet] ?? [];
    return values.length === 1 ? values[0] : undefined;
  };
  const typed = (read.codes ?? []).flatMap((code) => (code.items.length === 1 ? code.items : []));
  const [grade, level, language] = [only("grade"), only("level"), only("language")];
  const standard = only("standard") ?? typed[0]?.id;
  return {
    // Signs alone say nothing, and quotes are for searching.
    words: /[\p{L}\p{N}]/u.test(words) ? words.replaceAll('"', "").trim().slice(0, MOST_WORDS) : "",
    ...(grade ? { grade } : {}),
    ...(level ? { level } : {}),
    ...(language ? { language } : {}),
    ...(standard ? { standard } : {}),
  };
}
