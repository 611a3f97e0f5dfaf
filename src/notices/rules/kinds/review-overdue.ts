import { rule } from "../../../kernel/facts.ts";
import type { ReviewLate } from "../../../reviews/rules/change.ts";
import { reviewNow } from "../../../reviews/rules/facts.ts";
import { isOverdue } from "../../../reviews/rules/review.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onQueue, onReview } from "../readable.ts";
import { aboutReview, reviewersIn } from "../recipients-of-reviews.ts";

/** Those who are to answer hear that it is overdue, once, and so do those above, who may take it up. */
const toReviewersAndAbove = rule({
  needs: ({ review }: ReviewLate) => ({ found: reviewNow(review) }),
  follows({ at }, { found }): Notify[] {
    if (!found || found.review.lateAt || !isOverdue(found.review, at)) return [];
    const { organization, batch, by } = found.review;
    const above = found.curating.filter((o) => o.organization !== organization).flatMap((o) => o.curators);
    const about = batch ? { organization, batch } : aboutReview(found.review);
    return [{ to: [...reviewersIn(found), ...above], except: [by], about, at }];
  },
});

const onOpenReview = onReview((review) => review.state === "open");

export const reviewOverdue: NoticeDefinition = {
  act: true,
  recipients: { "review-late": toReviewersAndAbove },
  sentence: (it, place) =>
    it
      ? `${it} has waited for ${place} longer than we promise.`
      : `Resources offered together have waited for ${place} longer than we promise.`,
  readable: (about, view) => (about.review ? onOpenReview : onQueue)(about, view),
};
