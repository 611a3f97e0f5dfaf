import { Problem } from "../../kernel/problem.ts";
import { highestCurated, mayIn, mayInRegistry } from "../../people/rules/may.ts";
import { isWider, type Reach, widest } from "../../reach/rules/reach.ts";
import { checkReach, narrowestReach } from "../../reach/rules/reach-rules.ts";
import { type Actor, mustBeOpen, personOf, refusedAction, withRevision } from "./actor.ts";
import type { ResourceChange } from "./change.ts";
import { carryOver, isSmall, sameDescription } from "./difference.ts";
import { may, roleOf } from "./may.ts";
import { externalIdFaults, homeOf, placeFaults } from "./place.ts";
import type { Description, Owner, Resource, ResourceEvent, Version } from "./resource.ts";

export interface NewResource {
  id: string;
  description: Description;
  organization?: string | undefined;
  externalId?: string | undefined;
  reach?: Reach | undefined;
}

/** Registers a resource. All faults at once; `forbidden` when the person belongs to no organization yet. */
export function create(given: NewResource, actor: Actor): ResourceChange {
  const { caller, at, tree } = actor;
  const person = personOf(caller);
  const organization = given.organization ?? homeOf(caller, tree);
  const faults = placeFaults(organization, given, actor);
  const catalogued = mayIn(caller, "catalogue", organization, tree);
  const owner: Owner = given.externalId !== undefined || catalogued ? { organization } : { person };
  const reach =
    given.reach ??
    (catalogued && given.description.url ? "public" : narrowestReach(owner, tree, organization));
  const after: Resource = {
    id: given.id,
    ...(given.externalId === undefined ? {} : { externalId: given.externalId }),
    organization,
    owner,
    status: "active",
    reach,
    revision: 1,
    published: 1,
    description: given.description,
    endorsements: [],
    catalogued,
    createdAt: at,
    changedAt: at,
  };
  if (faults.length === 0) faults.push(...checkReach(after, "private", actor));
  if (faults.length > 0) throw new Problem("invalid", "The resource cannot be registered like this.", faults);
  return {
    noun: "resource",
    after,
    version: {
      resource: after.id,
      number: 1,
      description: given.description,
      at,
      by: person,
      widestReach: reach,
    },
    event: { what: "created", at, by: person, role: roleOf(after, actor), version: 1, reach },
  };
}

export interface Edit {
  description?: Description;
  reach?: Reach | undefined;
  externalId?: string | undefined;
  /** The description that waits for a review, when the resource has one: a small correction is made in it too. */
  proposal?: Description | undefined;
}

/**
 * Changes the description, the reach, or both. Undefined when nothing would change: repeating is safe. At
 * public reach a change of what reviewers looked at is only proposed, except by state staff on catalogued
 * records (docs/decisions/0002-immutable-versions-two-pointers.md).
 */
export function edit(before: Resource, next: Edit, actor: Actor): ResourceChange | undefined {
  mustBeOpen(before);
  const description = next.description ?? before.description;
  const reach = next.reach ?? before.reach;
  const externalId = next.externalId ?? before.externalId;
  const rewritten = !sameDescription(before.description, description);
  const narrows = isWider(before.reach, reach);
  const edits = !narrows || rewritten || externalId !== before.externalId;
  const asked = [...(narrows ? (["narrow"] as const) : []), ...(edits ? (["edit"] as const) : [])];
  if (!asked.every((action) => may(actor.caller, action, before, actor.tree)))
    throw refusedAction(before, actor);
  const repeated =
    before.proposed !== undefined && next.proposal && sameDescription(next.proposal, description);
  if ((!rewritten || repeated) && reach === before.reach && externalId === before.externalId)
    return undefined;
  const faults = [
    ...externalIdFaults(before, externalId, actor),
    ...checkReach({ ...before, description, reach }, before.reach, actor),
  ];
  if (faults.length > 0) throw new Problem("invalid", "The resource cannot be changed like this.", faults);
  const moved = movedTo(
    before,
    { ...before, reach, ...(externalId === undefined ? {} : { externalId }) },
    actor,
  );
  if (!rewritten) return reachChange(before, moved, actor);
  const small = isSmall(before.description, description);
  const waits =
    moved.reach === "public" && !small && !mayInRegistry(actor.caller, "change without review", actor.tree);
  return waits
    ? proposal(before, moved, description, actor)
    : newVersion(before, moved, { ...next, description }, actor);
}

