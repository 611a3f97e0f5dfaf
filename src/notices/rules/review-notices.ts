import type { ReviewChange } from "../../reviews/rules/change.ts";
import type { Review, ReviewComment } from "../../reviews/rules/review.ts";
import type { NewNotice, NoticeSubject } from "./notice.ts";
import { type Curators, notify } from "./recipients.ts";

/** Who has a review: whoever took it and their deputy, else every curator of the organization asked. */
const reviewersOf = (review: Review, curators: Curators): string[] =>
  review.assignee
    ? [review.assignee.person, ...(review.deputy ? [review.deputy] : [])]
    : curators(review.organization);

const aboutReview = ({ id, resource, collection, organization }: Review): NoticeSubject => ({
  ...(resource ? { resource } : {}),
  ...(collection ? { collection } : {}),
  review: id,
  organization,
});

/** Who must act on an offer, and who must know what became of it. Nobody is told what they did themselves. */
export function noticesOfReview({ after, event }: ReviewChange, curators: Curators): NewNotice[] {
  const { at, by } = event;
  const about = aboutReview(after);
  const mine = [by, after.by];
  switch (event.what) {
    case "offered":
      if (after.batch)
        return notify(reviewersOf(after, curators), mine, {
          what: "offered together",
          act: true,
          about: { organization: after.organization, batch: after.batch },
          at,
        });
      return notify(reviewersOf(after, curators), mine, { what: "offered", act: true, about, at });
    case "resubmitted":
      return notify(reviewersOf(after, curators), mine, { what: "resubmitted", act: true, about, at });
    case "returned":
      return notify([after.by], [by], { what: "returned", act: true, about, at });
    case "accepted":
    case "declined":
      return notify([after.by], [by], { what: event.what, act: false, about, at });
    case "assigned":
    case "handed on":
    case "deputy named":
      return notify([event.person], [by], { what: "assigned", act: true, about, at });
    case "withdrawn":
    case "superseded":
      return notify([after.by, after.assignee?.person, after.deputy], [by], {
        what: "offer ended",
        act: false,
        about,
        at,
      });
    default:
      return [];
  }
}

/** Those who are to answer hear that it is overdue, and so do those above, who may take it up. */
export function noticesOfLate(review: Review, at: string, path: string[], curators: Curators): NewNotice[] {
  const above = path.filter((code) => code !== review.organization).flatMap(curators);
  const { organization, batch } = review;
  const about = batch ? { organization, batch } : aboutReview(review);
  return notify([...reviewersOf(review, curators), ...above], [review.by], {
    what: "overdue",
    act: true,
    about,
    at,
  });
}

/** A comment is told to the other side, a note among reviewers to those who have the review. */
export function noticesOfComment(comment: ReviewComment, review: Review, curators: Curators): NewNotice[] {
  const { at, by, internal } = comment;
  const about = aboutReview(review);
  const reviewers = reviewersOf(review, curators);
  if (internal)
    return notify(review.assignee ? reviewers : [], [by, review.by], { what: "note", act: false, about, at });
  const people = by === review.by ? reviewers : [review.by];
  return notify(people, [by], { what: "comment", act: false, about, at });
}
