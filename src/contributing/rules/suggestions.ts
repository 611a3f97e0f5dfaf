import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import { stemOf, wordsIn } from "../../search/rules/tokens.ts";
import { isWeak } from "../../search/rules/weak-words.ts";
import { type Item, nameOf, type Standards, shortCode } from "../../standards/rules/framework.ts";
import { recognizeCodes } from "../../standards/rules/recognize-codes.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** Something likely, with the words that speak for it. `sure` is ticked beforehand. */
export interface FormSuggestion {
  id: string;
  because: string;
  sure: boolean;
}

export interface FormSuggestions {
  topics: FormSuggestion[];
  standards: FormSuggestion[];
  /** Content areas of the topics found, the likeliest first. */
  subjects: string[];
}

/** What is being described, as far as it is known. */
export interface TextToMatch {
  title: string;
  /** Everything else that was said of it: summary, keywords, names of standards. */
  words: string;
  subjects: string[];
  grades: string[];
}

const MOST_TOPICS = 6;
const MOST_STANDARDS = 4;

/** Likely topics and standards from the words of a description, each with its reason. */
export function suggestions(given: TextToMatch, { vocabularies, standards }: Reference): FormSuggestions {
  const text = readText(given);
  const topics = topicsIn(text, vocabularies.topic, given.subjects);
  const subjects = ranked(topics.flatMap((t) => vocabularies.topic.get(t.id)?.subject ?? []));
  const area = given.subjects.length > 0 ? given.subjects : subjects.slice(0, 1);
  const named = namedStandards(`${given.title}\n${given.words}`, standards);
  const likely = likelyStandards(text, area, given.grades, standards).filter(
    (s) => !named.some((n) => n.id === s.id),
  );
  return {
    topics,
    standards: [...named, ...likely].slice(0, Math.max(MOST_STANDARDS, named.length)),
    subjects,
  };
}

interface Text {
  /** Stems in their order, with the word as it was written. */
  stems: string[];
  written: string[];
  /** How many of them stand in the title. */
  inTitle: number;
}

function readText({ title, words }: TextToMatch): Text {
  const read = (text: string) =>
    wordsIn(text).map((w) => ({ stem: stemOf(w.token), written: text.slice(w.start, w.end) }));
  const [first, rest] = [read(title), read(words.slice(0, 6_000))];
  const all = [...first, ...rest];
  return { stems: all.map((w) => w.stem), written: all.map((w) => w.written), inTitle: first.length };
}

const ranked = (ids: string[]) => {
  const count = new Map<string, number>();
  for (const id of ids) count.set(id, (count.get(id) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1]).map(([id]) => id);
};

interface Spelling {
  topic: string;
  stems: string[];
}
const spellingsOf = new WeakMap<Vocabulary, Map<string, Spelling[]>>();

/** The spellings of all topics by their first stem. */
function spellings(topics: Vocabulary): Map<string, Spelling[]> {
  const known = spellingsOf.get(topics);
  if (known) return known;
  const byFirst = new Map<string, Spelling[]>();
  for (const term of topics.terms) {
    for (const spelling of [term.label, ...(term.altLabels ?? [])]) {
      const stems = wordsIn(spelling).map((w) => stemOf(w.token));
      const [first] = stems;
      if (!first || stems.every((s) => isWeak(s) || s.length < 3)) continue;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { topic: term.id, stems }]);
    }
  }
  spellingsOf.set(topics, byFirst);
  return byFirst;
}

function topicsIn(text: Text, topics: Vocabulary, subjects: string[]): FormSuggestion[] {
  const found = new Map<string, { score: number; words: Set<string> }>();
  const byFirst = spellings(topics);
  for (let at = 0; at < text.stems.length; at++) {
    for (const { topic, stems } of byFirst.get(text.stems[at] ?? "") ?? []) {
      if (!stems.every((stem, i) => text.stems[at + i] === stem)) continue;
      const known = found.get(topic) ?? { score: 0, words: new Set() };
      const written = text.written
        .slice(at, at + stems.length)
        .join(" ")
        .toLowerCase();
      if (!known.words.has(written)) known.score += stems.length * (at < text.inTitle ? 2 : 1);
      known.words.add(written);
      found.set(topic, known);
    }
  }
  const fits = (id: string) => subjects.length === 0 || subjects.includes(topics.get(id)?.subject ?? "");
  return [...found]
    .filter(([id, { score }]) => fits(id) || score >= 4)
    .sort(([, a], [, b]) => b.score - a.score)
    .slice(0, MOST_TOPICS)
    .map(([id, { score, words }]) => ({ id, because: says([...words]), sure: score >= 2 && fits(id) }));
}

