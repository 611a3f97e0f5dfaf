import { highestCurated } from "../../people/rules/may.ts";
import type { Actor } from "../../resources/rules/actor.ts";
import type { CollectionChange } from "./change.ts";
import type { Collection } from "./collection.ts";
import { collectionChanged } from "./collection-changed.ts";
import { mayOnCollection } from "./may.ts";
import { refusedCollection } from "./refusals.ts";

/** Out of everyone's sight but the owner's and the curators': for what should not be there. */
export function hide(before: Collection, reason: string, actor: Actor): CollectionChange | undefined {
  const { caller, tree } = actor;
  if (!mayOnCollection(caller, "hide", before, tree))
    throw refusedCollection(before, caller, tree, "curators of its organization and of those above");
  if (before.status === "hidden") return undefined;
  const by = highestCurated(caller, before.organization, tree);
  const after: Collection = { ...before, status: "hidden", ...(by ? { hiddenBy: by } : {}) };
  return collectionChanged(before, after, "hidden", actor, { note: reason });
}

/** Only the level that hid it, or one above, shows it again. */
export function show(before: Collection, actor: Actor): CollectionChange | undefined {
  const { caller, tree } = actor;
  if (before.status === "active" && mayOnCollection(caller, "see", before, tree)) return undefined;
  if (!mayOnCollection(caller, "show", before, tree))
    throw refusedCollection(before, caller, tree, "those who hid it and those above them");
  const { hiddenBy: _by, ...rest } = before;
  return collectionChanged(before, { ...rest, status: "active" }, "shown", actor);
}
