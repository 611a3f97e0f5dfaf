import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toContributor } from "../recipients-of-reviews.ts";

export const reviewAccepted: NoticeDefinition = {
  act: false,
  recipients: { review: toContributor(({ event }) => event.what === "accepted") },
  sentence: (it, place) => `${place} accepted ${it}.`,
  readable: onReview(),
};