const says = (words: string[]) => `The words ${listed(words.slice(0, 3).map((w) => `“${w}”`))} say so.`;
const listed = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** Standards that are named by their code. */
function namedStandards(text: string, standards: Standards): FormSuggestion[] {
  const named = recognizeCodes(text.slice(0, 6_000), standards).flatMap(({ typed, items }) =>
    items.length === 1 && items[0] ? [{ typed, item: items[0] }] : [],
  );
  const unique = named.filter((n, i) => named.findIndex((m) => m.item.id === n.item.id) === i);
  return unique
    .slice(0, 8)
    .map(({ typed, item }) => ({ id: item.id, because: `“${typed}” is named.`, sure: true }));
}

interface Known {
  item: Item;
  stems: string[];
}
interface ItemWords {
  items: Known[];
  /** How telling a stem is: the rarer among standards, the more. */
  weight: (stem: string) => number;
}
const wordsOfItems = new WeakMap<Standards, ItemWords>();

/** The telling stems of every standard that has none below it. */
function itemWords(standards: Standards): ItemWords {
  const known = wordsOfItems.get(standards);
  if (known) return known;
  const telling = (text: string) => [
    ...new Set(
      wordsIn(text)
        .filter((w) => w.token.length > 2 && !/\d/.test(w.token) && !isWeak(w.token))
        .map((w) => stemOf(w.token)),
    ),
  ];
  const items = standards
    .allItems()
    .filter((item) => !item.dropped && standards.children(item.id).length === 0)
    .map((item) => ({
      item,
      stems: telling(item.statement ? `${nameOf(item)} ${item.statement}`.slice(0, 160) : nameOf(item)),
    }));
  const count = new Map<string, number>();
  for (const { stems } of items) for (const stem of stems) count.set(stem, (count.get(stem) ?? 0) + 1);
  const made = {
    items,
    weight: (stem: string) => Math.log(1 + items.length / (count.get(stem) ?? items.length)),
  };
  wordsOfItems.set(standards, made);
  return made;
}

/** Standards most of whose telling words are said, of the content area and the grades where those are known. */
function likelyStandards(
  text: Text,
  subjects: string[],
  grades: string[],
  standards: Standards,
): FormSuggestion[] {
  const { items, weight } = itemWords(standards);
  const written = new Map(text.stems.map((stem, i) => [stem, text.written[i] ?? stem]));
  const frameworks = new Set(
    standards.frameworks
      .filter((f) => f.subject && subjects.includes(f.subject))
      .flatMap((f) => [f.id, f.code]),
  );
  if (frameworks.size === 0) return [];
  const scored = items.flatMap(({ item, stems }) => {
    if (!frameworks.has(item.framework)) return [];
    if (grades.length > 0 && item.grades.length > 0 && !item.grades.some((g) => grades.includes(g)))
      return [];
    const said = stems.filter((stem) => written.has(stem));
    if (said.length < 2) return [];
    const sum = (list: string[]) => list.reduce((total, stem) => total + weight(stem), 0);
    const share = sum(said) / sum(stems);
    return share >= 0.6 ? [{ item, score: share * sum(said), said }] : [];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_STANDARDS)
    .map(({ item, said }) => ({
      id: item.id,
      because: says(said.map((stem) => (written.get(stem) ?? stem).toLowerCase())),
      sure: false,
    }));
}

export const nameWithCode = (item: Item) =>
  [nameOf(item), shortCode(item.code)].filter((w, i, all) => w && all.indexOf(w) === i).join(" ");