const nextNumber = (r: Resource) => Math.max(r.published, r.proposed ?? 0) + 1;

/** The new description waits for the state's yes; readers go on seeing the published one. */
function proposal(before: Resource, moved: Resource, description: Description, actor: Actor): ResourceChange {
  const { at, caller } = actor;
  const by = personOf(caller);
  const number = nextNumber(before);
  return {
    noun: "resource",
    before,
    after: withRevision({ ...moved, proposed: number }, before, at),
    version: { resource: before.id, number, description, at, by, widestReach: "private" },
    event: { what: "proposed", at, by, role: roleOf(before, actor), version: number },
  };
}

function newVersion(
  before: Resource,
  moved: Resource,
  next: Edit & { description: Description },
  actor: Actor,
): ResourceChange {
  const { at, caller, tree } = actor;
  const { description } = next;
  const by = personOf(caller);
  const number = nextNumber(before);
  const small = isSmall(before.description, description);
  const version: Version = { resource: before.id, number, description, at, by, widestReach: moved.reach };
  // Small corrections, and edits by a curator of the one who endorses, keep an endorsement that still stood.
  const endorsements = before.endorsements.map((e) =>
    e.version === before.published &&
    (small || mayIn(caller, "keep its endorsement in an edit", e.organization, tree))
      ? { ...e, version: number }
      : e,
  );
  const { proposed, ...published } = { ...moved, description, published: number, endorsements };
  const waiting = small && proposed !== undefined ? corrected(before, version, next.proposal) : undefined;
  return {
    noun: "resource",
    before,
    after: withRevision(waiting ? { ...published, proposed: waiting.number } : published, before, at),
    version,
    ...(waiting ? { waiting } : {}),
    event: { what: "edited", at, by, role: roleOf(before, actor), version: number, reach: moved.reach },
  };
}

/** The same small correction in the version that waits for a review. */
function corrected(before: Resource, version: Version, proposal: Description | undefined): Version {
  if (!proposal)
    throw new Problem("conflict", "A changed version waits for a review. Correct it once that is decided.");
  return {
    ...version,
    number: version.number + 1,
    description: carryOver(before.description, version.description, proposal),
    widestReach: "private",
  };
}

/** The reach it moves to, with what follows for the curators' narrowing and for what was proposed. */
function movedTo(before: Resource, moved: Resource, { caller, tree }: Actor): Resource {
  if (!isWider(before.reach, moved.reach)) return moved;
  const { proposed: _offered, ...narrowed } = moved;
  if (!may(caller, "narrow for good", before, tree)) return narrowed;
  const by = highestCurated(caller, before.organization, tree);
  return { ...narrowed, ceiling: moved.reach, ...(by ? { ceilingBy: by } : {}) };
}

function reachChange(before: Resource, moved: Resource, actor: Actor): ResourceChange {
  const { at, caller } = actor;
  const wider = isWider(moved.reach, before.reach);
  const narrowed = isWider(before.reach, moved.reach);
  const what: ResourceEvent["what"] = wider ? "widened" : narrowed ? "narrowed" : "edited";
  return {
    noun: "resource",
    before,
    after: withRevision(moved, before, at),
    ...(wider
      ? { widened: { number: before.published, widestReach: widest(before.reach, moved.reach) } }
      : {}),
    event: { what, at, by: personOf(caller), role: roleOf(before, actor), reach: moved.reach },
  };
}
