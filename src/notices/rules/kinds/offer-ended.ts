import type { NoticeDefinition } from "../kind.ts";
import { onReview } from "../readable.ts";
import { toPeopleNamed } from "../recipients-of-reviews.ts";

export const offerEnded: NoticeDefinition = {
  act: false,
  recipients: {
    review: toPeopleNamed(
      ({ after }) => [after.by, after.assignee?.person, after.deputy],
      ({ event }) => event.what === "withdrawn" || event.what === "superseded",
    ),
  },
  sentence: (it, place) => `The offer of ${it} to ${place} has ended without a decision.`,
  readable: onReview(),
};
