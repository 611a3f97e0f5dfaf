import { Problem } from "../../kernel/problem.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import { type ReviewChange, reviewChange } from "./change.ts";
import { levelAbove, mayInReview } from "./may.ts";
import { isUnfinished, type Review, type ReviewEvent } from "./review.ts";
import type { CuratorsOf } from "./route.ts";
import { ownersOf, type Subject } from "./subject.ts";

/** Who shall have it: a person, or nobody (back to the pool), and who stands in for them. */
export interface Assignment {
  person?: string | undefined;
  deputy?: string | undefined;
  note?: string | undefined;
  /** The revision of the review that was seen. */
  revision: number;
}

/** Claims, assigns, hands on, gives back to the pool, names a deputy: one action, read from who does it. */
export function assign(
  review: Review,
  subject: Subject,
  given: Assignment,
  curators: CuratorsOf,
  actor: Actor,
): ReviewChange {
  const { caller, tree, at } = actor;
  const me = personOf(caller);
  const takesUp = mayInReview(caller, "take up", { review, subject, now: at }, tree) && given.person === me;
  if (!takesUp) mustReview(review, subject, actor);
  if (!isUnfinished(review)) throw new Problem("conflict", "It has already been decided.");
  mustBeAsSeen(review, given.revision);
  const organization = takesUp ? levelAbove(review, caller, tree) : review.organization;
  for (const person of [given.person, given.deputy])
    if (person !== undefined) mustBeAbleTo(person, organization, review, subject, curators);
  const { assignee: held, deputy: _was, ...rest } = review;
  const since = held?.person === given.person ? (held?.at ?? at) : at;
  const after: Review = {
    ...rest,
    organization,
    ...(takesUp ? { escalatedFrom: review.organization } : {}),
    ...(given.person ? { assignee: { person: given.person, at: since } } : {}),
    ...(given.deputy && given.person ? { deputy: given.deputy } : {}),
  };
  const what = takesUp ? "taken up" : whatItIs(review, given, me);
  const person = what === "deputy named" ? given.deputy : given.person;
  const event: ReviewEvent = {
    what,
    at,
    by: me,
    ...(person && person !== me ? { person } : {}),
    ...(given.note ? { note: given.note } : {}),
  };
  return {
    ...reviewChange(review, {}, event),
    after: { ...after, revision: review.revision + 1, changedAt: at },
  };
}

function whatItIs(review: Review, { person, deputy }: Assignment, me: string): ReviewEvent["what"] {
  if (person === undefined) return "given back";
  if (person === review.assignee?.person && deputy !== review.deputy) return "deputy named";
  if (person === me) return "claimed";
  return review.assignee?.person === me ? "handed on" : "assigned";
}

/** To those who may not see it, it does not exist; others are told whose it is. */
export function mustReview(review: Review, subject: Subject, { caller, tree }: Actor): void {
  const about = { review, subject };
  if (!mayInReview(caller, "read", about, tree)) throw new Problem("unknown", "There is no such review.");
  if (mayInReview(caller, "decide", about, tree)) return;
  const asked = tree.get(review.organization)?.name ?? review.organization;
  throw new Problem(
    "forbidden",
    mayInReview(caller, "answer or take back", about, tree)
      ? "Nobody reviews their own."
      : `Only the curators of ${asked} decide this one.`,
  );
}

export function mustBeAsSeen(review: Review, revision: number): void {
  if (review.revision === revision) return;
  throw new Problem("stale", "Somebody else has acted on this offer in the meantime. Look at it again.", [], {
    revision: review.revision,
  });
}

function mustBeAbleTo(
  person: string,
  organization: string,
  review: Review,
  subject: Subject,
  curators: CuratorsOf,
): void {
  const isTheirs = [review.by, ...ownersOf(subject)].includes(person);
  if (curators(organization).includes(person) && !isTheirs) return;
  throw new Problem("invalid", "This person cannot review it.", [
    {
      in: "body",
      pointer: "/person",
      detail: isTheirs
        ? "offered it: nobody reviews their own"
        : "is not a curator of the organization asked",
    },
  ]);
}
