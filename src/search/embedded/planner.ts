import type { QueryWord } from "../rules/engine.ts";
import { MOST_TYPED_WORDS } from "../rules/query-bounds.ts";
import { idfOf, type Meaning, type RankedWord, weightOf } from "../rules/ranking-weights.ts";
import { isWeak, tellingOf } from "../rules/weak-words.ts";
import { corrections } from "./corrections.ts";
import type { IndexVocabulary } from "./vocabulary.ts";

/** What the words of a question may stand for in this index. */
export interface PlannedWord extends RankedWord {
  meanings: KnownMeaning[];
  asked: QueryWord;
  /** What it adds to a record that has it. */
  weight: number;
  /** Records must have it, unless too few have all. */
  needed: boolean;
  /** Says how what is asked for should be ("engaging"): records with it come first, and none needs it. */
  raises?: true;
  /** Where no record has the word: what it was read as, best first, in the form records have. */
  readAs?: string[];
}

/** What a planner reads from the index. */
export interface Lexicon {
  vocabulary: IndexVocabulary;
  stemOf: (token: string) => string;
  /** Number of a stem and in how many records it stands. */
  stem: (stem: string) => { id: number; documents: number } | undefined;
  /** In how many records several stems stand together. */
  together: (meaning: Pick<KnownMeaning, "names" | "stems">) => number;
  /** Records in the index. */
  documents: number;
}

/** A meaning with the stems in letters, and whether only a synonym leads to it. */
export interface KnownMeaning extends Meaning {
  names: string[];
  /** The word or words of which these are the stems. */
  words: string;
  documents: number;
  synonym: boolean;
}

export const SHARES = {
  completionOfUnknown: 0.8,
  completionOfKnown: 0.35,
  corrected: 0.75,
  /** The word itself stands in a record or two. */
  correctedThough: 0.6,
  joined: 0.8,
  split: 0.7,
  /** Of a modifier's own weight. */
  raising: 0.35,
};
/** A word in more records than this is not taken for a misspelling. */
const RARE = 2;
/** A word that is there is only taken for another that so many times more records have. */
const MUCH_MORE = 10;
/** From here on it certainly is. */
const CERTAINLY_MORE = 100;
/** What a word was read as is said in so many words at most. */
const MOST_SAID = 3;
const MOST_COMPLETIONS = 40;

export function planWords(asked: QueryWord[], lexicon: Lexicon): PlannedWord[] {
  const words = asked.slice(0, MOST_TYPED_WORDS);
  const readings = words.map((w) => new Reading(w, lexicon));
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next) joinNeighbors(word, next, [readings[i] as Reading, readings[i + 1] as Reading]);
  });
  const planned = tempered(
    readings.map((r) => r.planned()),
    lexicon,
  );
  const halves = halvesOfNames(planned);
  const whole = raising(planned.map((w) => (halves.has(w) ? { ...w, needed: false } : w)));
  // Little words are looked for where nothing else is; they say nothing of a topic that no record has.
  if (whole.some((w) => w.needed || w.readAs?.length === 0)) return whole;
  return whole.map((w, i) => ({
    ...w,
    needed: w.meanings.length > 0 && !halves.has(planned[i] as PlannedWord),
  }));
}

/** Teachers' words for how something should be shut nothing out, as long as it is said what should be so. */
function raising(planned: PlannedWord[]): PlannedWord[] {
  if (!planned.some((w) => w.needed && isSubject(w.asked))) return planned;
  const loose = ({ needed, asked }: PlannedWord) => needed && asked.role === "modifier" && !asked.quoted;
  return planned.map((w) => (loose(w) ? raised(w) : w));
}

/** A synonym tells as much as it is rare; one that stands for several words tells it once, not for each of them. */
function tempered(planned: PlannedWord[], { documents }: Lexicon): PlannedWord[] {
  const keyOf = (m: KnownMeaning) => m.names.join(" ");
  const times = new Map<string, number>();
  for (const m of planned.flatMap((w) => w.meanings)) times.set(keyOf(m), (times.get(keyOf(m)) ?? 0) + 1);
  return planned.map((word) => ({
    ...word,
    meanings: word.meanings.map((m) =>
      m.synonym ? { ...m, idf: idfOf(documents, m.documents) / (times.get(keyOf(m)) ?? 1) } : m,
    ),
  }));
}

/** However rare the word is, what it is said of weighs more. */
const raised = (w: PlannedWord): PlannedWord => ({
  ...w,
  idf: w.idf * SHARES.raising,
  weight: w.weight * SHARES.raising,
  needed: false,
  raises: true,
});

