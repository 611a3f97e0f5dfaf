import type { ReviewEvent } from "../../../reviews/rules/review.ts";
import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toPeopleNamed } from "../recipients-of-reviews.ts";

const ASSIGNING: ReviewEvent["what"][] = ["assigned", "handed on", "deputy named"];

export const reviewAssigned: NoticeDefinition = {
  act: true,
  recipients: {
    review: toPeopleNamed(
      ({ event }) => [event.person],
      ({ event }) => ASSIGNING.includes(event.what),
    ),
  },
  sentence: (it, place) => `You were asked to review ${it} for ${place}.`,
  readable: onReview(),
};
