import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toReviewers } from "../recipients-of-reviews.ts";

export const reviewResubmitted: NoticeDefinition = {
  act: true,
  recipients: { review: toReviewers(({ event }) => event.what === "resubmitted") },
  sentence: (it, place) => `${it} was changed as asked and waits for ${place} again.`,
  readable: onReview(),
};
