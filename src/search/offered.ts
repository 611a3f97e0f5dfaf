import type { Reference } from "../reference/reference.ts";
import { fold } from "../reference/vocabulary.ts";
import { recognizeCodes } from "../standards/code.ts";
import { bareCode, type Item, nameOf, shortCode } from "../standards/framework.ts";
import type { TypedSuggestion } from "./answer.ts";
import { type Filters, writeQuery } from "./query.ts";

const MOST_STANDARDS = 3;
const MOST_TOPICS = 3;

const filtered = (filters: Filters): string =>
  `/search?${writeQuery({ words: "", plain: false, filters, sort: "relevance", page: 1, size: 20 })}`;

/** Standards whose code is typed, or begins so, or whose name has the words. */
export function offeredStandards(text: string, { standards }: Reference): TypedSuggestion[] {
  const items = new Map<string, Item>();
  const add = (list: Item[]) => {
    for (const item of list) if (items.size < MOST_STANDARDS) items.set(item.id, item);
  };
  for (const code of recognizeCodes(text, standards)) add(code.items);
  const bare = bareCode(text);
  if (/\d/.test(bare) && bare.length >= 2) {
    for (const known of standards.bareCodes()) if (known.startsWith(bare)) add(standards.withBareCode(known));
  }
  const said = fold(text);
  if (items.size === 0 && said.length >= 4) {
    add(standards.allItems().filter((item) => item.code && ` ${fold(nameOf(item))}`.includes(` ${said}`)));
  }
  return [...items.values()].map((item) => ({
    kind: "standard",
    text: [shortCode(item.code), nameOf(item)].filter((w, i, all) => w && all.indexOf(w) === i).join(" · "),
    value: shortCode(item.code) || item.id,
    href: filtered({ standard: [item.id] }),
  }));
}

/** Topics of which a word, in any known spelling, begins as typed. */
export function offeredTopics(text: string, { vocabularies }: Reference): TypedSuggestion[] {
  const said = fold(text);
  if (said.length < 2) return [];
  const fits = (spelling: string) => ` ${fold(spelling)}`.includes(` ${said}`);
  const own = vocabularies.topic.terms.filter((t) => fits(t.label));
  const others = vocabularies.topic.terms.filter((t) => !own.includes(t) && t.altLabels?.some(fits));
  return [...own, ...others].slice(0, MOST_TOPICS).map((t) => ({
    kind: "topic",
    text: t.label,
    value: t.id,
    href: filtered({ topic: [t.id] }),
  }));
}
