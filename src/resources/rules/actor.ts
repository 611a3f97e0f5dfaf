import { Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { may } from "./may.ts";
import type { Resource } from "./resource.ts";

/** What an action needs to know besides the resource: who, when, where they stand. */
export interface Actor {
  caller: Caller;
  at: string;
  tree: OrganizationTree;
}

export const actorOf = ({ caller, at }: Pick<Actor, "caller" | "at">, reference: Reference): Actor => ({
  caller,
  at,
  tree: reference.organizations,
});

/** The resource after an action: every action raises its revision. */
export const withRevision = (after: Resource, before: Resource, at: string): Resource => ({
  ...after,
  revision: before.revision + 1,
  changedAt: at,
});

export function personOf(caller: Caller): string {
  if (!caller.person) throw new Problem("signed-out", "This needs an API key.");
  return caller.person.id;
}

export function mustBeOpen(r: Resource): void {
  if (r.status === "withdrawn")
    throw new Problem("gone", "This resource was withdrawn and can no longer be changed.");
}

/** Someone who may see but not change it is told so; to others it does not exist. */
export function refusedAction(
  r: Resource,
  actor: Actor,
  sentence = "Only its owner and the curators of its organization can change this resource.",
): Problem {
  if (may(actor.caller, "see", r, actor.tree)) return new Problem("forbidden", sentence);
  return new Problem("unknown", "There is no such resource.");
}
