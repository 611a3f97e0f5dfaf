import { Problem } from "../../kernel/problem.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { comment } from "../rules/comment.ts";
import { reviewFor } from "./reading.ts";
import type { ReviewContext } from "./review-context.ts";

export async function commentFor(
  id: string,
  given: { words: string; internal: boolean; answers?: string | undefined },
  by: ReviewContext,
) {
  const read = await reviewFor(id, by.caller, by.store);
  const answers = given.answers === undefined ? undefined : await by.store.reviews.comment(given.answers);
  if (given.answers !== undefined && !answers)
    throw new Problem("invalid", "There is no such comment to answer.", [
      { in: "body", pointer: "/answers", detail: "is not a comment of this review" },
    ]);
  const { words, internal } = given;
  const change = comment(
    read.review,
    read.subject,
    { id: by.newId(), words, internal, answers },
    actorOf(by, read.reference),
  );
  await by.store.commit([change], by.caller.person?.id);
}
