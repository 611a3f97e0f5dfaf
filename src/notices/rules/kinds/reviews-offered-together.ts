import type { NoticeDefinition } from "../kind.ts";
import { onQueue } from "../readable.ts";
import { toReviewers } from "../recipients-of-reviews.ts";

/** Offers made with one import: one notice covers all of them. */
export const reviewsOfferedTogether: NoticeDefinition = {
  act: true,
  recipients: {
    review: toReviewers(
      ({ event, after }) => event.what === "offered" && after.batch !== undefined,
      ({ organization, batch = "" }) => ({ organization, batch }),
    ),
  },
  sentence: (_it, place) => `Resources were offered to ${place} together. They wait for a review.`,
  readable: onQueue,
};
