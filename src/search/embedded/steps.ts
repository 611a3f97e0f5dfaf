import { relaxed } from "../rules/relaxing.ts";
import { type Bits, hasBit, idsOfBits } from "./bits.ts";
import type { IndexReader } from "./index-reader.ts";
import { idsHaving } from "./matching.ts";
import type { PlannedWord } from "./planner.ts";

/** One way to read a question: what records must have. */
export interface SearchStep {
  words: PlannedWord[];
  /** Records must be aligned to a typed code. */
  aligned: boolean;
}

/** Every way to read a question, the strictest first. A typed code gives way before its words do. */
export function stepsOf(planned: PlannedWord[], codes: boolean): SearchStep[] {
  const needed = planned.filter((w) => w.needed).sort((a, b) => b.weight - a.weight);
  const ways = relaxed(needed, (w) => w.asked.name);
  const plain = ways.map((words) => ({ words, aligned: false }));
  if (!codes) return plain;
  return [...ways.map((words) => ({ words, aligned: true })), { words: [], aligned: true }, ...plain];
}

/** Documents of a step, filters and audience not yet asked. */
export function idsOfStep(step: SearchStep, aligned: Bits | undefined, index: IndexReader): Uint32Array {
  if (step.words.length === 0) return aligned ? idsOfBits(aligned) : new Uint32Array(0);
  const ids = index.remembered(keyOf(step), () => idsHaving(step.words, "any", index));
  return step.aligned && aligned ? ids.filter((id) => hasBit(aligned, id)) : ids;
}

/** Two steps with the same key ask for the same stems. */
const keyOf = ({ words }: SearchStep): string =>
  words.map((w) => w.meanings.map((m) => m.names.join("+")).join("|")).join("&");