/** Where no record has one word of a name ("Rhode"), its other words ("Island") say something else. */
function halvesOfNames(planned: PlannedWord[]): ReadonlySet<PlannedWord> {
  const unknown = new Set(planned.filter((w) => w.meanings.length === 0).map((w) => w.asked.name));
  return new Set(planned.filter((w) => w.asked.name !== undefined && unknown.has(w.asked.name)));
}

/** "photo synthesis" is "photosynthesis", and "co 2" is "CO2". */
function joinNeighbors(a: QueryWord, b: QueryWord, readings: Reading[]): void {
  const closed = a.text + b.text;
  if (a.quoted || b.quoted || (closed.length < 5 && !/\d\p{L}|\p{L}\d/u.test(closed))) return;
  for (const reading of readings) reading.add([closed], SHARES.joined);
}

/** Collects what one typed word may stand for. */
class Reading {
  private readonly asked: QueryWord;
  private readonly lexicon: Lexicon;
  private readonly meanings = new Map<string, KnownMeaning>();
  /** Records that have the word itself. */
  private readonly known: number;
  private weak: boolean;

  constructor(asked: QueryWord, lexicon: Lexicon) {
    this.asked = asked;
    this.lexicon = lexicon;
    this.weak = asked.weak;
    this.known = lexicon.stem(lexicon.stemOf(asked.text))?.documents ?? 0;
    this.add([asked.text], 1);
    if (asked.quoted) return;
    for (const other of asked.alternatives) this.add(other.words, other.share, true);
    if (asked.last && asked.text.length >= 2) this.addCompletions();
    if (this.known === 0) this.addBeforeDigits();
    // What the synonyms know is a word: it is neither misspelled nor two run together ("preschool").
    if (this.known > RARE || asked.alternatives.length > 0 || !isSubject(asked)) return;
    this.addCorrected();
    if (this.known === 0) this.addSplit();
  }

  /** The best share counts, when several ways lead to the same stems. */
  add(words: string[], share: number, synonym = false): void {
    const names = tellingOf(words).map(this.lexicon.stemOf);
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
    const ids = found.map((s) => s.id);
    let documents = Math.min(...found.map((s) => s.documents));
    // What a word is read as is only said, and only found, where some record has all of it.
    if (this.known === 0 && ids.length > 1) documents = this.lexicon.together({ names, stems: ids });
    if (documents === 0) return;
    this.meanings.set(key, { stems: ids, names, words: words.join(" "), share, documents, synonym });
  }

  private addCompletions(): void {
    const share = this.known > 0 ? SHARES.completionOfKnown : SHARES.completionOfUnknown;
    for (const { word } of this.lexicon.vocabulary.completions(this.asked.text, MOST_COMPLETIONS)) {
      this.add([word], share);
    }
  }

  private addCorrected(): void {
    const { vocabulary } = this.lexicon;
    const having = (id: number) => vocabulary.documents[id] ?? 0;
    const near = corrections(this.asked, vocabulary).filter((c) => having(c.id) >= this.known * MUCH_MORE);
    // "togethr" says as little as "together".
    this.weak ||= near.length > 0 && near.every(({ word }) => isWeak(word));
    const sure = (id: number) => having(id) >= this.known * CERTAINLY_MORE;
    for (const { id, word } of near) this.add([word], sure(id) ? SHARES.corrected : SHARES.correctedThough);
  }

  /** "covid19" is "covid 19". */
  private addBeforeDigits(): void {
    const [, name, number] = /^(\p{L}{3,})(\d{1,4})$/u.exec(this.asked.text) ?? [];
    if (name && number) this.add([name, number], SHARES.joined);
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
    const planned = { ...word, asked, weight: weightOf(word), needed };
    return this.known > 0 || weak || wish || !isSubject(asked)
      ? planned
      : { ...planned, readAs: this.readAs() };
  }

  /** Synonyms first, then what is likeliest: in the order it was met. */
  private readAs(): string[] {
    const meanings = [...this.meanings.values()];
    const sorted = meanings.sort((a, b) => Number(b.synonym) - Number(a.synonym) || b.share - a.share);
    return sorted.slice(0, MOST_SAID).map((m) => m.words);
  }
}

/** Teachers' words and names are spelled as they are known, and are not what a question is about. */
export const isSubject = ({ role, name }: QueryWord): boolean =>
  name === undefined && (role === "topic" || role === "plain");
