import type { CollectionChange } from "../../collections/rules/change.ts";
import { roleIn } from "../../collections/rules/visibility.ts";
import type { Endorsement } from "../../reach/rules/endorsement.ts";
import { isWider, type Reach, widest } from "../../reach/rules/reach.ts";
import { type Deed, personOf, roleOf, touched } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { Review } from "./review.ts";
import { partyOf } from "./role-in-review.ts";
import type { AnyVersion, Subject } from "./subject.ts";

/** What a yes leaves: how far it reaches, who vouches, and whether the version asked about is published by it. */
export interface Settled {
  reach: Reach;
  endorsements: Endorsement[];
  version: AnyVersion;
  publishes: boolean;
}

/** The change of a resource or a collection that a yes makes: pointer, reach and endorsement in one. */
export function settle(s: Subject, to: Settled, deed: Deed): ResourceChange | CollectionChange {
  const { version, reach, endorsements } = to;
  const { at } = deed;
  const by = personOf(deed.caller);
  const widened = isWider(reach, version.widestReach)
    ? { widened: { number: version.number, widestReach: widest(version.widestReach, reach) } }
    : {};
  const told = { what: "endorsed", at, by, version: version.number, reach } as const;
  if (s.collection) {
    const { collection: before } = s;
    const published =
      to.publishes && "content" in version ? { published: version.number, content: version.content } : {};
    const after = { ...settledOf(before, to), endorsements, reach, ...published };
    const event = { ...told, role: roleIn(before, deed.caller, deed.tree) };
    const revision = before.revision + 1;
    return { noun: "collection", before, after: { ...after, revision, changedAt: at }, ...widened, event };
  }
  const { as: before } = s;
  const published =
    to.publishes && "description" in version
      ? { published: version.number, description: version.description }
      : {};
  const after = { ...settledOf(before, to), endorsements, reach, ...published };
  const event = { ...told, role: roleOf(before, deed) };
  return { noun: "resource", before, after: touched(after, before, at), ...widened, event };
}

/** A yes passes a curator's narrowing once it goes further, and takes the proposal's place. */
function settledOf<T extends { ceiling?: Reach; ceilingBy?: string; proposed?: number }>(
  before: T,
  { reach, publishes }: Settled,
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
export function proposalEnded(s: Subject, review: Review, deed: Deed): (ResourceChange | CollectionChange)[] {
  const { as, collection } = s;
  if (as.proposed === undefined || as.proposed !== review.version) return [];
  const told = {
    what: "proposal ended",
    at: deed.at,
    by: personOf(deed.caller),
    version: as.proposed,
  } as const;
  if (collection) {
    const { proposed: _waits, ...rest } = collection;
    const after = { ...rest, revision: rest.revision + 1, changedAt: deed.at };
    const event = { ...told, role: roleIn(collection, deed.caller, deed.tree) };
    return [{ noun: "collection", before: collection, after, event }];
  }
  const { proposed: _waits, ...after } = as;
  const role = partyOf(review, s, deed.caller, deed.tree) === "contributor" ? "owner" : "curator";
  return [{ noun: "resource", before: as, after: touched(after, as, deed.at), event: { ...told, role } }];
}
