import { nameOf, type Standards } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { AnsweredCode, SearchSuggestion } from "./answer.ts";
import type { SearchResult } from "./engine.ts";
import { FACETS } from "./facets.ts";
import { identifiersIn } from "./identifiers.ts";
import { labelOf } from "./labels.ts";
import type { Query } from "./query.ts";
import { tokensOf, wordsIn } from "./tokens.ts";

type Idea = Omit<SearchSuggestion, "total">;

/** A better spelling is worth saying when it finds so many times more, and little was found. */
const MUCH_MORE = 3;
const LITTLE = 3;

/** What could be asked instead, before anybody knows what it would give. */
export function suggestedQueries(
  query: Query,
  found: SearchResult,
  codes: AnsweredCode[],
  reference: Reference,
): Idea[] {
  const first = { ...query, page: 1 };
  const ideas: Idea[] = [];
  if (found.better.length > 0) {
    const words = respelled(query.words, found.better);
    ideas.push({ kind: "spelling", text: words, query: { ...first, words } });
  }
  if (found.total === 0)
    ideas.push(
      ...codes.flatMap((code) => nearStandards(first, code)),
      ...codes.flatMap((code) => aroundStandard(first, code, reference.standards)),
    );
  if (codes.length > 0)
    ideas.push({ kind: "plain-words", text: query.words, query: { ...first, plain: true } });
  if (found.total > 0) return ideas;
  const inUse = FACETS.filter((f) => query.filters[f.id]?.length);
  if (inUse.length > 1 && query.words)
    ideas.push({ kind: "drop-filter", text: "all filters", query: { ...first, filters: {} } });
  for (const f of inUse) {
    const chosen = query.filters[f.id];
    if (!chosen?.length) continue;
    const { [f.id]: _, ...filters } = query.filters;
    const text = chosen.map((v) => labelOf(f, v, reference)).join(", ");
    ideas.push({ kind: "drop-filter", facet: f.id, text, query: { ...first, filters } });
  }
  if (query.words && Object.keys(query.filters).length > 0) {
    ideas.push({ kind: "drop-word", text: query.words, query: { ...first, words: "" } });
  }
  return [...ideas, ...withoutOneWord(first, codes)];
}

/** Neighbors of an unknown code that are shown, each with what there is for it. */
export const MOST_NEAR = 6;

/** What there is for the standards whose codes come nearest to one that no standard has. */
const nearStandards = (query: Query, { items, near }: AnsweredCode): Idea[] =>
  items.length > 0
    ? []
    : near.slice(0, MOST_NEAR).map((item) => ({
        kind: "near-standard",
        facet: "standard",
        text: nameOf(item),
        query: { ...query, words: "", filters: { standard: [item.id] } },
      }));

/** A standard nobody has shared anything for: what its words find, and what there is for the standards above it. */
function aroundStandard(query: Query, { typed, items }: AnsweredCode, standards: Standards): Idea[] {
  const [item] = items;
  if (!item || items.length > 1) return [];
  const name = nameOf(item);
  const inWords: Idea = {
    kind: "standard-in-words",
    text: name,
    query: { ...query, words: query.words.replace(typed, name) },
  };
  const words = query.words.replace(typed, " ").replace(/\s+/g, " ").trim();
  const above = standards.path(item.id).slice(1, 3);
  return [
    inWords,
    ...above.map(
      (broader): Idea => ({
        kind: "broader-standard",
        text: nameOf(broader),
        query: { ...query, words, filters: { ...query.filters, standard: [broader.id] } },
      }),
    ),
  ];
}

/** Short questions without one of their words. Codes, addresses and numbers of books are no words. */
function withoutOneWord(query: Query, codes: AnsweredCode[]): Idea[] {
  const known = codes.map(({ typed }) => ({ typed, start: query.words.indexOf(typed) }));
  const whole = [...known, ...identifiersIn(query.words)];
  const inWhole = (at: number) => whole.some(({ start, typed }) => at >= start && at < start + typed.length);
  const words = wordsIn(query.words).filter((w) => !inWhole(w.start));
  if (words.length + whole.length < 2 || words.length > 5) return [];
  return words.map((w) => {
    const rest = `${query.words.slice(0, w.start)}${query.words.slice(w.end)}`.replace(/\s+/g, " ").trim();
    return { kind: "drop-word", text: query.words.slice(w.start, w.end), query: { ...query, words: rest } };
  });
}

/** The words as typed, but for those that have a better spelling. */
function respelled(words: string, better: SearchResult["better"]): string {
  let text = words;
  for (const w of wordsIn(words).reverse()) {
    const found = better.find((b) => b.typed === tokensOf(text.slice(w.start, w.end))[0]);
    if (found) text = text.slice(0, w.start) + found.better + text.slice(w.end);
  }
  return text;
}

/** Whether an idea may be worth showing, before anybody knows what it would give: else it is not asked for. */
export const mayBeWorthIt = (idea: Idea, found: number): boolean =>
  idea.kind !== "spelling" || found <= LITTLE;

/** Whether an idea is worth showing beside what was found. */
export function isWorthIt(idea: Idea, total: number, found: number): boolean {
  if (idea.kind === "plain-words") return total > 0;
  if (idea.kind === "spelling") return found <= LITTLE && total > found * MUCH_MORE;
  return total > 0;
}
