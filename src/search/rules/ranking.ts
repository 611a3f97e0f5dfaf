import { TEXT_FIELDS } from "./document.ts";
import { type Question, readQuestion } from "./ranking-question.ts";
import { shareExplained, titleBonus } from "./ranking-titles.ts";
import { type Candidate, type Meaning, type RankedWord, WEIGHTS, weightOf } from "./ranking-weights.ts";
import { formIn, stemIn } from "./ranking-words.ts";

export interface Statistics {
  /** Mean number of words per field, in the order of TEXT_FIELDS. */
  means: number[];
  /** A whole area is asked for (`SearchRequest.broad`). */
  broad: boolean;
}

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

/** What is left of the score where everything speaks against a record. */
const LEAST = 0.1;

function scoreOf(c: Candidate, q: Question, { means, broad }: Statistics): number {
  const seen = seenBy(c, q);
  let score = 0;
  let met = 0;
  for (const word of q.words) {
    let best = 0;
    let meant = 0;
    for (const m of word.meanings) {
      const worth = m.share * tellingOf(m, word);
      const strength = worth * saturated(strengthOf(m, seen, c, q, means));
      // What a word becomes when it is completed or corrected is the word itself; a synonym is not.
      if (strength > best) [best, meant] = [strength, m.idf === undefined ? 1 : worth];
    }
    const weight = weightOf(word);
    score += weight * best;
    // Met by a synonym, a word is met by half.
    met += weight * Math.sqrt(meant);
  }
  score *= (met / (q.asked || 1)) ** WEIGHTS.coverage;
  // Without words all are alike, and only what is said about the record counts.
  return (score || 1e-6) * Math.max(LEAST, 1 + bonusOf(c, q, broad));
}

/** A synonym that more records have tells less than the word typed. */
const tellingOf = ({ idf }: Meaning, word: RankedWord): number =>
  idf === undefined || word.idf <= 0 ? 1 : Math.min(1, idf / word.idf);

const FIELD_COUNT = TEXT_FIELDS.length;

/** How often each asked stem stands in each field, each time by its form. */
function seenBy(c: Candidate, q: Question): Float32Array {
  const seen = new Float32Array(q.slots.size * FIELD_COUNT);
  for (let f = 0; f < FIELD_COUNT; f++) {
    const words = c.fields[f] as ArrayLike<number>;
    for (let i = 0; i < words.length; i++) {
      const word = words[i] as number;
      const slot = q.slots.get(stemIn(word));
      if (slot === undefined) continue;
      (seen[slot * FIELD_COUNT + f] as number) += WEIGHTS.form[formIn(word)] as number;
    }
  }
  return seen;
}

/** Occurrences over the fields, each by its weight and its share of length. */
function strengthOf(m: Meaning, seen: Float32Array, c: Candidate, q: Question, means: number[]): number {
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

function occurrences(m: Meaning, field: number, seen: Float32Array, q: Question): number {
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
  const title = c.fields[0] as ArrayLike<number>;
  if (c.whole && !broad) bonus -= WEIGHTS.wholeForNarrow;
  if (q.words.length === 0 || title.length === 0) return bonus;
  const explained = shareExplained(title, q);
  if (c.whole && broad) bonus += WEIGHTS.wholeForBroad * explained ** 2;
  return bonus + titleBonus(title, explained, c, q);
}
