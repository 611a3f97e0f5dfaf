import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import { widest } from "../../reach/rules/reach.ts";
import { curates, may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { isOverdue, isUnfinished, type Review } from "./review.ts";
import { ownersOf, type Subject } from "./subject.ts";

/**
 * How somebody stands to a review. A contributor who is a curator too is a contributor here: they never see
 * what is said about their own among reviewers. A colleague curates where the resource belongs.
 */
export type RoleInReview = "contributor" | "reviewer" | "colleague";

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

/** As those asked see it while it is offered: as if shared with its own place. */
const asOffered = ({ as }: Subject): Resource => ({ ...as, reach: widest(as.reach, "school") });

const isCuratorOf = (caller: Caller, organization: string) =>
  caller.memberships.some((m) => m.confirmed && m.role === "curator" && m.organization === organization);

/** The curators of the organization asked, never of their own. */
export const mayDecide = (review: Review, s: Subject, caller: Caller, tree: OrganizationTree) =>
  roleInReview(review, s, caller, tree) === "reviewer" &&
  isCuratorOf(caller, review.organization) &&
  may(caller, "decide", asOffered(s), tree);

/** Those above may take up what the organization asked has left lying. */
export const mayTakeUp = (review: Review, s: Subject, caller: Caller, tree: OrganizationTree, now: string) =>
  isOverdue(review, now) &&
  roleInReview(review, s, caller, tree) === "reviewer" &&
  !isCuratorOf(caller, review.organization) &&
  may(caller, "decide", asOffered(s), tree);

export const readsInternalComments = (role: RoleInReview | undefined) => role === "reviewer";
