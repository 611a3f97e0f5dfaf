import type { Resource } from "../../resources/rules/resource.ts";
import type { Review, ReviewComment, ReviewEvent } from "./review.ts";
import type { Rubric } from "./rubric.ts";

export interface ReviewChange {
  noun: "review";
  before?: Review;
  after: Review;
  /** What is offered as it was seen: when it has changed since, the commit is `stale`. */
  on?: Pick<Resource, "revision">;
  event: ReviewEvent;
}

/** Tells those concerned that an answer is overdue, once. Nothing happens when it is not, or was told. */
export interface ReviewLate {
  noun: "review-late";
  review: string;
  at: string;
}

export interface CommentChange {
  noun: "review-comment";
  after: ReviewComment;
}

/** The questions reviewers answer, as state staff have written them. */
export interface RubricChange {
  noun: "rubric";
  after: Rubric;
}

export type ReviewsChange = ReviewChange | ReviewLate | CommentChange | RubricChange;

/** A review after an action: every action raises its revision. */
export const reviewChange = (before: Review, change: Partial<Review>, event: ReviewEvent): ReviewChange => ({
  noun: "review",
  before,
  after: { ...before, ...change, revision: before.revision + 1, changedAt: event.at },
  event,
});
