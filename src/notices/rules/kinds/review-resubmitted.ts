import type { Kind } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toReviewers } from "../recipients.ts";

export const reviewResubmitted: Kind = {
  act: true,
  recipients: { review: toReviewers(({ event }) => event.what === "resubmitted") },
  sentence: (it, place) => `${it} was changed as asked and waits for ${place} again.`,
  readable: onReview(),
};
