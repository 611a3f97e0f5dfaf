import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import {
  belongsSomewhere,
  curates,
  isMember,
  isOwner,
  isStateStaff,
} from "../../people/rules/relationship.ts";
import { inUse, maySee, type Shared } from "./visibility.ts";

/**
 * Who may see what has a reach, and who may move it. The tables of resources and of collections go on from here,
 * with the same words; a person's place and the rules of organizations decide how far a thing may be widened
 * (`reach-rules.ts`). Every cell stands in `test/people/matrix.txt`.
 */
export const WORDS_FOR_WHAT_IS_SHARED = {
  "its owner": (who: RelationshipToShared) => who.owns,
  "its owner, while it is there": (who: RelationshipToShared) => who.owns && who.sees,
  "a curator above it": (who: RelationshipToShared) => who.curates,
  "a curator above it, not of their own": (who: RelationshipToShared) => who.curates && !who.isTheirs,
  "a curator above it, of another person's": (who: RelationshipToShared) => who.curates && who.isAnothers,
  "a curator of the level that hid it, or above": (who: RelationshipToShared) => who.mayLift,
  "whoever it reaches": (who: RelationshipToShared) => who.sees,
  "whoever it reaches, or reached": (who: RelationshipToShared) => who.sawIt,
  "an educator it reaches": (who: RelationshipToShared) => who.sees && who.educator,
  "an educator it reaches, unless it is hidden": (who: RelationshipToShared) =>
    who.sees && who.educator && !who.hidden,
  "a colleague": (who: RelationshipToShared) => who.sees && who.belongs,
  "state staff": (who: RelationshipToShared) => who.stateStaff,
};

export const ON_WHAT_IS_SHARED = {
  see: ["whoever it reaches"],
  "see its tombstone": ["whoever it reaches, or reached"],
  widen: ["its owner"],
  narrow: ["its owner", "a curator above it"],
  "narrow for good": ["a curator above it, of another person's"],
  "make private": ["its owner"],
} as const satisfies Record<string, readonly (keyof typeof WORDS_FOR_WHAT_IS_SHARED)[]>;
export type SharedAction = keyof typeof ON_WHAT_IS_SHARED;

const ask = permissions(ON_WHAT_IS_SHARED, WORDS_FOR_WHAT_IS_SHARED);

/** May this caller do this to what has a reach, now? Its owner counts among those it reaches, while it is there. */
export const mayShare = (
  caller: Caller,
  action: SharedAction,
  thing: Shared,
  tree: OrganizationTree,
): boolean => ask(action, relationshipToShared(thing, caller, tree));

/** How a caller stands to something that has an owner, a place and a reach. */
export interface RelationshipToShared {
  owns: boolean;
  /** Its owner in person: nobody reviews their own. */
  isTheirs: boolean;
  /** Another person's own. */
  isAnothers: boolean;
  /** Within its reach, its owner, or a curator who sees it. */
  sees: boolean;
  /** The same, or would be if it were not withdrawn. */
  sawIt: boolean;
  /** Curates its organization or one above, and sees it: what is private is its owner's alone. */
  curates: boolean;
  /** Curates the level that hid it, or one above. */
  mayLift: boolean;
  /** Belongs to its organization or one below it. */
  belongs: boolean;
  /** Belongs anywhere in the state, as somebody has confirmed. */
  educator: boolean;
  stateStaff: boolean;
  /** Hidden by a curator: out of everybody's collections, whoever still sees it. */
  hidden: boolean;
}

/** What an owner who is an organization does is done by its curators and those above, once they see it. */
const ownsForOrganization = (caller: Caller, { owner }: Shared, tree: OrganizationTree) =>
  "organization" in owner && curates(caller, owner.organization, tree);

export function relationshipToShared(
  thing: Shared,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToShared {
  const sees = maySee(caller, thing, tree);
  const isTheirs = isOwner(caller, thing);
  return {
    owns: isTheirs || (sees && ownsForOrganization(caller, thing, tree)),
    isTheirs,
    isAnothers: "person" in thing.owner && !isTheirs,
    sees,
    sawIt: maySee(caller, { ...thing, status: inUse(thing) }, tree),
    curates: sees && curates(caller, thing.organization, tree),
    mayLift: sees && curates(caller, thing.hiding?.by ?? thing.organization, tree),
    belongs: isMember(caller, thing.organization, tree),
    educator: belongsSomewhere(caller),
    stateStaff: isStateStaff(caller, tree),
    hidden: thing.status === "hidden",
  };
}
