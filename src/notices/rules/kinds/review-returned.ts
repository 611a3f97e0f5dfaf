import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toContributor } from "../recipients-of-reviews.ts";

export const reviewReturned: NoticeDefinition = {
  act: true,
  recipients: { review: toContributor(({ event }) => event.what === "returned") },
  sentence: (it, place) => `${place} asks you to change something in ${it}.`,
  readable: onReview(),
};
