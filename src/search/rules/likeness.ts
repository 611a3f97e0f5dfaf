import type { Vocabulary } from "../../reference/rules/vocabulary.ts";
import type { Description } from "../../resources/rules/resource.ts";
import { isGeneral } from "./reading/general-words.ts";
import { stemOf, tokensOf } from "./tokens.ts";
import { isWeak } from "./weak-words.ts";

/** What two resources share, and what it is worth. */
const WORTH = {
  standard: 4,
  /** Each further standard, and how many of them count. */
  standardMore: 0.5,
  mostStandards: 4,
  topic: 2.5,
  /** Only the wider topic that theirs belong to. */
  widerTopic: 1.25,
  word: 1.5,
  mostWords: 3,
  grade: 1,
  otherGrades: -1.5,
  level: 0.5,
  subject: 0.5,
  type: 0.25,
  otherLanguage: -4,
};
/** What is worth less is not alike. */
const NEAR = 2.5;

/**
 * How alike two resources are by standard, topic, words of title and keywords, grade and level; 0 when nothing near
 * enough is shared: one content area and one grade are not.
 */
export function likenessOf(a: Description, b: Description, topics: Pick<Vocabulary, "path">): number {
  const standards = shared(itemsOf(a), itemsOf(b));
  const common = shared(withBroader(a.topics, topics), withBroader(b.topics, topics));
  const narrow = common.filter((id) => topics.path(id).length > 1).length;
  const words = shared(wordsOf(a), wordsOf(b)).length;
  if (standards.length === 0 && common.length === 0 && !sayTheSame(a, b, words)) return 0;
  const worth =
    (standards.length > 0 ? WORTH.standard : 0) +
    WORTH.standardMore * Math.min(WORTH.mostStandards, Math.max(0, standards.length - 1)) +
    (narrow > 0 ? WORTH.topic * Math.min(2, narrow) : WORTH.widerTopic * Math.min(1, common.length)) +
    WORTH.word * Math.min(WORTH.mostWords, words) +
    fits(a.grades, b.grades, WORTH.grade, WORTH.otherGrades) +
    fits(levelsOf(a), levelsOf(b), WORTH.level, 0) +
    fits(a.subjects, b.subjects, WORTH.subject, 0) +
    fits(a.types, b.types, WORTH.type, 0) +
    fits(a.languages, b.languages, 0, WORTH.otherLanguage);
  return worth >= NEAR ? worth : 0;
}

/** Two telling words, or the one word a short title has. */
function sayTheSame(a: Description, b: Description, words: number): boolean {
  if (words >= 2) return true;
  const titles = [a, b].map((d) => tellingIn(d.title));
  return titles.every((t) => t.length <= 2) && shared(titles[0] ?? [], titles[1] ?? []).length > 0;
}

/** What is asked of the engine to find alike ones: the title without words that say little. */
export const tellingWordsOf = (d: Description): string[] =>
  [...new Set(tokensOf(d.title))].filter(tells).slice(0, MOST_ASKED);

const MOST_ASKED = 8;

const tells = (token: string) => !isWeak(token) && !isGeneral(token);
const tellingIn = (text: string) => [...new Set(tokensOf(text).filter(tells).map(stemOf))];
const wordsOf = (d: Description) => [...new Set([d.title, ...d.keywords].flatMap(tellingIn))];
const itemsOf = (d: Description) => [...new Set(d.alignments.map((a) => a.item))];
const levelsOf = (d: Description) => [...d.alignments.flatMap((a) => a.level ?? []), ...d.levels];

const withBroader = (ids: string[], topics: Pick<Vocabulary, "path">): string[] => [
  ...new Set(ids.flatMap((id) => topics.path(id).map((t) => t.id))),
];

const shared = (a: string[], b: string[]): string[] => a.filter((one) => b.includes(one));

/** What is not stated neither fits nor not. */
function fits(a: string[], b: string[], worth: number, otherwise: number): number {
  if (a.length === 0 || b.length === 0) return 0;
  return shared(a, b).length > 0 ? worth : otherwise;
}
