import { TEXT_FIELDS } from "./document.ts";

/**
 * The order of results, the same for every engine: an engine finds candidates, this orders a few hundred of
 * them. Measured on judged queries; `npm run bench:relevance` says what a change of these numbers does.
 */
export const WEIGHTS = {
  /** Per field, in the order of TEXT_FIELDS: what an occurrence is worth, and how much length takes away. */
  field: [4, 1, 1, 1, 1],
  norm: [0.5, 0, 0.3, 0.6, 0],
  saturation: 1.5,
  coverage: 0.5,
  weak: 0.15,
  wish: 0.3,
  titleIs: 0.6,
  titleHas: 0.35,
  pairs: 0.3,
  pairsInText: 0.12,
  titleShare: 0.2,
  endorsed: 0.025,
  /** What a whole course, unit or textbook gains for a broad question, and loses for a narrow one. */
  wholeForBroad: 0.4,
  wholeForNarrow: 0.05,
};

/** What a typed word may stand for. All stems of one meaning are needed; `share` is what it is worth. */
export interface Meaning {
  stems: number[];
  share: number;
}

export interface RankedWord {
  weak: boolean;
  wish: boolean;
  /** How telling the word is: ln(1 + (N − df + ½) / (df + ½)). */
  idf: number;
  meanings: Meaning[];
}

export interface Candidate {
  /** Stems of each field, in the order of TEXT_FIELDS. */
  fields: ArrayLike<number>[];
  /** 2: aligned to a typed code itself, 1: to a part of it, 0: not. */
  aligned: 0 | 1 | 2;
  /** Sum of what meeting the wishes is worth (`worthOfWish`). */
  wished: number;
  endorsed: boolean;
  /** A course, a unit or a textbook. */
  whole: boolean;
}

export interface Statistics {
  /** Mean number of words per field, in the order of TEXT_FIELDS. */
  means: number[];
  /** A whole area is asked for (`SearchRequest.broad`). */
  broad: boolean;
}

export const idfOf = (documents: number, having: number): number =>
  Math.log(1 + Math.max(0, documents - having + 0.5) / (having + 0.5));

/** What a word counts for in the sum. */
export const weightOf = (w: RankedWord): number =>
  w.idf * (w.weak ? WEIGHTS.weak : 1) * (w.wish ? WEIGHTS.wish : 1);

/** Places of the candidates, best first. Equal ones keep the order given. */
export function rank(candidates: Candidate[], words: RankedWord[], statistics: Statistics): number[] {
  const question = readQuestion(words);
  const scores = candidates.map((c) => scoreOf(c, question, statistics));
  const aligned = (i: number) => (candidates[i] as Candidate).aligned;
  // Among records aligned to a typed code, one that is about little else is the better answer.
  const codes = (i: number) => (aligned(i) > 0 ? ((candidates[i] as Candidate).fields[1]?.length ?? 0) : 0);
  const scored = (i: number) => scores[i] as number;
  return candidates
    .map((_, i) => i)
    .sort((a, b) => aligned(b) - aligned(a) || scored(b) - scored(a) || codes(a) - codes(b) || a - b);
}

/** Records that only come close: more of them on a page are noise. */
const MOST_CLOSE = 9;

/**
 * Keeps, of ranked records, those that are counted, and a few of the others, as far as the last page has places
 * left: whoever turns as many pages as the total says meets everything that was counted.
 */
export function withinPages<T>(order: T[], counted: ReadonlySet<T>, total: number, size: number): T[] {
  let free = Math.min(MOST_CLOSE, Math.ceil(total / size) * size - total);
  return order.filter((id) => counted.has(id) || free-- > 0);
}

/** The question, prepared once for all candidates. */
interface Question {
  words: RankedWord[];
  /** Place in the counts of one candidate, by stem. */
  slots: Map<number, number>;
  /** Sum of the weights of all words that can be met at all. */
  asked: number;
  /** Words that are no wish: what a title must say to be the query. By slot, one bit per word. */
  core: Uint32Array;
  coreCount: number;
  /** Words that are neither weak nor a wish. */
  telling: Uint32Array;
  tellingCount: number;
}

/** One bit per word: more words than bits are not compared with titles. */
const MOST_BITS = 30;

function readQuestion(words: RankedWord[]): Question {
  const slots = new Map<number, number>();
  for (const w of words) {
    for (const m of w.meanings) for (const stem of m.stems) if (!slots.has(stem)) slots.set(stem, slots.size);
  }
  const notWished = words.filter((w) => !w.wish);
  const core = (notWished.length > 0 ? notWished : words).slice(0, MOST_BITS);
  const telling = words.filter((w) => !w.weak && !w.wish).slice(0, MOST_BITS);
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
      if (more.length === 0) bits[slot] = (bits[slot] as number) | (1 << i);
    }
  });
  return bits;
}

