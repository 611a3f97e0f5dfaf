import type { WordRole } from "./engine.ts";

/** What decides whether a word may give way. */
export interface Telling {
  role: WordRole;
  /** Words with the same number are one name: asked whole or not at all. */
  name?: number | undefined;
  /** How telling the word is. */
  weight: number;
  /** Of the records that have the word, the share that is about it: it stands in their titles or topics (0 to 1). */
  about: number;
  /** Some title has it next to a neighbor of the question. */
  inPhrase: boolean;
}

/** One way to read a question: records must have `least` of the units, each of them whole. */
export interface Way<T> {
  units: T[][];
  least: number;
}

/** Where no word is a topic by itself, plain words are that weigh this share of what the weightiest does. */
const AS_WEIGHTY = 0.25;
/** Beside topics plain words are topics, too, when most of their records are about them and they weigh about as much. */
const ABOUT = 0.5;
const AS_GOOD = 0.7;
/** Of longer lists of topics the most telling are asked for. */
const MOST_TOPICS = 4;
/** So many words of one role give way one by one before they do together. */
const MOST_SPARED = 3;

/** Whether some of these are asked for, and not all. */
export const isPartial = ({ units, least }: Way<unknown>): boolean => least < units.length;

/**
 * From asking everything to asking little: all words; without modifiers; without publishers; without plain words,
 * those that records are least about first. A topic never gives way: where no record has all topics, what has most of
 * them is asked for.
 */
export function waysToAsk<T>(words: T[], tellingOf: (word: T) => Telling): Way<T>[] {
  const units = unitsOf(words, tellingOf);
  if (units.length === 0) return [];
  const topics = topicsOf(units);
  const others = units.filter((u) => !topics.includes(u));
  const sets = [units];
  let kept = units;
  for (const group of groupsOf(others)) {
    for (const spared of sparedOf(group)) sets.push(kept.filter((u) => !spared.includes(u)));
    kept = kept.filter((u) => !group.includes(u));
    sets.push(kept);
  }
  const wordsOf = (list: Unit<T>[]) => list.map((u) => u.words);
  const whole = sets.filter((set, i) => sets.findIndex((s) => sameUnits(s, set)) === i).map(wordsOf);
  return [
    ...whole.map((all) => ({ units: all, least: all.length })),
    ...someOf(wordsOf(mostTelling(topics))),
  ];
}

/** Records that have some of the topics, most of them first. */
export function someOf<T>(topics: T[][]): Way<T>[] {
  return topics.slice(1).map((_, i) => ({ units: topics, least: topics.length - 1 - i }));
}

interface Unit<T> extends Telling {
  words: T[];
}

/** Words that are one name are one unit, where the first of them stands. */
function unitsOf<T>(words: T[], tellingOf: (word: T) => Telling): Unit<T>[] {
  const units: Unit<T>[] = [];
  for (const word of words) {
    const telling = tellingOf(word);
    const same = units.find((u) => u.name !== undefined && u.name === telling.name);
    if (same) same.words.push(word);
    else units.push({ ...telling, words: [word] });
  }
  return units;
}

/** What the question is about. There is always something: where no word is a topic, the best of the others are. */
function topicsOf<T>(units: Unit<T>[]): Unit<T>[] {
  const plain = units.filter((u) => u.role === "plain");
  // Rare words weigh much, and words that records are about: a small registry has few topics and many rare words.
  const weightOf = (u: Unit<T>) => u.weight * u.about;
  const topics = units.filter((u) => u.role === "topic");
  if (topics.length > 0) {
    const most = Math.max(...topics.map(weightOf));
    const isOne = (u: Unit<T>) => u.inPhrase || (u.about >= ABOUT && weightOf(u) >= AS_GOOD * most);
    return units.filter((u) => topics.includes(u) || (plain.includes(u) && isOne(u)));
  }
  const most = Math.max(0, ...plain.map(weightOf));
  const weighty = plain.filter((u) => u.inPhrase || weightOf(u) >= AS_WEIGHTY * most);
  if (weighty.length > 0) return weighty;
  const publishers = units.filter((u) => u.role === "publisher");
  return publishers.length > 0 ? publishers : units;
}

function mostTelling<T>(topics: Unit<T>[]): Unit<T>[] {
  if (topics.length <= MOST_TOPICS) return topics;
  const best = [...topics].sort((a, b) => b.weight - a.weight).slice(0, MOST_TOPICS);
  return topics.filter((u) => best.includes(u));
}

/** What gives way, group after group, in each group the first to go first. */
function groupsOf<T>(others: Unit<T>[]): Unit<T>[][] {
  const byWeight = (role: WordRole) =>
    others.filter((u) => u.role === role).sort((a, b) => a.weight - b.weight);
  const plain = others.filter((u) => u.role === "plain").sort((a, b) => a.about - b.about);
  return [byWeight("modifier"), byWeight("publisher"), plain].filter((group) => group.length > 0);
}

/** What of a group is left out before all of it is. */
function sparedOf<T>(group: Unit<T>[]): Unit<T>[][] {
  if (group.length <= MOST_SPARED) return group.map((unit) => [unit]);
  return [group.slice(0, Math.ceil(group.length / 2))];
}

const sameUnits = <T>(a: T[], b: T[]) => a.length === b.length && a.every((unit, i) => unit === b[i]);
