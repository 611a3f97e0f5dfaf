import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { permissions } from "./permissions.ts";
import type { Caller } from "./person.ts";
import {
  belongsSomewhere,
  isCuratorOf,
  isStateStaff,
  type RelationshipToOrganization,
  relationshipToOrganization,
} from "./relationship.ts";

/**
 * Who may do what in an organization, and in the registry as a whole. One of the words after an action is enough.
 * A key narrows it further by its scopes, at the door. Nobody confirms, promotes, removes or deactivates
 * themselves: that is refused where it is done (`members.ts`).
 */
const WORDS_IN_AN_ORGANIZATION = {
  "its curator or one above": (who: RelationshipToOrganization) => who.curates,
  "its member": (who: RelationshipToOrganization) => who.belongs,
  "a member of itself": (who: RelationshipToOrganization) => who.belongsToItself,
  "state staff, in the state": (who: RelationshipToOrganization) => who.staffOfTheState,
};

export const IN_AN_ORGANIZATION = {
  "see members": ["its curator or one above", "its member"],
  "see who waits and who is below": ["its curator or one above"],
  "read names of its people": ["its member"],
  "see its queue": ["its curator or one above"],
  "answer its reports": ["its curator or one above"],
  "see what was asked for": ["its curator or one above"],
  invite: ["its curator or one above"],
  confirm: ["its curator or one above"],
  "change role": ["its curator or one above"],
  remove: ["its curator or one above"],
  "set rules": ["its curator or one above"],
  "share past its rule": ["its curator or one above"],
  "keep its endorsement in an edit": ["its curator or one above"],
  import: ["its curator or one above"],
  "keep its curricula": ["its curator or one above"],
  "place things there": ["its curator or one above", "a member of itself"],
  "set external ids": ["its curator or one above"],
  "collect in its name": ["its curator or one above"],
  catalogue: ["state staff, in the state"],
} as const satisfies Record<string, readonly (keyof typeof WORDS_IN_AN_ORGANIZATION)[]>;
export type OrganizationAction = keyof typeof IN_AN_ORGANIZATION;

const askOrganization = permissions(IN_AN_ORGANIZATION, WORDS_IN_AN_ORGANIZATION);

/** May this caller do this in the organization of this code, now? Nobody may anything in one that is not there. */
export const mayIn = (
  caller: Caller,
  action: OrganizationAction,
  organization: string,
  tree: OrganizationTree,
): boolean => askOrganization(action, relationshipToOrganization(organization, caller, tree));

const WORDS_IN_THE_REGISTRY = {
  "state staff": (who: ToRegistry) => who.stateStaff,
  "an educator": (who: ToRegistry) => who.educator,
};
interface ToRegistry {
  stateStaff: boolean;
  /** Belongs anywhere in the state, as somebody has confirmed. */
  educator: boolean;
}

export const IN_THE_REGISTRY = {
  contribute: ["an educator"],
  "open files for educators": ["an educator"],
  "widen without review": ["state staff"],
  "change without review": ["state staff"],
  "choose what is featured": ["state staff"],
  "look after mail": ["state staff"],
  "see the audit trail": ["state staff"],
  "see erasures": ["state staff"],
  deactivate: ["state staff"],
  "change words": ["state staff"],
} as const satisfies Record<string, readonly (keyof typeof WORDS_IN_THE_REGISTRY)[]>;
export type RegistryAction = keyof typeof IN_THE_REGISTRY;

const askRegistry = permissions(IN_THE_REGISTRY, WORDS_IN_THE_REGISTRY);

export const mayInRegistry = (caller: Caller, action: RegistryAction, tree: OrganizationTree): boolean =>
  askRegistry(action, { stateStaff: isStateStaff(caller, tree), educator: belongsSomewhere(caller) });

/**
 * The highest organization this caller curates, from this one upwards: in whose name they hide, narrow, and show
 * again. Undefined for who curates none of them.
 */
export const highestCurated = (
  caller: Caller,
  organization: string,
  tree: OrganizationTree,
): string | undefined => tree.path(organization).findLast((o) => isCuratorOf(caller, o.code))?.code;

/** Codes of the organizations this caller belongs to, as somebody has confirmed. */
export const confirmedPlaces = (caller: Caller): string[] =>
  caller.memberships.filter((m) => m.confirmed).map((m) => m.organization);

/** Codes of the organizations this caller curates themselves: whose work waits for them. */
export const curatedPlaces = (caller: Caller): string[] =>
  confirmedPlaces(caller).filter((organization) => isCuratorOf(caller, organization));
