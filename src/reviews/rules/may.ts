import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import { curates, isCuratorOf } from "../../people/rules/relationship.ts";
import { widest } from "../../reach/rules/reach.ts";
import { may } from "../../resources/rules/may.ts";
import { isOverdue, isUnfinished, type Review } from "./review.ts";
import { ownersOf, type Subject } from "./subject.ts";

/**
 * Who may do what in a review: the whole of it. Nobody reviews their own, and nobody learns what reviewers say among
 * themselves but they. Every cell stands in `test/people/matrix.txt`.
 */
const WORDS = {
  "whoever has a part in it": (who: RelationshipToReview) => who.role !== undefined,
  "its contributor": (who: RelationshipToReview) => who.role === "contributor",
  "a reviewer": (who: RelationshipToReview) => who.role === "reviewer",
  "a reviewer of the organization asked": (who: RelationshipToReview) => who.decides && who.isAsked,
  "a reviewer above it, once it is overdue": (who: RelationshipToReview) =>
    who.decides && !who.isAsked && who.overdue,
};

export const IN_A_REVIEW = {
  read: ["whoever has a part in it"],
  comment: ["whoever has a part in it"],
  "note among reviewers": ["a reviewer"],
  "open its files": ["a reviewer"],
  decide: ["a reviewer of the organization asked"],
  "take up": ["a reviewer above it, once it is overdue"],
  "answer or take back": ["its contributor"],
} as const satisfies Record<string, readonly (keyof typeof WORDS)[]>;
export type ReviewAction = keyof typeof IN_A_REVIEW;

const ask = permissions(IN_A_REVIEW, WORDS);

/** A review with what it is about; `now` says whether it is overdue. */
export interface AskedAbout {
  review: Review;
  subject: Subject;
  now?: string;
}

/** May this caller do this in this review, now? */
export const mayInReview = (
  caller: Caller,
  action: ReviewAction,
  about: AskedAbout,
  tree: OrganizationTree,
): boolean => ask(action, relationshipToReview(about, caller, tree));

/**
 * How somebody stands to a review. A contributor who is a curator too is a contributor here: they never see
 * what is said about their own among reviewers. A colleague curates where the resource belongs.
 */
export type RoleInReview = "contributor" | "reviewer" | "colleague";

interface RelationshipToReview {
  role: RoleInReview | undefined;
  /** A reviewer, of something that is not their own. */
  decides: boolean;
  /** Curates the organization asked itself. */
  isAsked: boolean;
  overdue: boolean;
}

function relationshipToReview(
  { review, subject, now }: AskedAbout,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToReview {
  const { as } = subject;
  const role = roleInReview(review, subject, caller, tree);
  // As those asked see it while it is offered: as if shared with its own place.
  const asOffered = { ...as, reach: widest(as.reach, "school") };
  return {
    role,
    decides: role === "reviewer" && may(caller, "decide", asOffered, tree),
    isAsked: isCuratorOf(caller, review.organization),
    overdue: now !== undefined && isOverdue(review, now),
  };
}

export function roleInReview(
  review: Review,
  subject: Subject,
  caller: Caller,
  tree: OrganizationTree,
): RoleInReview | undefined {
  const { as: r } = subject;
  if (!caller.person || r.status === "undone") return undefined;
  if ([review.by, ...ownersOf(subject)].includes(caller.person.id)) return "contributor";
  // While it is offered, those asked see it; what was taken back to private is its owner's alone again.
  if (r.reach === "private" && "person" in r.owner && !isUnfinished(review)) return undefined;
  if (curates(caller, review.organization, tree)) return "reviewer";
  if (may(caller, "offer", r, tree)) return "contributor";
  return curates(caller, r.organization, tree) ? "colleague" : undefined;
}

/** The organization above the one asked in whose name somebody takes up what is overdue. */
export const levelAbove = (review: Review, caller: Caller, tree: OrganizationTree): string =>
  tree
    .path(review.organization)
    .slice(1)
    .find((o) => isCuratorOf(caller, o.code))?.code ?? tree.state.code;
