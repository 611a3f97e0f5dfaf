import { rule } from "../../../kernel/facts.ts";
import type { CommentChange } from "../../../reviews/rules/change.ts";
import { reviewNow } from "../../../reviews/rules/facts.ts";
import type { NoticeDefinition, Notify } from "../kind.ts";
import { onReview } from "../readable.ts";
import { aboutReview, reviewersIn } from "../recipients-of-reviews.ts";

const toTheOtherSide = rule({
  needs: ({ after }: CommentChange) => (after.internal ? undefined : { found: reviewNow(after.review) }),
  follows({ after: { by, at } }, { found }): Notify[] {
    if (!found) return [];
    const { review, involved } = found;
    const contributor = involved.find((p) => p.person === review.by);
    const to = by === review.by ? reviewersIn(found) : [contributor];
    return [{ to, except: [by], about: aboutReview(review), at }];
  },
});

export const reviewComment: NoticeDefinition = {
  act: false,
  recipients: { "review-comment": toTheOtherSide },
  sentence: (it) => `There is a new comment on the offer of ${it}.`,
  readable: onReview(),
};
