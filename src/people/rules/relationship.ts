import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "./person.ts";

/**
 * How a caller stands to organizations, and to whatever has an owner. The tables of permissions (`may.ts` of each
 * noun) are made of these questions; `test/people/questions.test.ts` holds that nobody else asks them.
 */

/** What a person owns, or an organization in whose name its curators act. */
export interface Owned {
  owner: { person: string } | { organization: string };
}

export const isOwner = (caller: Caller, { owner }: Owned): boolean =>
  caller.person !== undefined && "person" in owner && owner.person === caller.person.id;

/** Belongs anywhere in the state, as somebody has confirmed. */
export const belongsSomewhere = (caller: Caller): boolean => caller.memberships.some((m) => m.confirmed);

/** Belongs to this organization itself. */
export const belongsTo = (caller: Caller, organization: string): boolean =>
  caller.memberships.some((m) => m.confirmed && m.organization === organization);

/** Belongs to it, or to one below it. */
export const isMember = (caller: Caller, organization: string, tree: OrganizationTree): boolean =>
  caller.memberships.some((m) => m.confirmed && tree.isWithin(m.organization, organization));

/** Curates this organization itself, not only one above it. */
export const isCuratorOf = (caller: Caller, organization: string): boolean =>
  caller.memberships.some((m) => m.confirmed && m.role === "curator" && m.organization === organization);

/** Curates the organization, or one above it. */
export const curates = (caller: Caller, organization: string, tree: OrganizationTree): boolean =>
  tree.path(organization).some((o) => isCuratorOf(caller, o.code));

export const isStateStaff = (caller: Caller, tree: OrganizationTree): boolean =>
  isCuratorOf(caller, tree.state.code);

/** How a caller stands to an organization. */
export interface RelationshipToOrganization {
  /** Curates it, or one above it. */
  curates: boolean;
  /** Belongs to it, or to one below it. */
  belongs: boolean;
  /** Belongs to it itself. */
  belongsToItself: boolean;
  /** State staff, where the organization is the state. */
  staffOfTheState: boolean;
}

export const relationshipToOrganization = (
  organization: string,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToOrganization => ({
  curates: curates(caller, organization, tree),
  belongs: isMember(caller, organization, tree),
  belongsToItself: belongsTo(caller, organization),
  staffOfTheState: tree.get(organization)?.kind === "state" && isStateStaff(caller, tree),
});
