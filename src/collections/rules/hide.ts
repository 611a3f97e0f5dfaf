import type { Deed } from "../../resources/rules/actor.ts";
import { curates, levelOf, may } from "../../resources/rules/may.ts";
import { changed } from "./actor.ts";
import type { CollectionChange } from "./change.ts";
import { asResource, type Collection } from "./collection.ts";
import { refused, sees } from "./visibility.ts";

/** Out of everyone's sight but the owner's and the curators': for what should not be there. */
export function hide(before: Collection, reason: string, deed: Deed): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (!may(caller, "hide", asResource(before), tree))
    throw refused(before, caller, tree, "curators of its organization and of those above");
  if (before.status === "hidden") return undefined;
  const by = levelOf(caller, before.organization, tree);
  const after: Collection = { ...before, status: "hidden", ...(by ? { hiddenBy: by } : {}) };
  return changed(before, after, "hidden", deed, { note: reason });
}

/** Only the level that hid it, or one above, shows it again. */
export function show(before: Collection, deed: Deed): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (before.status === "active" && sees(caller, before, tree)) return undefined;
  if (!curates(caller, before.hiddenBy ?? before.organization, tree))
    throw refused(before, caller, tree, "those who hid it and those above them");
  const { hiddenBy: _by, ...rest } = before;
  return changed(before, { ...rest, status: "active" }, "shown", deed);
}
