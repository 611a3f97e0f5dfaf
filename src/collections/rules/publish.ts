import type { Fault } from "../../kernel/problem.ts";
import { type Reach, reachesOf } from "../../reach/rules/reach.ts";
import { type Deed, personOf } from "../../resources/rules/actor.ts";
import { curates, isStateStaff } from "../../resources/rules/may.ts";
import { changed, invalid, KEEPERS, movedTo, reachFaults } from "./actor.ts";
import type { CollectionChange } from "./change.ts";
import { type Collection, type CollectionVersion, entriesOf, sameContent } from "./collection.ts";
import { edit } from "./lifecycle.ts";
import { keeps, owns, refused } from "./visibility.ts";

/** Where it goes when nobody says: everyone who belongs to its place. */
const usualReach = (c: Collection, { tree }: Deed): Reach =>
  reachesOf(tree.get(c.organization)?.kind ?? "partner").find(
    (r) => r !== "private" && (r !== "state" || tree.get(c.organization)?.kind === "partner"),
  ) ?? "private";

/**
 * Makes a version of the draft that readers within its reach see. What is public already was accepted by the
 * state and is replaced by state staff only: anyone else's version waits for a yes.
 */
export function publish(
  before: Collection,
  wanted: Reach | undefined,
  deed: Deed,
): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (!keeps(caller, before, tree)) throw refused(before, caller, tree, KEEPERS);
  const reach = wanted ?? (before.published === undefined ? usualReach(before, deed) : before.reach);
  const number = before.latest + 1;
  const same = sameContent(before.content, before.draft);
  const waits = before.reach === "public" && reach === "public" && !same && !isStateStaff(caller, tree);
  const after = { ...before, latest: number, reach, published: number, content: before.draft };
  const faults = [
    ...emptyFault(before),
    ...(reach === "private"
      ? [{ in: "body" as const, pointer: "/reach", detail: "is nobody but you. Choose who can see it" }]
      : waits
        ? []
        : reachFaults(before, same ? { ...before, reach } : after, deed)),
  ];
  if (faults.length > 0) throw invalid("The collection cannot be published like this.", faults);
  if (waits) return proposed(before, deed);
  if (same && before.published !== undefined) return edit(before, { reach }, () => true, deed);
  const { proposed: _replaced, ...published } = movedTo(before, after, deed);
  const endorsements = before.endorsements.map((e) =>
    e.version === before.published && curates(caller, e.organization, tree) ? { ...e, version: number } : e,
  );
  return {
    ...changed(before, { ...published, endorsements }, "published", deed, { version: number, reach }),
    version: versionOf(before, number, reach, deed),
  };
}

/** Makes a version of the draft that only waits: nobody sees it before somebody has said yes. */
export function propose(before: Collection, deed: Deed): CollectionChange {
  const { caller, tree } = deed;
  if (!keeps(caller, before, tree)) throw refused(before, caller, tree, KEEPERS);
  const faults = emptyFault(before);
  if (faults.length > 0) throw invalid("The collection cannot be offered like this.", faults);
  return proposed(before, deed);
}

export function proposed(before: Collection, deed: Deed): CollectionChange {
  const number = before.latest + 1;
  const after = { ...before, latest: number, proposed: number };
  return {
    ...changed(before, after, "proposed", deed, { version: number }),
    version: versionOf(before, number, "private", deed),
  };
}

const emptyFault = ({ draft }: Collection): Fault[] =>
  entriesOf(draft).length > 0
    ? []
    : [{ in: "body", pointer: "/sections", detail: "hold no resource yet. Add one first" }];

const versionOf = (
  { id, draft }: Collection,
  number: number,
  widestReach: Reach,
  { at, caller }: Deed,
): CollectionVersion => ({
  collection: id,
  number,
  content: draft,
  at,
  by: personOf(caller),
  widestReach,
});

/** Back to a draft that only its curators see. Its versions stay, and it can be published again. */
export function takeBack(before: Collection, deed: Deed): CollectionChange | undefined {
  if (!owns(deed.caller, before, deed.tree)) throw refused(before, deed.caller, deed.tree, "its owner");
  if (before.published === undefined) return undefined;
  const { published: _p, content: _c, proposed: _w, ...rest } = before;
  return changed(before, { ...rest, reach: "private" }, "taken back", deed);
}
