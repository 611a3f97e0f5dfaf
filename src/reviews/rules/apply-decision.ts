import type { CollectionChange } from "../../collections/rules/change.ts";
import { roleIn } from "../../collections/rules/may.ts";
import type { Endorsement } from "../../reach/rules/endorsement.ts";
import { isWider, type Reach, widest } from "../../reach/rules/reach.ts";
import { type Actor, personOf, withRevision } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import { roleOf } from "../../resources/rules/may.ts";
import { roleInReview } from "./may.ts";
import type { Review } from "./review.ts";
import type { AnyVersion, Subject } from "./subject.ts";

/** What an acceptance leaves: how far it reaches, who endorses, and whether the version asked about is published by it. */
export interface AppliedDecision {
  reach: Reach;
  endorsements: Endorsement[];
  version: AnyVersion;
  publishes: boolean;
}

/** The change of a resource or a collection that an acceptance makes: pointer, reach and endorsement in one. */
export function applyDecision(
  s: Subject,
  to: AppliedDecision,
  actor: Actor,
): ResourceChange | CollectionChange {
  const { version, reach, endorsements } = to;
  const { at } = actor;
  const by = personOf(actor.caller);
  const widened = isWider(reach, version.widestReach)
    ? { widened: { number: version.number, widestReach: widest(version.widestReach, reach) } }
    : {};
  const base = { what: "endorsed", at, by, version: version.number, reach } as const;
  if (s.collection) {
    const { collection: before } = s;
    const published =
      to.publishes && "content" in version ? { published: version.number, content: version.content } : {};
    const after = { ...withDecision(before, to), endorsements, reach, ...published };
    const event = { ...base, role: roleIn(before, actor.caller, actor.tree) };
    const revision = before.revision + 1;
    return { noun: "collection", before, after: { ...after, revision, changedAt: at }, ...widened, event };
  }
  const { as: before } = s;
  const published =
    to.publishes && "description" in version
      ? { published: version.number, description: version.description }
      : {};
  const after = { ...withDecision(before, to), endorsements, reach, ...published };
  const event = { ...base, role: roleOf(before, actor) };
  return { noun: "resource", before, after: withRevision(after, before, at), ...widened, event };
}

/** An acceptance passes a curator's narrowing once it goes further, and takes the proposal's place. */
function withDecision<T extends { ceiling?: Reach; ceilingBy?: string; proposed?: number }>(
  before: T,
  { reach, publishes }: AppliedDecision,
): T {
  const after = { ...before };
  if (before.ceiling !== undefined && isWider(reach, before.ceiling)) {
    delete after.ceiling;
    delete after.ceilingBy;
  }
  if (publishes) delete after.proposed;
  return after;
}

/** The version that waited for this review waits no longer; readers go on seeing the published one. */
export function proposalEnded(
  s: Subject,
  review: Review,
  actor: Actor,
): (ResourceChange | CollectionChange)[] {
  const { as, collection } = s;
  if (as.proposed === undefined || as.proposed !== review.version) return [];
  const base = {
    what: "proposal ended",
    at: actor.at,
    by: personOf(actor.caller),
    version: as.proposed,
  } as const;
  if (collection) {
    const { proposed: _waits, ...rest } = collection;
    const after = { ...rest, revision: rest.revision + 1, changedAt: actor.at };
    const event = { ...base, role: roleIn(collection, actor.caller, actor.tree) };
    return [{ noun: "collection", before: collection, after, event }];
  }
  const { proposed: _waits, ...after } = as;
  const role = roleInReview(review, s, actor.caller, actor.tree) === "contributor" ? "owner" : "curator";
  return [
    { noun: "resource", before: as, after: withRevision(after, as, actor.at), event: { ...base, role } },
  ];
}
