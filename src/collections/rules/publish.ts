import type { Fault } from "../../kernel/problem.ts";
import { mayIn, mayInRegistry } from "../../people/rules/may.ts";
import { type Reach, reachesOf } from "../../reach/rules/reach.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { CollectionChange } from "./change.ts";
import { type Collection, type CollectionVersion, entriesOf, sameContent } from "./collection.ts";
import { collectionChanged, invalid, MAINTAINERS, reachFaults, withReach } from "./collection-changed.ts";
import { edit } from "./lifecycle.ts";
import { mayOnCollection } from "./may.ts";
import { refusedCollection } from "./refusals.ts";

/** Where it goes when nobody says: everyone who belongs to its place. */
const usualReach = (c: Collection, { tree }: Actor): Reach =>
  reachesOf(tree.get(c.organization)?.kind ?? "partner").find(
    (r) => r !== "private" && (r !== "state" || tree.get(c.organization)?.kind === "partner"),
  ) ?? "private";

/**
 * Makes a version of the draft that readers within its reach see. What is public already was accepted by the
 * state and is replaced by state staff only: anyone else's version waits for approval.
 */
export function publish(
  before: Collection,
  wanted: Reach | undefined,
  actor: Actor,
): CollectionChange | undefined {
  const { caller, tree } = actor;
  if (!mayOnCollection(caller, "publish", before, tree))
    throw refusedCollection(before, caller, tree, MAINTAINERS);
  const reach = wanted ?? (before.published === undefined ? usualReach(before, actor) : before.reach);
  const number = before.latest + 1;
  const same = sameContent(before.content, before.draft);
  const waits =
    before.reach === "public" &&
    reach === "public" &&
    !same &&
    !mayInRegistry(caller, "change without review", tree);
  const after = { ...before, latest: number, reach, published: number, content: before.draft };
  const faults = [
    ...emptyFault(before),
    ...(reach === "private"
      ? [{ in: "body" as const, pointer: "/reach", detail: "is nobody but you. Choose who can see it" }]
      : waits
        ? []
        : reachFaults(before, same ? { ...before, reach } : after, actor)),
  ];
  if (faults.length > 0) throw invalid("The collection cannot be published like this.", faults);
  if (waits) return proposed(before, actor);
  if (same && before.published !== undefined) return edit(before, { reach }, () => true, actor);
  const { proposed: _replaced, ...published } = withReach(before, after, actor);
  const endorsements = before.endorsements.map((e) =>
    e.version === before.published && mayIn(caller, "keep its endorsement in an edit", e.organization, tree)
      ? { ...e, version: number }
      : e,
  );
  return {
    ...collectionChanged(before, { ...published, endorsements }, "published", actor, {
      version: number,
      reach,
    }),
    version: versionOf(before, number, reach, actor),
  };
}

/** Makes a version of the draft that only waits: nobody sees it before somebody has said yes. */
export function propose(before: Collection, actor: Actor): CollectionChange {
  const { caller, tree } = actor;
  if (!mayOnCollection(caller, "publish", before, tree))
    throw refusedCollection(before, caller, tree, MAINTAINERS);
  const faults = emptyFault(before);
  if (faults.length > 0) throw invalid("The collection cannot be offered like this.", faults);
  return proposed(before, actor);
}

export function proposed(before: Collection, actor: Actor): CollectionChange {
  const number = before.latest + 1;
  const after = { ...before, latest: number, proposed: number };
  return {
    ...collectionChanged(before, after, "proposed", actor, { version: number }),
    version: versionOf(before, number, "private", actor),
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
  { at, caller }: Actor,
): CollectionVersion => ({
  collection: id,
  number,
  content: draft,
  at,
  by: personOf(caller),
  widestReach,
});

/** Back to a draft that only its curators see. Its versions stay, and it can be published again. */
export function takeBack(before: Collection, actor: Actor): CollectionChange | undefined {
  if (!mayOnCollection(actor.caller, "take back", before, actor.tree))
    throw refusedCollection(before, actor.caller, actor.tree, "its owner");
  if (before.published === undefined) return undefined;
  const { published: _p, content: _c, proposed: _w, ...rest } = before;
  return collectionChanged(before, { ...rest, reach: "private" }, "taken back", actor);
}
