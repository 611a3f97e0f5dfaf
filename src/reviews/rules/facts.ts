import type { QueryShape } from "../../kernel/facts.ts";
import type { Curating, Recipient } from "../../people/rules/facts.ts";
import type { Review } from "./review.ts";

/** A review with those who may have to hear of it. */
export interface ReviewWithPeople {
  review: Review;
  /** Who curates the organization asked, and each above it, from near to far. */
  curating: Curating[];
  /** Who offered it, who has taken it, and their deputy. */
  involved: Recipient[];
}

export interface ReviewNow extends QueryShape<"review", ReviewWithPeople | undefined> {
  id: string;
}
export const reviewNow = (id: string): ReviewNow => ({ fact: "review", id });

/** The open or returned review of a resource or a collection, by its id: there is one at a time. */
export interface UnfinishedReview extends QueryShape<"unfinished review", Review | undefined> {
  of: "resource" | "collection";
  id: string;
}
export const unfinishedReviewOf = (of: UnfinishedReview["of"], id: string): UnfinishedReview => ({
  fact: "unfinished review",
  of,
  id,
});

export type ReviewsQuery = ReviewNow | UnfinishedReview;
