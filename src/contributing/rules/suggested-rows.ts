import type { Reference } from "../../standards/rules/reference.ts";
import type { Draft, FormValues } from "./draft.ts";
import { suggestionsFor } from "./read-link.ts";
import type { FormSuggestion } from "./suggestions.ts";
import { alignmentKey, allValues } from "./typed-values.ts";

/** A standard that is ticked or likely, by its key in the form. */
export interface StandardRow {
  key: string;
  item: string;
  because?: string | undefined;
}

/** What is ticked, then what else is likely, each with its reason. */
export function likelyRows(
  typed: FormValues,
  page: Draft["page"] | undefined,
  reference: Reference,
): { rows: StandardRow[]; topics: FormSuggestion[] } {
  const likely = suggestionsFor(typed, page, reference);
  const becauseOf = (item: string) => likely.standards.find((s) => s.id === item)?.because;
  const ticked = allValues(typed, "std").map((key): StandardRow => {
    const [item = ""] = key.split("|");
    return { key, item, because: becauseOf(item) };
  });
  const more = likely.standards.filter((s) => !ticked.some((t) => t.item === s.id));
  const topics = allValues(typed, "topic").map(
    (id) => likely.topics.find((t) => t.id === id) ?? { id, because: "", sure: true },
  );
  return {
    rows: [
      ...ticked,
      ...more.map((s) => ({
        key: alignmentKey({ item: s.id, type: "teaches" }, 0),
        item: s.id,
        because: s.because,
      })),
    ],
    topics: [...topics, ...likely.topics.filter((t) => !topics.some((u) => u.id === t.id))],
  };
}
