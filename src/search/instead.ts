import type { Reference } from "../reference/reference.ts";
import type { Suggestion } from "./answer.ts";
import type { Found } from "./engine.ts";
import { FACETS } from "./facets.ts";
import { labelOf } from "./labels.ts";
import type { Query } from "./query.ts";
import { tokensOf, wordsIn } from "./tokens.ts";

type Idea = Omit<Suggestion, "total">;

/** A better spelling is worth saying when it finds so many times more. */
const MUCH_MORE = 3;

/** What could be asked instead, before anybody knows what it would give. */
export function ideasFor(query: Query, found: Found, codes: boolean, reference: Reference): Idea[] {
  const first = { ...query, page: 1 };
  const ideas: Idea[] = [];
  if (found.better.length > 0) {
    const words = respelled(query.words, found.better);
    ideas.push({ kind: "spelling", text: words, query: { ...first, words } });
  }
  if (codes && !query.plain)
    ideas.push({ kind: "plain-words", text: query.words, query: { ...first, plain: true } });
  if (found.total > 0) return ideas;
  for (const f of FACETS) {
    const chosen = query.filters[f.id];
    if (!chosen?.length) continue;
    const { [f.id]: _, ...filters } = query.filters;
    const text = chosen.map((v) => labelOf(f, v, reference)).join(", ");
    ideas.push({ kind: "drop-filter", facet: f.id, text, query: { ...first, filters } });
  }
  if (query.words && Object.keys(query.filters).length > 0) {
    ideas.push({ kind: "drop-word", text: query.words, query: { ...first, words: "" } });
  }
  return [...ideas, ...withoutOneWord(first)];
}

/** Short questions without one of their words. */
function withoutOneWord(query: Query): Idea[] {
  const words = wordsIn(query.words);
  if (words.length < 2 || words.length > 5) return [];
  return words.map((w) => {
    const rest = `${query.words.slice(0, w.start)}${query.words.slice(w.end)}`.replace(/\s+/g, " ").trim();
    return { kind: "drop-word", text: query.words.slice(w.start, w.end), query: { ...query, words: rest } };
  });
}

/** The words as typed, but for those that have a better spelling. */
function respelled(words: string, better: Found["better"]): string {
  let text = words;
  for (const w of wordsIn(words).reverse()) {
    const found = better.find((b) => b.typed === tokensOf(text.slice(w.start, w.end))[0]);
    if (found) text = text.slice(0, w.start) + found.better + text.slice(w.end);
  }
  return text;
}

/** Whether an idea is worth showing beside what was found. */
export function isWorthIt(idea: Idea, total: number, found: number): boolean {
  if (idea.kind === "plain-words") return total > 0;
  if (idea.kind === "spelling") return total > found * MUCH_MORE;
  return total > 0;
}
