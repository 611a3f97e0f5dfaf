import type { QueryWord } from "../rules/engine.ts";
import { SWAPPED, slipsBetween, soundAlikes } from "../rules/spelling.ts";
import type { IndexVocabulary, KnownWord } from "./vocabulary.ts";

/** A word that a typed one may have been meant to be. */
export interface Correction {
  id: number;
  word: string;
  /** How unlikely the slip is (`spelling.ts`). */
  slips: number;
}

type Typed = Pick<QueryWord, "text" | "written" | "quoted">;

/** The shortest have too many neighbors: only letters in the wrong order are slips of theirs ("teh"). */
const SHORTEST = 3;
const SWAPPED_ONLY = 3;
/** Words with a letter changed are taken for misspelled from this length on, and with two slips from that. */
const CHANGED_FROM = 5;
const TWO_FROM = 8;
/** An abbreviation is no misspelled word. */
const ABBREVIATION = /^\p{Lu}{1,5}s?$/u;
/** What an unlikely beginning costs, and the most that two slips may. */
const BY_EAR = 0.5;
const MOST_SLIPS = 1.6;
/** Corrections that are so little worse than the best are no worse. */
const AS_GOOD = 0.2;
const MOST = 3;

/**
 * Words of the index that a rare or unknown word may have been meant to be, the likeliest first, three at most: one
 * slip away, else in long words two. The first letter is right, or another that sounds alike.
 */
export function corrections(typed: Typed, vocabulary: IndexVocabulary): Correction[] {
  const { text, written, quoted } = typed;
  if (quoted || text.length < SHORTEST || !/^\p{L}+$/u.test(text) || ABBREVIATION.test(written)) return [];
  const heard = text.length > SWAPPED_ONLY ? byEar(text, vocabulary) : [];
  const near = [...oneSlip(text, vocabulary), ...heard.filter((c) => c.slips <= 1)];
  if (near.length > 0) return likeliest(near, vocabulary);
  if (text.length < TWO_FROM) return [];
  return likeliest([...twoSlips(text, vocabulary), ...heard], vocabulary);
}

function oneSlip(text: string, vocabulary: IndexVocabulary): Correction[] {
  const found = vocabulary.near(text, 1).map((w) => weighed(text, w));
  const swapped = vocabulary.known(text.charAt(1) + text.charAt(0) + text.slice(2));
  if (swapped) found.push(weighed(text, swapped));
  // Of words so short, one in ten has another with one letter changed.
  const isLikely = ({ word, slips }: Correction) =>
    text.length >= CHANGED_FROM ||
    (word.length !== text.length ? text.length > SWAPPED_ONLY : slips <= SWAPPED);
  return found.filter(isLikely);
}

function twoSlips(text: string, vocabulary: IndexVocabulary): Correction[] {
  const beginning = text.slice(0, 2);
  return vocabulary
    .near(text, 2)
    .filter((w) => w.word.startsWith(beginning))
    .map((w) => weighed(text, w))
    .filter((c) => c.slips <= MOST_SLIPS);
}

/** "fotosynthesis", "kwadratic"; in long words with one slip more. */
function byEar(text: string, vocabulary: IndexVocabulary): Correction[] {
  return soundAlikes(text).flatMap((respelled) => {
    const same = vocabulary.known(respelled);
    const near = !same && text.length >= TWO_FROM ? vocabulary.near(respelled, 1) : [];
    const found = same ? [same] : near;
    return found.map((w) => ({ ...w, slips: BY_EAR + slipsBetween(respelled, w.word) }));
  });
}

const weighed = (text: string, { id, word }: KnownWord): Correction => ({
  id,
  word,
  slips: slipsBetween(text, word),
});

function likeliest(found: Correction[], { documents }: IndexVocabulary): Correction[] {
  const having = (c: Correction) => documents[c.id] ?? 0;
  const sorted = found
    .filter((c) => having(c) > 0 && /^\p{L}+$/u.test(c.word))
    .sort((a, b) => a.slips - b.slips || having(b) - having(a));
  const best = sorted[0]?.slips ?? 0;
  return sorted
    .filter((c, i) => c.slips <= best + AS_GOOD && sorted.findIndex((o) => o.id === c.id) === i)
    .slice(0, MOST);
}
