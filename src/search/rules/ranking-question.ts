import { type RankedWord, WEIGHTS, weightOf } from "./ranking-weights.ts";

/** The question, prepared once for all candidates. */
export interface Question {
  words: RankedWord[];
  /** Place in the counts of one candidate, by stem. */
  slots: Map<number, number>;
  /** Sum of the weights of all words that can be met at all. */
  asked: number;
  /**
   * What a title must say to be the query: the telling words, or all of them where none is telling. By slot, one
   * bit per word.
   */
  core: Uint32Array;
  coreCount: number;
  /** Words that are neither weak nor a wish. */
  telling: Uint32Array;
  tellingCount: number;
}

/** One bit per word: more words than bits are not compared with titles. */
const MOST_BITS = 30;

export function readQuestion(words: RankedWord[]): Question {
  const slots = new Map<number, number>();
  for (const w of words) {
    for (const m of w.meanings) for (const stem of m.stems) if (!slots.has(stem)) slots.set(stem, slots.size);
  }
  const telling = words.filter((w) => !w.weak && !w.wish).slice(0, MOST_BITS);
  const core = telling.length > 0 ? telling : words.slice(0, MOST_BITS);
  return {
    words,
    slots,
    asked: words.reduce((sum, w) => sum + (w.meanings.length > 0 ? weightOf(w) : 0), 0),
    core: bitsBySlot(core, slots),
    coreCount: core.length,
    telling: bitsBySlot(telling, slots),
    tellingCount: telling.length,
  };
}

function bitsBySlot(words: RankedWord[], slots: Map<number, number>): Uint32Array {
  const bits = new Uint32Array(slots.size);
  words.forEach((w, i) => {
    for (const m of w.meanings) {
      const [stem, ...more] = m.stems;
      const slot = slots.get(stem as number) as number;
      const synonym = m.idf !== undefined;
      if (more.length === 0 && (!synonym || m.share >= WEIGHTS.saysTitle))
        bits[slot] = (bits[slot] as number) | (1 << i);
    }
  });
  return bits;
}
