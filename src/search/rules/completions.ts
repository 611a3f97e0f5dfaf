import { fold, type Term } from "../../reference/rules/vocabulary.ts";
import { bareCode, type Item, nameOf, shortCode } from "../../standards/rules/framework.ts";
import { recognizeCodes } from "../../standards/rules/recognize-codes.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { TypedSuggestion } from "./answer.ts";
import { type Filters, writeQuery } from "./query.ts";

const MOST_STANDARDS = 3;
const MOST_TOPICS = 3;

const filtered = (filters: Filters): string =>
  `/search?${writeQuery({ words: "", plain: false, filters, sort: "relevance", page: 1, size: 20 })}`;

/** What one state of the reference data has to offer while someone types. Names are folded once, not at each letter. */
export interface Completions {
  /** Standards whose code is typed, or begins so, or whose name has the words. */
  standards(text: string, most?: number): TypedSuggestion[];
  /** Topics of which a word, in any known spelling, begins as typed. */
  topics(text: string): TypedSuggestion[];
}

const begins = (name: string) => ` ${fold(name)}`;

export function completionsOf({ standards, vocabularies }: Reference): Completions {
  const named = standards
    .allItems()
    .flatMap((item) => (item.code ? [{ item, name: begins(nameOf(item)) }] : []));
  const topics = vocabularies.topic.terms.map((term) => ({
    term,
    label: begins(term.label),
    others: (term.altLabels ?? []).map(begins),
  }));
  return {
    standards(text, most = MOST_STANDARDS) {
      const items = new Map<string, Item>();
      const add = (list: Item[]) => {
        for (const item of list) if (items.size < most) items.set(item.id, item);
      };
      for (const code of recognizeCodes(text, standards)) add(code.items);
      const bare = bareCode(text);
      if (/\d/.test(bare) && bare.length >= 2) {
        for (const known of standards.bareCodes())
          if (known.startsWith(bare)) add(standards.withBareCode(known));
      }
      const said = fold(text);
      if (items.size === 0 && said.length >= 4) {
        const fit = named.filter(({ name }) => name.includes(` ${said}`));
        // Names that begin so are nearer to what is meant than names that go on so.
        const [begun, others] = [true, false].map((b) =>
          fit.filter((n) => n.name.startsWith(` ${said}`) === b),
        );
        add([...(begun ?? []), ...(others ?? [])].map(({ item }) => item));
      }
      return [...items.values()].map(standardLine);
    },
    topics(text) {
      const said = fold(text);
      if (said.length < 2) return [];
      const fits = (spelling: string) => spelling.includes(` ${said}`);
      const own = topics.filter((t) => fits(t.label));
      const others = topics.filter((t) => !fits(t.label) && t.others.some(fits));
      return [...own, ...others].slice(0, MOST_TOPICS).map(({ term }) => topicLine(term));
    },
  };
}

const standardLine = (item: Item): TypedSuggestion => ({
  kind: "standard",
  text: [shortCode(item.code), nameOf(item)].filter((w, i, all) => w && all.indexOf(w) === i).join(" · "),
  value: shortCode(item.code) || item.id,
  href: filtered({ standard: [item.id] }),
});

const topicLine = (term: Term): TypedSuggestion => ({
  kind: "topic",
  text: term.label,
  value: term.id,
  href: filtered({ topic: [term.id] }),
});
