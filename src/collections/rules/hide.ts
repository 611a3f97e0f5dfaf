import type { Actor } from "../../resources/rules/actor.ts";
import { curates, highestCurated, may } from "../../resources/rules/may.ts";
import { collectionChanged } from "./actor.ts";
import type { CollectionChange } from "./change.ts";
import { asResource, type Collection } from "./collection.ts";
import { refusedCollection, seesCollection } from "./visibility.ts";

/** Out of everyone's sight but the owner's and the curators': for what should not be there. */
export function hide(before: Collection, reason: string, actor: Actor): CollectionChange | undefined {
  const { caller, tree } = actor;
  if (!may(caller, "hide", asResource(before), tree))
    throw refusedCollection(before, caller, tree, "curators of its organization and of those above");
  if (before.status === "hidden") return undefined;
  const by = highestCurated(caller, before.organization, tree);
  const after: Collection = { ...before, status: "hidden", ...(by ? { hiddenBy: by } : {}) };
  return collectionChanged(before, after, "hidden", actor, { note: reason });
}

/** Only the level that hid it, or one above, shows it again. */
export function show(before: Collection, actor: Actor): CollectionChange | undefined {
  const { caller, tree } = actor;
  if (before.status === "active" && seesCollection(caller, before, tree)) return undefined;
  if (!curates(caller, before.hiddenBy ?? before.organization, tree))
    throw refusedCollection(before, caller, tree, "those who hid it and those above them");
  const { hiddenBy: _by, ...rest } = before;
  return collectionChanged(before, { ...rest, status: "active" }, "shown", actor);
}
