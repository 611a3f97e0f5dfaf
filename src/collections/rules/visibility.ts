import { Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import { isStateStaff, may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { asResource, type Collection, type CollectionEvent, placeOf } from "./collection.ts";

/** How a caller stands to a collection, in the words of the table for resources (`people/may.ts`). */

/** Who accepted to keep it together with the owner, and still belongs somewhere in the state. */
export const isCoCurator = (caller: Caller, c: Collection) =>
  placeOf(caller, c)?.acceptedAt !== undefined && caller.memberships.some((m) => m.confirmed);

export const isInvited = (caller: Caller, c: Collection) => {
  const place = placeOf(caller, c);
  return place !== undefined && place.acceptedAt === undefined;
};

/** Decides about reach, co-curators and taking it back. */
export const ownsCollection = (caller: Caller, c: Collection, tree: OrganizationTree) =>
  may(caller, "make private", asResource(c), tree);

/** Sees and changes the draft: the owner, who keeps it with them, and curators of what it reaches. */
export const maintains = (caller: Caller, c: Collection, tree: OrganizationTree) =>
  isCoCurator(caller, c) || may(caller, "edit", asResource(c), tree);

export const seesCollection = (caller: Caller, c: Collection, tree: OrganizationTree) =>
  isCoCurator(caller, c) || may(caller, "see", asResource(c), tree);

/** A resource is put into a collection by those it reaches. */
export const mayCollect = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  may(caller, "collect", r, tree);

export const maySetFeatured = (caller: Caller, tree: OrganizationTree) => isStateStaff(caller, tree);

export function roleIn(c: Collection, caller: Caller, tree: OrganizationTree): CollectionEvent["role"] {
  if ("person" in c.owner && c.owner.person === caller.person?.id) return "owner";
  if (isCoCurator(caller, c)) return "co-curator";
  return isStateStaff(caller, tree) ? "state" : "curator";
}

/** Someone who may see but not change it is told so; to others it does not exist. */
export function refusedCollection(
  c: Collection,
  caller: Caller,
  tree: OrganizationTree,
  who: string,
): Problem {
  if (!caller.person) return new Problem("signed-out", "This needs a person who is signed in.");
  if (seesCollection(caller, c, tree)) return new Problem("forbidden", `Only ${who} can do this.`);
  return noSuchCollection();
}

export const noSuchCollection = () => new Problem("unknown", "There is no such collection.");
