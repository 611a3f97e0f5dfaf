import { type Fault, Problem } from "../../kernel/problem.ts";
import { highestCurated } from "../../people/rules/may.ts";
import { isWider } from "../../reach/rules/reach.ts";
import { checkReach } from "../../reach/rules/reach-rules.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { CollectionChange } from "./change.ts";
import { asResource, type Collection, type CollectionEvent } from "./collection.ts";
import { mayOnCollection, roleIn } from "./may.ts";

export const MAINTAINERS = "those who maintain this collection";

export const invalid = (sentence: string, faults: Fault[]) => new Problem("invalid", sentence, faults);

/** The change an action makes: every action raises the revision and is recorded in the history. */
export function collectionChanged(
  before: Collection,
  after: Collection,
  what: CollectionEvent["what"],
  { caller, at, tree }: Actor,
  details: Partial<CollectionEvent> = {},
): CollectionChange {
  const role = roleIn(before, caller, tree);
  return {
    noun: "collection",
    before,
    after: { ...after, revision: before.revision + 1, changedAt: at },
    event: { what, at, by: personOf(caller), role, ...details },
  };
}

/** What stands against this reach: the rules are those of resources. */
export const reachFaults = (before: Collection, after: Collection, actor: Actor): Fault[] =>
  checkReach(asResource(after), asResource(before).reach, actor);

/** A curator's narrowing stays until a curator lifts it; the owner's own does not bind. */
export function withReach(before: Collection, after: Collection, actor: Actor): Collection {
  if (before.published === undefined || !isWider(before.reach, after.reach)) return after;
  const { proposed: _offered, ...narrowed } = after;
  if (!mayOnCollection(actor.caller, "narrow for good", before, actor.tree)) return narrowed;
  const by = highestCurated(actor.caller, before.organization, actor.tree);
  return { ...narrowed, ceiling: after.reach, ...(by ? { ceilingBy: by } : {}) };
}
