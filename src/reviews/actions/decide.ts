import { Problem } from "../../kernel/problem.ts";
import { decide, type Verdict } from "../rules/decide.ts";
import { versionAt, versionOf } from "./load-subject.ts";
import { reviewFor } from "./reading.ts";
import { type ReviewContext, reviewActorOf } from "./review-context.ts";

export async function decideFor(
  id: string,
  verdict: Omit<Verdict, "rubric"> & { rubric?: string | undefined },
  by: ReviewContext,
) {
  const { store, caller, newId } = by;
  const read = await reviewFor(id, caller, store);
  const { review, subject } = read;
  const [version, previous, rubrics] = await Promise.all([
    versionOf(review, store),
    review.previous ? store.reviews.get(review.previous) : undefined,
    store.reviews.rubrics(),
  ]);
  const rubric = rubrics.find((r) => r.id === verdict.rubric);
  if (verdict.rubric !== undefined && !rubric)
    throw new Problem("invalid", "The decision is not complete yet.", [
      {
        in: "body",
        pointer: "/rubric",
        detail: "is not a rubric of this registry",
        nearest: rubrics.map((r) => r.id),
      },
    ]);
  const accepted = previous?.decisions.findLast((d) => d.outcome === "accepted")?.version;
  const before = accepted === undefined ? undefined : await versionAt(review, accepted, store);
  const about = { version, previous, before, nextId: newId() };
  await store.commit(
    decide(review, subject, { ...verdict, rubric }, about, reviewActorOf(by, read.reference)),
    caller.person?.id,
  );
}
