import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toContributor } from "../recipients-of-reviews.ts";

export const reviewDeclined: NoticeDefinition = {
  act: false,
  recipients: { review: toContributor(({ event }) => event.what === "declined") },
  sentence: (it, place) => `${place} declined ${it}. The reason is with the offer.`,
  readable: onReview(),
};
