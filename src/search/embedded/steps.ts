import { type Bits, hasBit, idsOfBits } from "./bits.ts";
import type { IndexReader } from "./index-reader.ts";
import { idsHaving } from "./matching.ts";
import type { PlannedWord } from "./planner.ts";

/** One way to read a question: what records must have. */
export interface Step {
  words: PlannedWord[];
  /** Records must be aligned to a typed code. */
  aligned: boolean;
}

/** Single words left out in turn before two are: as many tries at most. */
const MOST_SPARED = 4;

/**
 * From asking everything to asking little: all words; without one of them, the least telling first; without
 * more and more of the least telling; at last each of the others alone. A typed code gives way before its
 * words do.
 */
export function stepsOf(planned: PlannedWord[], codes: boolean): Step[] {
  const needed = planned.filter((w) => w.needed).sort((a, b) => b.weight - a.weight);
  const without = needed.map((spared) => needed.filter((w) => w !== spared)).reverse();
  const fewer = needed.map((_, i) => needed.slice(0, needed.length - i)).slice(2);
  const others = needed.slice(1).map((word) => [word]);
  const ways =
    needed.length > 2
      ? [needed, ...without.slice(0, MOST_SPARED), ...fewer, ...others]
      : [needed, ...without];
  const plain = ways.filter((words) => words.length > 0).map((words) => ({ words, aligned: false }));
  if (!codes) return plain;
  return [
    ...ways.filter((words) => words.length > 0).map((words) => ({ words, aligned: true })),
    { words: [], aligned: true },
    ...plain,
  ];
}

/** Documents of a step, filters and audience not yet asked. */
export function idsOfStep(step: Step, aligned: Bits | undefined, index: IndexReader): Uint32Array {
  if (step.words.length === 0) return aligned ? idsOfBits(aligned) : new Uint32Array(0);
  const ids = index.remembered(keyOf(step), () => idsHaving(step.words, "any", index));
  return step.aligned && aligned ? ids.filter((id) => hasBit(aligned, id)) : ids;
}

/** Two steps with the same key ask for the same stems. */
const keyOf = ({ words }: Step): string =>
  words.map((w) => w.meanings.map((m) => m.names.join("+")).join("|")).join("&");
