import { rule } from "../../kernel/facts.ts";
import { curatorsOf, type Recipient, recipientsAmong } from "../../people/rules/facts.ts";
import type { ReviewChange } from "../../reviews/rules/change.ts";
import type { ReviewWithPeople } from "../../reviews/rules/facts.ts";
import type { Review } from "../../reviews/rules/review.ts";
import type { Notify } from "./kind.ts";
import type { NoticeSubject } from "./notice-subject.ts";
import { nearest } from "./recipients.ts";

export const aboutReview = ({ id, resource, collection, organization }: Review): NoticeSubject => ({
  ...(resource ? { resource } : {}),
  ...(collection ? { collection } : {}),
  review: id,
  organization,
});

/** Who has a review: whoever took it and their deputy, else every curator of the organization asked. */
export const reviewersIn = ({ review, curating, involved }: ReviewWithPeople): Recipient[] =>
  review.assignee
    ? [review.assignee.person, review.deputy].flatMap((id) => involved.find((p) => p.person === id) ?? [])
    : nearest(curating);

/** Those who are to answer an offer hear of it, but who made it. */
export const toReviewers = (when: (change: ReviewChange) => boolean, about = aboutReview) =>
  rule({
    needs(change: ReviewChange) {
      if (!when(change)) return undefined;
      const { organization, assignee, deputy } = change.after;
      return {
        assigned: assignee ? recipientsAmong([assignee.person, deputy]) : undefined,
        curating: assignee ? undefined : curatorsOf(organization),
      };
    },
    follows: ({ after, event }, { assigned, curating }): Notify[] => [
      { to: assigned ?? nearest(curating), except: [event.by, after.by], about: about(after), at: event.at },
    ],
  });

/** People a review names hear of it, but who did it. */
export const toPeopleNamed = (
  who: (change: ReviewChange) => (string | undefined)[],
  when: (change: ReviewChange) => boolean,
) =>
  rule({
    needs: (change: ReviewChange) => (when(change) ? { people: recipientsAmong(who(change)) } : undefined),
    follows: ({ after, event }, { people }): Notify[] => [
      { to: people, except: [event.by], about: aboutReview(after), at: event.at },
    ],
  });

/** Whoever made an offer is told what became of it. */
export const toContributor = (when: (change: ReviewChange) => boolean) =>
  toPeopleNamed(({ after }) => [after.by], when);
