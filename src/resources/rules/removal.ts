import { type Deed, mustBeOpen, personOf, refused, roleOf, touched } from "./actor.ts";
import type { ResourceChange } from "./change.ts";
import { inUse, levelOf, may } from "./may.ts";
import type { Resource, ResourceEvent, Withdrawal } from "./resource.ts";

/** Takes a resource out of use, with a reason. What remains is a tombstone (HTTP 410). */
export function withdraw(
  before: Resource,
  reason: string,
  instead: string | undefined,
  deed: Deed,
): ResourceChange {
  mustBeOpen(before);
  if (!may(deed.caller, "withdraw", before, deed.tree)) throw refused(before, deed);
  const by: Withdrawal["by"] = roleOf(before, deed) === "owner" ? "owner" : "curator";
  const withdrawal: Withdrawal = { at: deed.at, by, reason, ...(instead ? { instead } : {}) };
  return removed(
    before,
    { ...before, status: "withdrawn", withdrawal },
    { what: "withdrawn", note: reason },
    deed,
  );
}

/**
 * Out of everyone's sight at once, but its owner's and its curators'. Undefined when it is so already: only
 * somebody of a higher level takes it over, and nobody below that shows it again.
 */
export function hide(before: Resource, reason: string, deed: Deed): ResourceChange | undefined {
  const { caller, at, tree } = deed;
  mustBeOpen(before);
  const by = levelOf(caller, before.organization, tree);
  if (!by || !may(caller, "hide", before, tree))
    throw refused(
      before,
      deed,
      "Only curators of its organization and of those above can hide this resource.",
    );
  if (before.hiding && tree.isWithin(by, before.hiding.by)) return undefined;
  const after: Resource = { ...before, status: "hidden", hiding: { at, by, reason } };
  return removed(before, after, { what: "hidden", note: reason }, deed);
}

/** For readers again. Only the level that hid it, or one above, may. Undefined when it is so already. */
export function show(before: Resource, deed: Deed): ResourceChange | undefined {
  const { caller, tree } = deed;
  mustBeOpen(before);
  if (!may(caller, "show", before, tree)) {
    const level = tree.get(before.hiding?.by ?? before.organization)?.name ?? "its organization";
    throw refused(before, deed, `Only curators of ${level} and of those above can show this resource again.`);
  }
  if (!before.hiding) return undefined;
  const { hiding: _lifted, ...rest } = before;
  return removed(before, { ...rest, status: inUse(rest) }, { what: "shown" }, deed);
}

function removed(
  before: Resource,
  after: Resource,
  told: Pick<ResourceEvent, "what" | "note">,
  deed: Deed,
): ResourceChange {
  const { at, caller } = deed;
  const event: ResourceEvent = { ...told, at, by: personOf(caller), role: roleOf(before, deed) };
  return { noun: "resource", before, after: touched(after, before, at), event };
}
