import { inUse, visibleTo } from "../../reach/rules/visibility.ts";
import { type Actor, personOf, refusedAction } from "../../resources/rules/actor.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { ErasureChange } from "./change.ts";

/** What is left of a resource that must not exist: when and why. To readers it says nothing else. */
export interface Erasure {
  /** The id it had. */
  resource: string;
  at: string;
  reason: string;
  /** Person id. */
  by: string;
  /** The tokens under which it was seen: whoever held one reads the tombstone, to all others it never was. */
  readers: string[];
  /** When its last traces on the disk were overwritten. */
  sweptAt?: string;
}

/** How much there is of a resource, for whoever is about to erase it. */
export interface Extent {
  versions: number;
  /** Files no other resource names: they go. */
  files: number;
  /** Files that stay, for others name them. */
  filesKept: number;
  reviews: number;
  claims: number;
  reports: number;
  /** How many people saved it. */
  saved: number;
  /** Collections that hold it. What their other words say stays. */
  collections: number;
}

/** Everything of it goes, for good. State staff alone may, also with what they do not see. */
export function erase(before: Resource, reason: string, actor: Actor): ErasureChange {
  const { caller, at, tree } = actor;
  if (!may(caller, "erase", before, tree))
    throw refusedAction(before, actor, "Only state staff can erase a resource.");
  const seen = visibleTo({ ...before, status: inUse(before) }, tree);
  const readers = [...new Set([...seen, `curator:${tree.state.code}`])];
  return {
    noun: "erasure",
    before,
    after: { resource: before.id, at, reason, by: personOf(caller), readers },
  };
}
