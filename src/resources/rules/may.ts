import type { Organization, OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import {
  isStateStaff,
  type RelationshipToOrganization,
  type RelationshipToResource,
  relationshipToOrganization,
  relationshipToResource,
} from "../../reach/rules/relationship.ts";
import type { Resource } from "./resource.ts";

export {
  couldSee,
  curates,
  highestCurated,
  inUse,
  isMember,
  isOwner,
  isStateStaff,
  maySee,
  visibilityTokensOf,
  visibleTo,
} from "../../reach/rules/relationship.ts";

/**
 * Who may do what: the whole of it, in these three tables. One of the words after a deed is enough.
 * A key narrows it further by its scopes, at the door; a person's place and the rules of organizations
 * decide how far a resource may be widened (`src/sharing/rules.ts`).
 */
const WORDS_FOR_RESOURCES = {
  "its owner": (who: RelationshipToResource) => who.owns,
  "its owner, while it is there": (who: RelationshipToResource) => who.owns && who.sees,
  "a curator above it": (who: RelationshipToResource) => who.curates,
  "a curator above it, not of their own": (who: RelationshipToResource) => who.curates && !who.isTheirs,
  "a curator of the level that hid it, or above": (who: RelationshipToResource) => who.mayLift,
  "whoever it reaches": (who: RelationshipToResource) => who.sees,
  "an educator it reaches": (who: RelationshipToResource) => who.sees && who.educator,
  "an educator it reaches, unless it is hidden": (who: RelationshipToResource) =>
    who.sees && who.educator && !who.hidden,
  "a colleague": (who: RelationshipToResource) => who.sees && who.belongs,
  "state staff": (who: RelationshipToResource) => who.stateStaff,
};
type WordForResources = keyof typeof WORDS_FOR_RESOURCES;

export const ON_A_RESOURCE = {
  see: ["whoever it reaches"],
  "see history": ["whoever it reaches"],
  "read names in its history": ["its owner, while it is there", "a curator above it", "a colleague"],
  "read every version": ["its owner, while it is there"],
  "see its proposal": ["its owner", "a curator above it"],
  edit: ["its owner", "a curator above it"],
  widen: ["its owner"],
  narrow: ["its owner", "a curator above it"],
  "make private": ["its owner"],
  withdraw: ["its owner", "a curator above it"],
  hide: ["a curator above it"],
  show: ["a curator of the level that hid it, or above"],
  offer: ["its owner"],
  review: ["a curator above it, not of their own"],
  decide: ["a curator above it, not of their own"],
  endorse: ["a curator above it, not of their own"],
  comment: ["its owner", "a curator above it"],
  "note for reviewers": ["a curator above it, not of their own"],
  "add an alignment": ["an educator it reaches"],
  collect: ["an educator it reaches, unless it is hidden"],
  report: ["whoever it reaches"],
  erase: ["state staff"],
} as const satisfies Record<string, readonly WordForResources[]>;
export type ResourceAction = keyof typeof ON_A_RESOURCE;

const WORDS_FOR_ORGANIZATIONS = {
  "its curator or one above": (who: RelationshipToOrganization) => who.curates,
  "its member": (who: RelationshipToOrganization) => who.belongs,
};
type WordForOrganizations = keyof typeof WORDS_FOR_ORGANIZATIONS;

export const IN_AN_ORGANIZATION = {
  "see members": ["its curator or one above", "its member"],
  "see its queue": ["its curator or one above"],
  "answer its reports": ["its curator or one above"],
  invite: ["its curator or one above"],
  confirm: ["its curator or one above"],
  "change role": ["its curator or one above"],
  remove: ["its curator or one above"],
  "set rules": ["its curator or one above"],
  import: ["its curator or one above"],
  "keep its curricula": ["its curator or one above"],
} satisfies Record<string, WordForOrganizations[]>;
export type OrganizationAction = keyof typeof IN_AN_ORGANIZATION;

export const IN_THE_REGISTRY = {
  "see the audit trail": ["state staff"],
  "see erasures": ["state staff"],
  deactivate: ["state staff"],
  "change words": ["state staff"],
} satisfies Record<string, "state staff"[]>;
export type RegistryAction = keyof typeof IN_THE_REGISTRY;

const WORDS_FOR_THE_REGISTRY = {
  "state staff": (caller: Caller, tree: OrganizationTree) => isStateStaff(caller, tree),
};

/**
 * May this caller do this to this thing, now? The owner counts among those a resource reaches, as long as it
 * is active or hidden. Nobody confirms, promotes, removes or deactivates themselves: that is refused where it
 * is done (`src/organizations/membership.ts`).
 */
export function may(caller: Caller, action: ResourceAction, r: Resource, tree: OrganizationTree): boolean;
export function may(
  caller: Caller,
  action: OrganizationAction,
  o: Organization,
  tree: OrganizationTree,
): boolean;
export function may(
  caller: Caller,
  action: RegistryAction,
  thing: "registry",
  tree: OrganizationTree,
): boolean;
export function may(
  caller: Caller,
  action: ResourceAction | OrganizationAction | RegistryAction,
  thing: Resource | Organization | "registry",
  tree: OrganizationTree,
): boolean {
  if (isIn(IN_THE_REGISTRY, action)) {
    return IN_THE_REGISTRY[action].some((word) => WORDS_FOR_THE_REGISTRY[word](caller, tree));
  }
  if (isIn(IN_AN_ORGANIZATION, action)) {
    const relationship = relationshipToOrganization(thing as Organization, caller, tree);
    return IN_AN_ORGANIZATION[action].some((word) => WORDS_FOR_ORGANIZATIONS[word](relationship));
  }
  const relationship = relationshipToResource(thing as Resource, caller, tree);
  return ON_A_RESOURCE[action].some((word) => WORDS_FOR_RESOURCES[word](relationship));
}

const isIn = <T extends object>(table: T, actor: string): actor is Extract<keyof T, string> => actor in table;

/** Names in a history are for those of the organization; everyone else reads roles. */
export const mayReadNames = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  may(caller, "read names in its history", r, tree);
