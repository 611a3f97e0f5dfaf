import type { Description } from "../../resources/rules/resource.ts";
import type { QueryWord } from "../../search/rules/engine.ts";
import { readWords } from "../../search/rules/read-words.ts";
import type { Modifiers } from "../../search/rules/reading/modifiers.ts";
import type { Synonyms } from "../../search/rules/synonyms.ts";
import { stemOf, tokensOf } from "../../search/rules/tokens.ts";
import { nameOf } from "../../standards/rules/framework.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { AskInput } from "./ask.ts";

/** Of the words that are no topic so many must be there: a sentence says more than any title does. */
const OF_THE_OTHERS = 2 / 3;

/** An ask, read once, to be held against many resources. */
export interface ReadAsk {
  asked: AskInput;
  topics: QueryWord[];
  others: QueryWord[];
}

export function readAsk(
  asked: AskInput,
  reference: Reference,
  synonyms: Synonyms,
  modifiers: Modifiers,
): ReadAsk {
  const words = readWords(asked.words, reference, synonyms, false, modifiers).words.filter(
    (w) => !w.weak && !w.wish && w.role !== "modifier" && w.role !== "publisher",
  );
  return {
    asked,
    topics: words.filter((w) => w.role === "topic"),
    others: words.filter((w) => w.role !== "topic"),
  };
}

/** What a resource says of itself in short, as stems: title, summary, topics, content areas, keywords, standards. */
export function stemsOfDescription(d: Description, { vocabularies, standards }: Reference): Set<string> {
  const said = [
    d.title,
    d.summary,
    ...d.keywords,
    ...d.topics.map((id) => vocabularies.topic.labelOf(id)),
    ...d.subjects.map((id) => vocabularies.subject.labelOf(id)),
    ...d.alignments.flatMap(({ item }) => {
      const known = standards.item(item);
      return known ? [nameOf(known)] : [];
    }),
  ];
  return new Set(said.flatMap(tokensOf).map(stemOf));
}

/** Every topic asked for, two thirds of the other words, and no choice that the resource speaks against. */
export function fits(
  { asked, topics, others }: ReadAsk,
  description: Description,
  stems: ReadonlySet<string>,
  reference: Reference,
): boolean {
  if (topics.length + others.length === 0 && !asked.standard) return false;
  const says = (word: QueryWord) =>
    stems.has(stemOf(word.text)) ||
    word.alternatives.some(({ words }) => words.every((w) => stems.has(stemOf(w))));
  if (!topics.every(says)) return false;
  if (others.filter(says).length < Math.ceil(others.length * OF_THE_OTHERS)) return false;
  return meetsChoices(asked, description, reference);
}

function meetsChoices(asked: AskInput, d: Description, { standards }: Reference): boolean {
  const levels = [...d.levels, ...d.alignments.flatMap((a) => a.level ?? [])];
  const open = (chosen: string | undefined, stated: string[]) =>
    chosen === undefined || stated.length === 0 || stated.includes(chosen);
  const taught = d.alignments.flatMap((a) => standards.path(a.item).map((item) => item.id));
  return (
    open(asked.grade, d.grades) &&
    open(asked.level, levels) &&
    open(asked.language, d.languages) &&
    open(asked.standard, taught)
  );
}