function scoreOf(c: Candidate, q: Question, { means, broad }: Statistics): number {
  const seen = seenBy(c, q);
  let score = 0;
  let met = 0;
  for (const word of q.words) {
    let best = 0;
    for (const m of word.meanings)
      best = Math.max(best, m.share * saturated(strengthOf(m, seen, c, q, means)));
    const weight = weightOf(word);
    score += weight * best;
    if (best > 0) met += weight;
  }
  score *= (met / (q.asked || 1)) ** WEIGHTS.coverage;
  // Without words all are alike, and only what is said about the record counts.
  return (score || 1e-6) * Math.max(LEAST, 1 + bonusOf(c, q, broad));
}

/** What is left of the score where everything speaks against a record. */
const LEAST = 0.1;

const FIELD_COUNT = TEXT_FIELDS.length;

/** How often each asked stem stands in each field. */
function seenBy(c: Candidate, q: Question): Uint16Array {
  const seen = new Uint16Array(q.slots.size * FIELD_COUNT);
  for (let f = 0; f < FIELD_COUNT; f++) {
    const stems = c.fields[f] as ArrayLike<number>;
    for (let i = 0; i < stems.length; i++) {
      const slot = q.slots.get(stems[i] as number);
      if (slot !== undefined) (seen[slot * FIELD_COUNT + f] as number)++;
    }
  }
  return seen;
}

/** Occurrences over the fields, each by its weight and its share of length. */
function strengthOf(m: Meaning, seen: Uint16Array, c: Candidate, q: Question, means: number[]): number {
  let sum = 0;
  for (let f = 0; f < FIELD_COUNT; f++) {
    const count = occurrences(m, f, seen, q);
    if (count === 0) continue;
    const norm = WEIGHTS.norm[f] as number;
    const length = (c.fields[f] as ArrayLike<number>).length;
    sum += ((WEIGHTS.field[f] as number) * count) / (1 - norm + (norm * length) / (means[f] || 1));
  }
  return sum;
}

function occurrences(m: Meaning, field: number, seen: Uint16Array, q: Question): number {
  let least = Number.POSITIVE_INFINITY;
  for (const stem of m.stems) {
    least = Math.min(least, seen[(q.slots.get(stem) as number) * FIELD_COUNT + field] as number);
  }
  return least;
}

const saturated = (x: number) => (x * (WEIGHTS.saturation + 1)) / (x + WEIGHTS.saturation);

function bonusOf(c: Candidate, q: Question, broad: boolean): number {
  let bonus = c.wished;
  if (c.endorsed) bonus += WEIGHTS.endorsed;
  if (c.whole) bonus += broad ? WEIGHTS.wholeForBroad : -WEIGHTS.wholeForNarrow;
  if (q.words.length === 0) return bonus;
  return bonus + titleBonus(c, q);
}

function titleBonus(c: Candidate, q: Question): number {
  const title = c.fields[0] as ArrayLike<number>;
  if (title.length === 0) return 0;
  const explained = WEIGHTS.titleShare * shareExplained(title, q);
  const inOrder = q.coreCount > 0 && says(title, q);
  if (inOrder && title.length === q.coreCount) return explained + WEIGHTS.titleIs;
  if (q.tellingCount < 2) return explained;
  if (inOrder) return explained + WEIGHTS.titleHas;
  const inTitle = neighborsIn(title, q);
  const inText = (neighborsIn(c.fields[2], q) | neighborsIn(c.fields[3], q)) & ~inTitle;
  const worth = WEIGHTS.pairs * bitCount(inTitle) + WEIGHTS.pairsInText * bitCount(inText);
  return explained + worth / (q.tellingCount - 1);
}

/** True when the title has all words of the question one after another. */
function says(title: ArrayLike<number>, q: Question): boolean {
  for (let from = 0; from + q.coreCount <= title.length; from++) {
    let i = 0;
    while (i < q.coreCount && isWord(title[from + i] as number, i, q)) i++;
    if (i === q.coreCount) return true;
  }
  return false;
}

function isWord(stem: number, i: number, q: Question): boolean {
  const slot = q.slots.get(stem);
  return slot !== undefined && (((q.core[slot] as number) >>> i) & 1) === 1;
}

/** One bit for each telling word that stands right before the next telling word. */
function neighborsIn(stems: ArrayLike<number> | undefined, q: Question): number {
  let pairs = 0;
  let before = 0;
  for (let i = 0; i < (stems?.length ?? 0); i++) {
    const slot = q.slots.get((stems as ArrayLike<number>)[i] as number);
    const here = slot === undefined ? 0 : (q.telling[slot] as number);
    pairs |= before & (here >>> 1);
    before = here;
  }
  return pairs;
}

/** The share of the title's words that the question explains. */
function shareExplained(title: ArrayLike<number>, q: Question): number {
  const all = new Set<number>();
  let explained = 0;
  for (let i = 0; i < title.length; i++) {
    const stem = title[i] as number;
    if (all.has(stem)) continue;
    all.add(stem);
    const slot = q.slots.get(stem);
    if (slot !== undefined && q.telling[slot] !== 0) explained++;
  }
  return explained / all.size;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
