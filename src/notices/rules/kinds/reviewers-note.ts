import { rule } from "../../../kernel/facts.ts";
import type { CommentChange } from "../../../reviews/rules/change.ts";
import { reviewNow } from "../../../reviews/rules/facts.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onReview } from "../readable.ts";
import { aboutReview, reviewersIn } from "../recipients-of-reviews.ts";

/** A note among reviewers is told to those who have taken the review. */
const toOtherReviewers = rule({
  needs: ({ after }: CommentChange) => (after.internal ? { found: reviewNow(after.review) } : undefined),
  follows({ after: { by, at } }, { found }): Notify[] {
    if (!found?.review.assignee) return [];
    const { review } = found;
    return [{ to: reviewersIn(found), except: [by, review.by], about: aboutReview(review), at }];
  },
});

export const reviewersNote: NoticeDefinition = {
  act: false,
  recipients: { "review-comment": toOtherReviewers },
  sentence: (it) => `There is a new note among the reviewers of ${it}.`,
  readable: onReview(() => true, "note among reviewers"),
};
