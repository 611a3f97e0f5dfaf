import { stemOf, tokensOf } from "../../search/rules/tokens.ts";
import { isWeak } from "../../search/rules/weak-words.ts";
import { type Ask, type AskInput, CHOSEN, choicesOf } from "./ask.ts";

/** Two asks are close when they share so much of what they both say. */
const SHARED = 0.5;

/** What an ask is about: the stems of its words, without those that say little. */
export const stemsOfAsk = ({ words }: Pick<Ask, "words">): Set<string> =>
  new Set(
    tokensOf(words)
      .filter((token) => !isWeak(token))
      .map(stemOf),
  );

/** Half of the words in common, and no choice that contradicts. */
export function isClose(a: AskInput, b: AskInput): boolean {
  const [mine, other] = [stemsOfAsk(a), stemsOfAsk(b)];
  const common = [...mine].filter((stem) => other.has(stem)).length;
  const all = mine.size + other.size - common;
  if (common === 0 || common / all < SHARED) return false;
  return CHOSEN.every((what) => a[what] === undefined || b[what] === undefined || a[what] === b[what]);
}

/** Asks that say the same, as curators read them. Whoever asks twice counts once. */
export interface AskGroup {
  /** As asked last. */
  asked: AskInput;
  /** How many people, by code of the organization they come from. */
  from: { organization: string; count: number }[];
  count: number;
  /** The first and the last one (ISO 8601). */
  first: string;
  last: string;
}

/** What was asked for, without who: equal stems and choices are one line. Asked most first, then last. */
export function groupsOf(asks: Ask[]): AskGroup[] {
  const said = (ask: Ask) =>
    JSON.stringify([[...stemsOfAsk(ask)].sort(), CHOSEN.map((what) => ask[what] ?? "")]);
  return [...grouped(asks, said).values()]
    .map(groupOf)
    .sort((a, b) => b.count - a.count || (a.last < b.last ? 1 : -1));
}

function groupOf(asks: Ask[]): AskGroup {
  const inOrder = asks.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const [first, last] = [inOrder[0] as Ask, inOrder.at(-1) as Ask];
  const from = [...grouped(inOrder, (ask) => ask.organization)].map(([organization, of]) => ({
    organization,
    count: peopleIn(of),
  }));
  return {
    asked: { words: last.words, ...choicesOf(last) },
    from: from.sort((a, b) => b.count - a.count || (a.organization < b.organization ? -1 : 1)),
    count: peopleIn(asks),
    first: first.at,
    last: last.at,
  };
}

const peopleIn = (asks: Ask[]): number => new Set(asks.map((ask) => ask.by ?? ask.id)).size;

function grouped(asks: Ask[], by: (ask: Ask) => string): Map<string, Ask[]> {
  const groups = new Map<string, Ask[]>();
  for (const ask of asks) {
    const group = groups.get(by(ask));
    if (group) group.push(ask);
    else groups.set(by(ask), [ask]);
  }
  return groups;
}
