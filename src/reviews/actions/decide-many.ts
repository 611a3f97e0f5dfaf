import { Problem, type ProblemKind } from "../../kernel/problem.ts";
import { type Verdict, verdictFaults } from "../rules/decide.ts";
import { sampleOf } from "../rules/sample.ts";
import { decideFor } from "./decide.ts";
import type { ReviewContext } from "./review-context.ts";

/** One answer for many offers. */
export interface BatchDecision extends Omit<Verdict, "rubric" | "seen" | "batch"> {
  rubric?: string | undefined;
  /** Each with what was seen of it. */
  reviews: { review: string; version: number; revision: number }[];
  /** Those that were looked at in full. */
  looked: string[];
}

export interface Outcomes {
  /** Those that had to be looked at. */
  sample: string[];
  results: { review: string; decided: boolean; problem?: ProblemKind; detail?: string }[];
}

export const MOST_AT_ONCE = 200;

/** Decides each by itself, after the sample was looked at: one that cannot be decided keeps none of the others. */
export async function decideMany(
  { reviews, looked, ...verdict }: BatchDecision,
  by: ReviewContext,
): Promise<Outcomes> {
  const sample = sampleOf([...new Set(reviews.map((r) => r.review))]);
  const missing = sample.filter((id) => !looked.includes(id));
  if (missing.length > 0)
    throw new Problem(
      "conflict",
      `Look at a sample first: ${missing.length} of them are left to look at.`,
      [],
      { sample },
    );
  await mustBeWhole(verdict, by);
  const results: Outcomes["results"] = [];
  for (const { review, ...seen } of reviews) {
    const sampled = sample.includes(review);
    const batch = { size: reviews.length, sampled };
    const one = { ...verdict, answers: sampled ? verdict.answers : [], seen, batch };
    const problem = await expected(() => decideFor(review, one, by));
    const why = problem && [problem.message, ...problem.faults.map((f) => f.detail)].join(" ");
    results.push({
      review,
      decided: !problem,
      ...(problem ? { problem: problem.kind, detail: why ?? "" } : {}),
    });
  }
  return { sample, results };
}

/** What is missing for all of them is said once, before any is decided. */
async function mustBeWhole(
  verdict: Omit<BatchDecision, "reviews" | "looked">,
  { store }: ReviewContext,
): Promise<void> {
  const rubric = (await store.reviews.rubrics()).find((r) => r.id === verdict.rubric);
  if (rubric?.questions.some((q) => q.perAlignment) || (verdict.rubric && !rubric)) return;
  const faults = verdictFaults({ ...verdict, rubric }, []);
  if (faults.length > 0) throw new Problem("invalid", "The decision is not complete yet.", faults);
}

async function expected(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
