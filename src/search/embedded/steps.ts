import { isPartial, type Way, waysToAsk } from "../rules/relaxing.ts";
import { type Bits, hasBit, idsOfBits } from "./bits.ts";
import type { IndexReader } from "./index-reader.ts";
import { bitsHavingAll, bitsHavingSome } from "./matching.ts";
import { nearly } from "./near-meanings.ts";
import type { PlannedWord } from "./planner.ts";
import { tellingIn } from "./topics.ts";

/** One way to read a question: what records must have. */
export interface SearchStep extends Way<PlannedWord> {
  /** Records must be aligned to a typed code. */
  aligned: boolean;
  /** Words stand for themselves and what is the same, not for what is only related. */
  near?: true;
}

/**
 * Every way to read a question, the strictest first, made as far as they are asked for. A typed code gives way before
 * its words do.
 */
export class Steps {
  private readonly made: SearchStep[] = [];
  private readonly making: Generator<SearchStep>;

  constructor(planned: PlannedWord[], codes: boolean, index: IndexReader) {
    this.making = stepsOf(planned, codes, index);
  }

  /** From the one after this on; from the first without it. */
  *after(step?: SearchStep): Generator<SearchStep> {
    for (let i = step ? this.made.indexOf(step) + 1 : 0; ; i++) {
      if (i === this.made.length) {
        const next = this.making.next();
        if (next.done) return;
        this.made.push(next.value);
      }
      yield this.made[i] as SearchStep;
    }
  }
}

function* stepsOf(planned: PlannedWord[], codes: boolean, index: IndexReader): Generator<SearchStep> {
  const needed = planned.filter((w) => w.needed);
  const whole: Way<PlannedWord> = { units: needed.map((w) => [w]), least: needed.length };
  // Beside other words, what only has a related one comes after what has the words themselves.
  if (expressionsIn(needed) > 1 && needed.some((word) => nearly(word) !== word))
    yield { ...whole, aligned: codes, near: true };
  if (needed.length > 0) yield { ...whole, aligned: codes };
  // Most questions are answered by now; what follows looks into titles.
  const looser = waysToAsk(needed, tellingIn(planned, index)).slice(1);
  // Some of the topics beside a code say less than the code alone.
  for (const way of looser) if (!codes || !isPartial(way)) yield { ...way, aligned: codes };
  if (!codes) return;
  yield { units: [], least: 0, aligned: true };
  if (needed.length > 0) yield { ...whole, aligned: false };
  for (const way of looser) yield { ...way, aligned: false };
}

/** "Number bond" is one expression where it has synonyms as a whole. */
const expressionsIn = (words: PlannedWord[]): number =>
  new Set(
    words.map(
      ({ asked: { alternatives, text } }) => alternatives.map((a) => a.words.join(" ")).join() || text,
    ),
  ).size;

export const wordsOf = ({ units }: SearchStep): PlannedWord[] => units.flat();

/** Documents of a step, filters and audience not yet asked. */
export function idsOfStep(step: SearchStep, aligned: Bits | undefined, index: IndexReader): Uint32Array {
  if (step.units.length === 0) return aligned ? idsOfBits(aligned) : new Uint32Array(0);
  const ids = index.remembered(keyOf(step), () => idsOfBits(bitsOfStep(step, index)));
  return step.aligned && aligned ? ids.filter((id) => hasBit(aligned, id)) : ids;
}

function bitsOfStep(step: SearchStep, index: IndexReader): Bits {
  if (step.near) return bitsHavingAll(wordsOf(step).map(nearly), "any", index);
  if (!isPartial(step)) return bitsHavingAll(wordsOf(step), "any", index);
  const sets = step.units.map((words) => bitsHavingAll(words, "any", index));
  return bitsHavingSome(sets, step.least);
}

/** Two steps with the same key ask for the same stems. */
const keyOf = (step: SearchStep): string => {
  const key = wordsOf(step)
    .map((w) => (step.near ? nearly(w) : w))
    .map((w) => w.meanings.map((m) => m.names.join("+")).join("|"))
    .join("&");
  return isPartial(step) ? `${step.least} of ${key}` : key;
};
