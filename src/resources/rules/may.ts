import type { Organization, OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import {
  isStateStaff,
  standingIn,
  standingTo,
  type ToOrganization,
  type ToResource,
} from "../../reach/rules/relationship.ts";
import type { Resource } from "./resource.ts";

export {
  couldSee,
  curates,
  inUse,
  isMember,
  isOwner,
  isStateStaff,
  levelOf,
  maySee,
  tokensOf,
  visibleTo,
} from "../../reach/rules/relationship.ts";

/**
 * Who may do what: the whole of it, in these three tables. One of the words after a deed is enough.
 * A key narrows it further by its scopes, at the door; a person's place and the rules of organizations
 * decide how far a resource may be widened (`src/sharing/rules.ts`).
 */
const WORDS_FOR_RESOURCES = {
  "its owner": (who: ToResource) => who.owns,
  "its owner, while it is there": (who: ToResource) => who.owns && who.sees,
  "a curator above it": (who: ToResource) => who.curates,
  "a curator above it, not of their own": (who: ToResource) => who.curates && !who.isTheirs,
  "a curator of the level that hid it, or above": (who: ToResource) => who.mayLift,
  "whoever it reaches": (who: ToResource) => who.sees,
  "an educator it reaches": (who: ToResource) => who.sees && who.educator,
  "an educator it reaches, unless it is hidden": (who: ToResource) => who.sees && who.educator && !who.hidden,
  "a colleague": (who: ToResource) => who.sees && who.belongs,
  "state staff": (who: ToResource) => who.stateStaff,
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
export type Deed = keyof typeof ON_A_RESOURCE;

const WORDS_FOR_ORGANIZATIONS = {
  "its curator or one above": (who: ToOrganization) => who.curates,
  "its member": (who: ToOrganization) => who.belongs,
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
export type OrganizationDeed = keyof typeof IN_AN_ORGANIZATION;

export const IN_THE_REGISTRY = {
  "see the audit trail": ["state staff"],
  "see erasures": ["state staff"],
  deactivate: ["state staff"],
  "change words": ["state staff"],
} satisfies Record<string, "state staff"[]>;
export type RegistryDeed = keyof typeof IN_THE_REGISTRY;

const WORDS_FOR_THE_REGISTRY = {
  "state staff": (caller: Caller, tree: OrganizationTree) => isStateStaff(caller, tree),
};

/**
 * May this caller do this to this thing, now? The owner counts among those a resource reaches, as long as it
 * is active or hidden. Nobody confirms, promotes, removes or deactivates themselves: that is refused where it
 * is done (`src/organizations/membership.ts`).
 */
export function may(caller: Caller, deed: Deed, r: Resource, tree: OrganizationTree): boolean;
export function may(caller: Caller, deed: OrganizationDeed, o: Organization, tree: OrganizationTree): boolean;
export function may(caller: Caller, deed: RegistryDeed, thing: "registry", tree: OrganizationTree): boolean;
export function may(
  caller: Caller,
  deed: Deed | OrganizationDeed | RegistryDeed,
  thing: Resource | Organization | "registry",
  tree: OrganizationTree,
): boolean {
  if (isIn(IN_THE_REGISTRY, deed)) {
    return IN_THE_REGISTRY[deed].some((word) => WORDS_FOR_THE_REGISTRY[word](caller, tree));
  }
  if (isIn(IN_AN_ORGANIZATION, deed)) {
    const standing = standingIn(thing as Organization, caller, tree);
    return IN_AN_ORGANIZATION[deed].some((word) => WORDS_FOR_ORGANIZATIONS[word](standing));
  }
  const standing = standingTo(thing as Resource, caller, tree);
  return ON_A_RESOURCE[deed].some((word) => WORDS_FOR_RESOURCES[word](standing));
}

const isIn = <T extends object>(table: T, deed: string): deed is Extract<keyof T, string> => deed in table;

/** Names in a history are for those of the organization; everyone else reads roles. */
export const mayReadNames = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  may(caller, "read names in its history", r, tree);
