import type { QueryWord } from "../rules/engine.ts";
import { idfOf, type Meaning, type RankedWord, weightOf } from "../rules/ranking.ts";
import { isWeak } from "../rules/read-words.ts";
import type { IndexVocabulary, NearWord } from "./vocabulary.ts";

/** What the words of a question may stand for in this index. */
export interface PlannedWord extends RankedWord {
  meanings: KnownMeaning[];
  asked: QueryWord;
  /** What it adds to a record that has it. */
  weight: number;
  /** Records must have it, unless too few have all. */
  needed: boolean;
}

/** What a planner reads from the index. */
export interface Lexicon {
  vocabulary: IndexVocabulary;
  stemOf: (token: string) => string;
  /** Number of a stem and in how many records it stands. */
  stem: (stem: string) => { id: number; documents: number } | undefined;
  /** Records in the index. */
  documents: number;
}

/** A meaning with the stems in letters, and whether only a synonym leads to it. */
export interface KnownMeaning extends Meaning {
  names: string[];
  documents: number;
  synonym: boolean;
}

export const SHARES = {
  completionOfUnknown: 0.8,
  completionOfKnown: 0.35,
  oneLetterOff: 0.75,
  twoLettersOff: 0.55,
  joined: 0.8,
  split: 0.7,
};
/** A word in more records than this is not taken for a misspelling. */
const RARE = 2;
const MOST_COMPLETIONS = 40;
/** Longer questions are cut: nobody means their 25th word. */
const MOST_WORDS = 24;

export function planWords(asked: QueryWord[], lexicon: Lexicon): PlannedWord[] {
  const words = asked.slice(0, MOST_WORDS);
  const readings = words.map((w) => new Reading(w, lexicon));
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next) joinNeighbors(word, next, [readings[i] as Reading, readings[i + 1] as Reading]);
  });
  const planned = readings.map((r) => r.planned());
  const halves = halvesOfNames(planned);
  const whole = planned.map((w) => (halves.has(w) ? { ...w, needed: false } : w));
  if (whole.some((w) => w.needed)) return whole;
  return whole.map((w, i) => ({
    ...w,
    needed: w.meanings.length > 0 && !halves.has(planned[i] as PlannedWord),
  }));
}

/** Where no record has one word of a name ("Rhode"), its other words ("Island") say something else. */
function halvesOfNames(planned: PlannedWord[]): ReadonlySet<PlannedWord> {
  const unknown = new Set(planned.filter((w) => w.meanings.length === 0).map((w) => w.asked.name));
  return new Set(planned.filter((w) => w.asked.name !== undefined && unknown.has(w.asked.name)));
}

/** "photo synthesis" is "photosynthesis". */
function joinNeighbors(a: QueryWord, b: QueryWord, readings: Reading[]): void {
  if (a.text.length + b.text.length < 5) return;
  for (const reading of readings) reading.add([a.text + b.text], SHARES.joined);
}

/** Collects what one typed word may stand for. */
class Reading {
  private readonly asked: QueryWord;
  private readonly lexicon: Lexicon;
  private readonly meanings = new Map<string, KnownMeaning>();
  private weak: boolean;

  constructor(asked: QueryWord, lexicon: Lexicon) {
    this.asked = asked;
    this.lexicon = lexicon;
    this.weak = asked.weak;
    this.add([asked.text], 1);
    const known = lexicon.stem(lexicon.stemOf(asked.text))?.documents ?? 0;
    for (const other of asked.alternatives) this.add(other.words, other.share, true);
    if (asked.last && asked.text.length >= 2) this.addCompletions(known > 0);
    if (known <= RARE) {
      this.addMisspelled();
      // What the synonyms know is a word, and not two run together ("preschool").
      if (known === 0 && asked.alternatives.length === 0) this.addSplit();
    }
  }

  /** The best share counts, when several ways lead to the same stems. */
  add(words: string[], share: number, synonym = false): void {
    const names = words.map(this.lexicon.stemOf);
    const stems = names.map((name) => this.lexicon.stem(name));
    if (stems.some((s) => s === undefined || s.documents === 0)) return;
    const key = names.join(" ");
    const known = this.meanings.get(key);
    if (known) {
      known.share = Math.max(known.share, share);
      known.synonym &&= synonym;
      return;
    }
    const found = stems as { id: number; documents: number }[];
    const documents = Math.min(...found.map((s) => s.documents));
    this.meanings.set(key, { stems: found.map((s) => s.id), names, share, documents, synonym });
  }

  private addCompletions(known: boolean): void {
    const share = known ? SHARES.completionOfKnown : SHARES.completionOfUnknown;
    for (const { word } of this.lexicon.vocabulary.completions(this.asked.text, MOST_COMPLETIONS)) {
      this.add([word], share);
    }
  }

  private addMisspelled(): void {
    const near = corrections(this.asked.text, this.lexicon.vocabulary);
    // "togethr" says as little as "together".
    this.weak ||= near.length > 0 && near.every(({ word }) => isWeak(word));
    for (const { word, distance } of near) {
      const close = distance === 1 && word[0] === this.asked.text[0];
      this.add([word], close ? SHARES.oneLetterOff : SHARES.twoLettersOff);
    }
  }

  /** "numberline" is "number line". */
  private addSplit(): void {
    const { text } = this.asked;
    const { vocabulary } = this.lexicon;
    for (let at = 3; at <= text.length - 3; at++) {
      const parts = [text.slice(0, at), text.slice(at)];
      if (parts.every((part) => vocabulary.number(part) !== undefined)) this.add(parts, SHARES.split);
    }
  }

  planned(): PlannedWord {
    const meanings = [...this.meanings.values()];
    const { asked, lexicon } = this;
    // A common synonym does not make a telling word less telling.
    const own = meanings.filter((m) => !m.synonym);
    const having = Math.max(0, ...(own.length > 0 ? own : meanings).map((m) => m.documents));
    const { weak } = this;
    const { wish } = asked;
    const word = { weak, wish, meanings, idf: idfOf(lexicon.documents, having) };
    const needed = !weak && !wish && meanings.length > 0;
    return { ...word, asked, weight: weightOf(word), needed };
  }
}

/** Words that a rare or unknown word may have been meant to be: those one letter off, else in long words two. */
export function corrections(text: string, vocabulary: IndexVocabulary): NearWord[] {
  if (text.length < 4 || !/^\p{L}+$/u.test(text)) return [];
  const within = (most: number) =>
    vocabulary.near(text, most, text.length < 6).filter((w) => (vocabulary.documents[w.id] ?? 0) >= 2);
  const nearest = within(1);
  return nearest.length > 0 || text.length < 8 ? nearest : within(2);
}
