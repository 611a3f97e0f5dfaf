import type { Question } from "./ranking-question.ts";
import { type Candidate, WEIGHTS } from "./ranking-weights.ts";
import { FORMS, formIn, saysLittle, stemIn } from "./ranking-words.ts";

/** What a title adds that says the question, has its words in their order, or has some side by side. */
export function titleBonus(
  title: ArrayLike<number>,
  explained: number,
  { fields }: Candidate,
  q: Question,
): number {
  const share = WEIGHTS.titleShare * explained;
  const telling = q.tellingCount > 0 ? tellingWords(title) : title;
  const inOrder = q.coreCount > 0 && says(telling, q);
  if (inOrder && saysNothingElse(telling, q)) return share + WEIGHTS.titleIs;
  if (q.tellingCount < 2) return share;
  if (inOrder) return share + WEIGHTS.titleHas;
  const inTitle = neighborsIn(title, q);
  const inText = (neighborsIn(fields[2], q) | neighborsIn(fields[3], q)) & ~inTitle;
  const worth = WEIGHTS.pairs * bitCount(inTitle) + WEIGHTS.pairsInText * bitCount(inText);
  return share + worth / (q.tellingCount - 1);
}

/** "Introduction to the cell" says no more than "cell". */
function tellingWords(title: ArrayLike<number>): number[] {
  const words: number[] = [];
  for (let i = 0; i < title.length; i++) if (!saysLittle(title[i] as number)) words.push(title[i] as number);
  return words;
}

/** True when the title has all words of the question one after another. */
function says(title: ArrayLike<number>, q: Question): boolean {
  for (let from = 0; from + q.coreCount <= title.length; from++) {
    let i = 0;
    while (i < q.coreCount && ((bitsIn(title[from + i] as number, q.core, q) >>> i) & 1) === 1) i++;
    if (i === q.coreCount) return true;
  }
  return false;
}

/** A title holds its words in other spellings, too: more words than the question has may say no more. */
function saysNothingElse(title: ArrayLike<number>, q: Question): boolean {
  for (let i = 0; i < title.length; i++) if (bitsIn(title[i] as number, q.core, q) === 0) return false;
  return true;
}

/** One bit for each word of the question that this one stands for; another word of its stem is none of them. */
function bitsIn(word: number, bits: Uint32Array, q: Question): number {
  const slot = formIn(word) === FORMS.other ? undefined : q.slots.get(stemIn(word));
  return slot === undefined ? 0 : (bits[slot] as number);
}

/** One bit for each telling word that stands right before the next telling word. */
function neighborsIn(words: ArrayLike<number> | undefined, q: Question): number {
  let pairs = 0;
  let before = 0;
  for (let i = 0; i < (words?.length ?? 0); i++) {
    const here = bitsIn((words as ArrayLike<number>)[i] as number, q.telling, q);
    pairs |= before & (here >>> 1);
    before = here;
  }
  return pairs;
}

/** The share of what the title says that the question explains. */
export function shareExplained(title: ArrayLike<number>, q: Question): number {
  const all = new Set<number>();
  let explained = 0;
  for (let i = 0; i < title.length; i++) {
    const word = title[i] as number;
    const stem = stemIn(word);
    if (saysLittle(word) || all.has(stem)) continue;
    all.add(stem);
    if (bitsIn(word, q.telling, q) !== 0) explained++;
  }
  return all.size === 0 ? 0 : explained / all.size;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
