import type { Reference } from "../../../standards/rules/reference.ts";
import type { QueryWord } from "../engine.ts";
import { type Named, nameAt } from "../organization-names.ts";
import { allIn, byStem } from "./expressions.ts";
import { isGeneral } from "./general-words.ts";
import type { Modifiers } from "./modifiers.ts";
import { type TopicWords, topicWordsOf } from "./topic-words.ts";

/**
 * Gives every word its part in the question. A whole label is a topic, whatever its words are alone ("simple
 * machines"); then come publishers and modifiers; then words that are a topic by themselves, or whose synonyms are.
 * A modifier with nothing beside it is what is looked for.
 */
export function giveRoles(
  words: QueryWord[],
  reference: Pick<Reference, "standards" | "vocabularies" | "organizations">,
  { modifiers, publishers, others }: Modifiers,
): void {
  const tokens = words.map((w) => w.text);
  const topics = topicWordsOf(reference);
  const taken = new Set<number>();
  const take = ({ at, length }: { at: number; length: number }, give: (word: QueryWord) => void) => {
    for (let i = at; i < at + length; i++) {
      const word = words[i] as QueryWord;
      if (!taken.has(i) && !word.wish) give(word);
      taken.add(i);
    }
  };
  const free = ({ at, length }: { at: number; length: number }) =>
    Array.from({ length }, (_, i) => at + i).every((i) => !taken.has(i));
  const named = namesIn(tokens, reference, publishers);
  for (const { at, length, by } of named.filter((n) => n.length > 1))
    take({ at, length }, (word) => {
      word.name = at;
      if (by) word.role = "publisher";
    });
  for (const met of allIn(tokens, topics.labels, 2).filter(free))
    take(met, (word) => {
      word.role = "topic";
    });
  for (const met of named.filter((n) => n.length === 1 && n.by).filter(free))
    take(met, (word) => {
      word.role = "publisher";
    });
  const kept = new Set(allIn(tokens, others).flatMap(({ at, length }) => range(at, length)));
  for (const met of allIn(tokens, modifiers).filter((m) => free(m) && !kept.has(m.at)))
    take(met, (word) => {
      word.role = "modifier";
    });
  const isTopic = (word: QueryWord) =>
    topics.words.has(byStem(word.text)) || word.alternatives.some((a) => isAboutTopic(a.words, topics));
  for (const word of words)
    if (word.role === "plain" && word.name === undefined && isTopic(word)) word.role = "topic";
  if (words.every((w) => w.weak || w.role === "modifier"))
    for (const word of words) if (word.role === "modifier" && !word.wish) word.role = "plain";
}

export const range = (at: number, length: number): number[] => Array.from({ length }, (_, i) => at + i);

/** Every word of it that says something is a topic, or all of it is a label. */
function isAboutTopic(words: string[], { labels, words: alone }: TopicWords): boolean {
  const telling = words.filter((word) => !isGeneral(word));
  return (
    labels.meant.has(words.map(byStem).join(" ")) ||
    (telling.length > 0 && telling.every((word) => alone.has(byStem(word))))
  );
}

/** Names of places and publishers, from left to right. */
function namesIn(
  tokens: string[],
  { organizations }: Pick<Reference, "organizations">,
  publishers: Modifiers["publishers"],
): (Named & { at: number })[] {
  const found: (Named & { at: number })[] = [];
  for (let at = 0; at < tokens.length; ) {
    const name = nameAt(tokens, at, organizations, publishers);
    if (name) found.push({ ...name, at });
    at += name?.length ?? 1;
  }
  return found;
}
