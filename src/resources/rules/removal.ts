import { highestCurated } from "../../people/rules/may.ts";
import { type Actor, mustBeOpen, personOf, refusedAction, withRevision } from "./actor.ts";
import type { ResourceChange } from "./change.ts";
import { may, roleOf } from "./may.ts";
import type { Resource, ResourceEvent, Withdrawal } from "./resource.ts";

/** Takes a resource out of use, with a reason. What remains is a tombstone (HTTP 410). */
export function withdraw(
  before: Resource,
  reason: string,
  instead: string | undefined,
  actor: Actor,
): ResourceChange {
  mustBeOpen(before);
  if (!may(actor.caller, "withdraw", before, actor.tree)) throw refusedAction(before, actor);
  const by: Withdrawal["by"] = roleOf(before, actor) === "owner" ? "owner" : "curator";
  const withdrawal: Withdrawal = { at: actor.at, by, reason, ...(instead ? { instead } : {}) };
  return removed(
    before,
    { ...before, status: "withdrawn", withdrawal },
    { what: "withdrawn", note: reason },
    actor,
  );
}

/**
 * Out of everyone's sight at once, but its owner's and its curators'. Undefined when it is so already: only
 * somebody of a higher level takes it over, and nobody below that shows it again.
 */
export function hide(before: Resource, reason: string, actor: Actor): ResourceChange | undefined {
  const { caller, at, tree } = actor;
  mustBeOpen(before);
  const by = highestCurated(caller, before.organization, tree);
  if (!by || !may(caller, "hide", before, tree))
    throw refusedAction(
      before,
      actor,
      "Only curators of its organization and of those above can hide this resource.",
    );
  if (before.hiding && tree.isWithin(by, before.hiding.by)) return undefined;
  const after: Resource = { ...before, status: "hidden", hiding: { at, by, reason } };
  return removed(before, after, { what: "hidden", note: reason }, actor);
}

/** For readers again. Only the level that hid it, or one above, may. Undefined when it is so already. */
export function show(before: Resource, actor: Actor): ResourceChange | undefined {
  const { caller, tree } = actor;
  mustBeOpen(before);
  if (!may(caller, "show", before, tree)) {
    const level = tree.get(before.hiding?.by ?? before.organization)?.name ?? "its organization";
    throw refusedAction(
      before,
      actor,
      `Only curators of ${level} and of those above can show this resource again.`,
    );
  }
  if (!before.hiding) return undefined;
  const { hiding: _lifted, ...rest } = before;
  return removed(before, { ...rest, status: "active" }, { what: "shown" }, actor);
}

function removed(
  before: Resource,
  after: Resource,
  details: Pick<ResourceEvent, "what" | "note">,
  actor: Actor,
): ResourceChange {
  const { at, caller } = actor;
  const event: ResourceEvent = { ...details, at, by: personOf(caller), role: roleOf(before, actor) };
  return { noun: "resource", before, after: withRevision(after, before, at), event };
}
