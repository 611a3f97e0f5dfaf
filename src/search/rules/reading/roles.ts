import type { Reference } from "../../../standards/rules/reference.ts";
import type { QueryWord, WordRole } from "../engine.ts";
import { type Named, nameAt } from "../organization-names.ts";
import { allIn, byStem } from "./expressions.ts";
import { isGeneral } from "./general-words.ts";
import type { Modifiers } from "./modifiers.ts";
import { type TopicWords, topicWordsOf } from "./topic-words.ts";

type Known = Pick<Reference, "standards" | "vocabularies" | "organizations">;

/**
 * Gives every word its part in the question. What is in quotes is asked for. A whole label is a topic, whatever its
 * words are alone ("simple machines"); then come publishers and modifiers; then words that are a topic by themselves,
 * or whose synonyms are. A modifier with nothing beside it is what is looked for.
 */
export function giveRoles(
  words: QueryWord[],
  reference: Known,
  modifiers: Modifiers,
  { kinds, languages }: WishPlaces,
): void {
  const tokens = words.map((w) => w.text);
  const topics = topicWordsOf(reference);
  const names = namesIn(tokens, reference, modifiers.publishers);
  const others = new Set(allIn(tokens, modifiers.others).flatMap(placesOf));
  const taken = new Set(words.flatMap((w, i) => (w.quoted ? [i] : [])));
  for (const word of words) if (word.quoted) word.role = "topic";
  const give = (all: Place[], role: (word: QueryWord, place: Place) => void) => {
    for (const place of all.filter((p) => !placesOf(p).some((i) => taken.has(i)))) {
      for (const i of placesOf(place)) {
        const word = words[i] as QueryWord;
        if (!word.wish) role(word, place);
        taken.add(i);
      }
    }
  };
  give(languages, modifierIn);
  give(
    names.filter((n) => n.length > 1),
    nameIn,
  );
  give(allIn(tokens, topics.labels, 2), as("topic"));
  give(
    names.filter((n) => n.by),
    as("publisher"),
  );
  give(
    allIn(tokens, modifiers.modifiers).filter((m) => !others.has(m.at)),
    modifierIn,
  );
  for (const word of words) if (isFree(word) && isTopic(word, topics)) word.role = "topic";
  joinTopics(words);
  lookForModifiers(words, kinds);
  // What else a modifier may mean ("escape room": puzzles) is none of what is asked for.
  for (const word of words) if (word.role === "modifier") word.alternatives = [];
}

/** Where wishes stand whose words are looked for, too. */
export interface WishPlaces {
  /** Words that wish for a kind or a format. */
  kinds: ReadonlySet<number>;
  /** Names of languages with nothing that says so ("spanish poems"): of words, from where and how many. */
  languages: Place[];
}

const ABOUT = new Set(["about", "sobre"]);
const AND = new Set(["and", "y", "e"]);

/** What a text is about ("stories about grandmothers"), and what stands with a topic ("garbage and recycling"). */
function joinTopics(words: QueryWord[]): void {
  const canBe = (w?: QueryWord) => w !== undefined && isFree(w) && !w.weak && !w.wish;
  const about = words.findIndex((w) => ABOUT.has(w.text));
  const joined = words.filter((w, i) => {
    const [before, after] = [words[i - 2], words[i + 2]];
    const withTopic =
      (AND.has(words[i - 1]?.text ?? "") && before?.role === "topic") ||
      (AND.has(words[i + 1]?.text ?? "") && after?.role === "topic");
    return canBe(w) && ((about >= 0 && i > about) || withTopic);
  });
  for (const word of joined) word.role = "topic";
}

/**
 * Modifiers with nothing beside them but wishes: they give way to a kind, which is looked for then ("cooperative
 * games"), and without one they are looked for themselves ("winter", "cooperative grade 3").
 */
function lookForModifiers(words: QueryWord[], kinds: ReadonlySet<number>): void {
  const alone = words.filter((w) => w.role === "modifier" && !w.wish && !w.weak);
  if (alone.length === 0 || !words.every((w) => w.weak || w.wish || w.role === "modifier")) return;
  if (kinds.size === 0) for (const word of alone) word.role = "plain";
  for (const i of kinds) Object.assign(words[i] as QueryWord, { wish: false, role: "topic" });
}

interface Place {
  at: number;
  length: number;
}

const placesOf = ({ at, length }: Place): number[] => Array.from({ length }, (_, i) => at + i);

const as = (role: WordRole) => (word: QueryWord) => {
  word.role = role;
};

function nameIn(word: QueryWord, { at, by }: Place & { by?: boolean }): void {
  word.name = at;
  if (by) word.role = "publisher";
}

/** Words of one modifier are asked for together ("escape room"). */
function modifierIn(word: QueryWord, { at, length }: Place): void {
  word.role = "modifier";
  if (length > 1) word.name = at;
}

const isFree = ({ role, name }: QueryWord) => role === "plain" && name === undefined;

const isTopic = (word: QueryWord, topics: TopicWords): boolean =>
  topics.words.has(byStem(word.text)) || word.alternatives.some((a) => isAboutTopic(a.words, topics));

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
