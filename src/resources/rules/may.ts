import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import { curates, isOwner, isStateStaff } from "../../people/rules/relationship.ts";
import { ON_WHAT_IS_SHARED, relationshipToShared, WORDS_FOR_WHAT_IS_SHARED } from "../../reach/rules/may.ts";
import type { Resource, ResourceEvent } from "./resource.ts";

/**
 * Who may do what to a resource: the whole of it. One of the words after an action is enough. A key narrows it
 * further by its scopes, at the door. Every cell stands in `test/people/matrix.txt`.
 */
export const ON_A_RESOURCE = {
  ...ON_WHAT_IS_SHARED,
  "read names in its history": ["its owner, while it is there", "a curator above it", "a colleague"],
  "read every version": ["its owner, while it is there"],
  "see its proposal": ["its owner", "a curator above it"],
  edit: ["its owner", "a curator above it"],
  withdraw: ["its owner", "a curator above it"],
  hide: ["a curator above it"],
  "be offered hiding": ["a curator above it, not of their own"],
  show: ["a curator of the level that hid it, or above"],
  offer: ["its owner"],
  decide: ["a curator above it, not of their own"],
  "add an alignment": ["an educator it reaches"],
  collect: ["an educator it reaches, unless it is hidden"],
  erase: ["state staff"],
} as const satisfies Record<string, readonly (keyof typeof WORDS_FOR_WHAT_IS_SHARED)[]>;
export type ResourceAction = keyof typeof ON_A_RESOURCE;

const ask = permissions(ON_A_RESOURCE, WORDS_FOR_WHAT_IS_SHARED);

/** May this caller do this to this resource, now? */
export const may = (caller: Caller, action: ResourceAction, r: Resource, tree: OrganizationTree): boolean =>
  ask(action, relationshipToShared(r, caller, tree));

/** In which role somebody acts on it, as its history tells to those who do not read names. */
export function roleOf(
  r: Resource,
  { caller, tree }: { caller: Caller; tree: OrganizationTree },
): Exclude<ResourceEvent["role"], "system"> {
  if (isOwner(caller, r)) return "owner";
  if (isStateStaff(caller, tree)) return "state";
  return curates(caller, r.organization, tree) ? "curator" : "owner";
}
