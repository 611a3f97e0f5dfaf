import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toReviewers } from "../recipients-of-reviews.ts";

export const reviewOffered: NoticeDefinition = {
  act: true,
  recipients: { review: toReviewers(({ event, after }) => event.what === "offered" && !after.batch) },
  sentence: (it, place) => `${it} waits for a review by ${place}.`,
  readable: onReview(),
};
