import type { OrganizationTree } from "../organizations/organization.ts";
import { curates, isOwner, may } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import type { Resource } from "../resources/resource.ts";
import { widest } from "./reach.ts";
import { isOverdue, isUnfinished, type Review } from "./review.ts";

/**
 * How somebody stands to a review. A contributor who is a curator too is a contributor here: they never see
 * what is said about their own among reviewers. A colleague curates where the resource belongs.
 */
export type Party = "contributor" | "reviewer" | "colleague";

export function partyOf(
  review: Review,
  r: Resource,
  caller: Caller,
  tree: OrganizationTree,
): Party | undefined {
  if (!caller.person || r.status === "erased" || r.status === "undone") return undefined;
  if (caller.person.id === review.by || isOwner(caller, r)) return "contributor";
  // While it is offered, those asked see it; what was taken back to private is its owner's alone again.
  if (r.reach === "private" && "person" in r.owner && !isUnfinished(review)) return undefined;
  if (curates(caller, review.organization, tree)) return "reviewer";
  if (may(caller, "offer", r, tree)) return "contributor";
  return curates(caller, r.organization, tree) ? "colleague" : undefined;
}

/** The resource as those asked see it while it is offered: as if shared with its own place. */
const asOffered = (r: Resource): Resource => ({ ...r, reach: widest(r.reach, "school") });

const isCuratorOf = (caller: Caller, organization: string) =>
  caller.memberships.some((m) => m.confirmed && m.role === "curator" && m.organization === organization);

/** The curators of the organization asked, never of their own. */
export const mayDecide = (review: Review, r: Resource, caller: Caller, tree: OrganizationTree) =>
  partyOf(review, r, caller, tree) === "reviewer" &&
  isCuratorOf(caller, review.organization) &&
  may(caller, "decide", asOffered(r), tree);

/** Those above may take up what the organization asked has left lying. */
export const mayTakeUp = (review: Review, r: Resource, caller: Caller, tree: OrganizationTree, now: string) =>
  isOverdue(review, now) &&
  partyOf(review, r, caller, tree) === "reviewer" &&
  !isCuratorOf(caller, review.organization) &&
  may(caller, "decide", asOffered(r), tree);

export const readsInternal = (party: Party | undefined) => party === "reviewer";
