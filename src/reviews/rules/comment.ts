import { Problem } from "../../kernel/problem.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { CommentChange } from "./change.ts";
import { mayInReview } from "./may.ts";
import type { Review, ReviewComment } from "./review.ts";
import type { Subject } from "./subject.ts";

export interface Comment {
  id: string;
  words: string;
  internal: boolean;
  /** The comment it answers. */
  answers?: ReviewComment | undefined;
}

/** Says something to the others in the review, or, as a reviewer, to the reviewers alone. */
export function comment(review: Review, subject: Subject, given: Comment, actor: Actor): CommentChange {
  const { caller, tree } = actor;
  const about = { review, subject };
  if (!mayInReview(caller, "comment", about, tree)) throw new Problem("unknown", "There is no such review.");
  const amongReviewers = mayInReview(caller, "note among reviewers", about, tree);
  if (given.internal && !amongReviewers)
    throw new Problem("forbidden", "Notes among reviewers are for the reviewers of this offer.");
  const answers = given.answers;
  const unknown = answers && (answers.review !== review.id || (answers.internal && !amongReviewers));
  if (unknown)
    throw new Problem("invalid", "There is no such comment to answer.", [
      { in: "body", pointer: "/answers", detail: "is not a comment of this review" },
    ]);
  return {
    noun: "review-comment",
    after: {
      id: given.id,
      review: review.id,
      by: personOf(actor.caller),
      at: actor.at,
      words: given.words,
      // An answer to a note among reviewers stays among them.
      internal: given.internal || answers?.internal === true,
      ...(answers ? { answers: answers.id } : {}),
    },
  };
}

/** What somebody may read of what was said: notes among reviewers too, or not. */
export const commentsFor = (comments: ReviewComment[], internal: boolean) =>
  comments.filter((c) => internal || !c.internal);
