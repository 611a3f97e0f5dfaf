import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { permissions } from "../../people/rules/permissions.ts";
import type { Caller } from "../../people/rules/person.ts";
import { belongsSomewhere, isOwner, isStateStaff } from "../../people/rules/relationship.ts";
import {
  type RelationshipToShared,
  relationshipToShared,
  WORDS_FOR_WHAT_IS_SHARED,
} from "../../reach/rules/may.ts";
import { asResource, type Collection, type CollectionEvent, placeOf } from "./collection.ts";

/**
 * Who may do what to a collection: the whole of it. What a resource's table says of an owner, a curator above it
 * and those it reaches holds here too; beside them stand those who accepted to edit it together with the owner.
 * Every cell stands in `test/people/matrix.txt`.
 */
const WORDS = {
  ...WORDS_FOR_WHAT_IS_SHARED,
  "its co-curator": (who: RelationshipToCollection) => who.coCurator,
  "its co-curator, unless its owner": (who: RelationshipToCollection) => who.coCurator && !who.owns,
  "a curator above it, unless its owner": (who: RelationshipToCollection) => who.curates && !who.owns,
  "whoever is asked to edit it": (who: RelationshipToCollection) => who.invited,
};

export const ON_A_COLLECTION = {
  see: ["whoever it reaches", "its co-curator"],
  edit: ["its owner", "its co-curator", "a curator above it"],
  publish: ["its owner", "its co-curator", "a curator above it"],
  "narrow for good": ["its co-curator, unless its owner", "a curator above it, unless its owner"],
  "take back": ["its owner"],
  "choose co-curators": ["its owner"],
  "answer its invitation": ["whoever is asked to edit it"],
  hide: ["a curator above it"],
  "be offered hiding": ["a curator above it, not of their own"],
  show: ["a curator of the level that hid it, or above"],
} as const satisfies Record<string, readonly (keyof typeof WORDS)[]>;
export type CollectionAction = keyof typeof ON_A_COLLECTION;

const ask = permissions(ON_A_COLLECTION, WORDS);

/** May this caller do this to this collection, now? */
export const mayOnCollection = (
  caller: Caller,
  action: CollectionAction,
  c: Collection,
  tree: OrganizationTree,
): boolean => ask(action, relationshipToCollection(c, caller, tree));

/** How a caller stands to a collection. */
interface RelationshipToCollection extends RelationshipToShared {
  /** Accepted to edit it together with the owner, and still belongs somewhere in the state. */
  coCurator: boolean;
  /** Is asked to, and has not answered. */
  invited: boolean;
}

function relationshipToCollection(
  c: Collection,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToCollection {
  const hiding = c.hiddenBy === undefined ? {} : { hiding: { by: c.hiddenBy } };
  const place = placeOf(caller, c);
  return {
    ...relationshipToShared({ ...asResource(c), ...hiding }, caller, tree),
    coCurator: isCoCurator(caller, c),
    invited: place !== undefined && place.acceptedAt === undefined,
  };
}

const isCoCurator = (caller: Caller, c: Collection) =>
  placeOf(caller, c)?.acceptedAt !== undefined && belongsSomewhere(caller);

/** In which role somebody acts on it, as its history tells to those who do not read names. */
export function roleIn(c: Collection, caller: Caller, tree: OrganizationTree): CollectionEvent["role"] {
  if (isOwner(caller, c)) return "owner";
  if (isCoCurator(caller, c)) return "co-curator";
  return isStateStaff(caller, tree) ? "state" : "curator";
}
