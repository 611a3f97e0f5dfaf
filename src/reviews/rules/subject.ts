import {
  asResource,
  type Collection,
  type CollectionVersion,
  sameContent,
} from "../../collections/rules/collection.ts";
import { mayOnCollection } from "../../collections/rules/may.ts";
import { refusedCollection } from "../../collections/rules/refusals.ts";
import type { Problem } from "../../kernel/problem.ts";
import { type Actor, refusedAction } from "../../resources/rules/actor.ts";
import { isSmall } from "../../resources/rules/difference.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource, Version } from "../../resources/rules/resource.ts";

/**
 * What is offered, reviewed and endorsed: a resource or a collection. The rules of reach and endorsement ask
 * about `as`: the resource itself, or what stands for the collection among them.
 */
export interface Subject {
  as: Resource;
  collection?: Collection;
}

export const subjectOfResource = (as: Resource): Subject => ({ as });
export const subjectOfCollection = (collection: Collection): Subject => ({
  as: asResource(collection),
  collection,
});

export const nounOfSubject = ({ collection }: Subject) => (collection ? "collection" : "resource");

/** How a review names it. */
export const namedBy = ({ as, collection }: Subject) =>
  collection ? { collection: as.id } : { resource: as.id };

/** Whose own it is: its owner in person, and who keeps a collection with them. Nobody reviews their own. */
export const ownersOf = ({ as, collection }: Subject): string[] => [
  ...("person" in as.owner ? [as.owner.person] : []),
  ...(collection?.curators ?? []).flatMap((k) => (k.acceptedAt && k.person ? [k.person] : [])),
];

/** Writes new versions of it: whoever may edit a resource, whoever keeps a collection. */
export const mayChange = ({ as, collection }: Subject, { caller, tree }: Omit<Actor, "at">) =>
  collection ? mayOnCollection(caller, "edit", collection, tree) : may(caller, "edit", as, tree);

/** Someone who may see but not offer it is told so; to others it does not exist. */
export const refusedSubject = ({ as, collection }: Subject, actor: Actor): Problem =>
  collection
    ? refusedCollection(collection, actor.caller, actor.tree, "its owner")
    : refusedAction(as, actor);

/** One immutable version of either. */
export type AnyVersion = Version | CollectionVersion;

/** The standards that rubrics ask about one by one; a collection answers for itself as a whole. */
export const itemsIn = (version: AnyVersion): string[] =>
  "description" in version ? [...new Set(version.description.alignments.map((a) => a.item))] : [];

/** True when what was said of the one holds for the other: only small corrections lie between them. */
export function isCorrection(before: AnyVersion, now: AnyVersion): boolean {
  if ("description" in before && "description" in now) return isSmall(before.description, now.description);
  return "content" in before && "content" in now && sameContent(before.content, now.content);
}

export const titleIn = (version: AnyVersion): string =>
  "description" in version ? version.description.title : version.content.title;
