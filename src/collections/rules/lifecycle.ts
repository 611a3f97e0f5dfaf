import type { Fault } from "../../kernel/problem.ts";
import { mayIn } from "../../people/rules/may.ts";
import { isWider, type Reach, widest } from "../../reach/rules/reach.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import { homeOf, placeFaults } from "../../resources/rules/place.ts";
import type { Owner } from "../../resources/rules/resource.ts";
import type { CollectionChange } from "./change.ts";
import { type Collection, type Content, entriesOf, MOST_ENTRIES, sameContent } from "./collection.ts";
import { collectionChanged, invalid, MAINTAINERS, reachFaults, withReach } from "./collection-changed.ts";
import { mayOnCollection, roleIn } from "./may.ts";
import { refusedCollection } from "./refusals.ts";

/** May this resource be put into a collection by the one who asks? Hidden and absent answer alike. */
export type Collectable = (resource: string) => boolean;

/** What is wrong with what a collection is to hold. What it held before may stay, whatever became of it. */
export function contentFaults(content: Content, before: Content | undefined, may: Collectable): Fault[] {
  const held = new Set(before ? entriesOf(before).map((e) => e.resource) : []);
  const met = new Set<string>();
  const faults: Fault[] = [];
  for (const [i, section] of content.sections.entries()) {
    for (const [j, { resource }] of section.entries.entries()) {
      const pointer = `/sections/${i}/entries/${j}/resource`;
      if (met.has(resource)) faults.push({ in: "body", pointer, detail: "is in this collection twice" });
      else if (!held.has(resource) && !may(resource))
        faults.push({ in: "body", pointer, detail: "is not a resource you can add" });
      met.add(resource);
    }
  }
  if (met.size > MOST_ENTRIES)
    faults.push({
      in: "body",
      pointer: "/sections",
      detail: `hold ${met.size} resources. At most ${MOST_ENTRIES}`,
    });
  return faults;
}

export interface NewCollection {
  id: string;
  content: Content;
  organization?: string | undefined;
  ownedBy?: "person" | "organization" | undefined;
}

/** Begins a draft. All faults at once; `forbidden` when the person belongs to no organization yet. */
export function create(given: NewCollection, collectable: Collectable, actor: Actor): CollectionChange {
  const { caller, at, tree } = actor;
  const person = personOf(caller);
  const organization = given.organization ?? homeOf(caller, tree);
  const faults = [
    ...placeFaults(organization, {}, actor),
    ...contentFaults(given.content, undefined, collectable),
  ];
  const curator = mayIn(caller, "collect in its name", organization, tree);
  if (given.ownedBy === "organization" && !curator)
    faults.push({
      in: "body",
      pointer: "/ownedBy",
      detail: "can be the organization only where you are its curator",
      nearest: ["person"],
    });
  if (faults.length > 0) throw invalid("The collection cannot be made like this.", faults);
  const byState = mayIn(caller, "catalogue", organization, tree);
  const ownedBy = given.ownedBy ?? (byState ? "organization" : "person");
  const owner: Owner = ownedBy === "organization" ? { organization } : { person };
  const after: Collection = {
    id: given.id,
    organization,
    owner,
    status: "active",
    reach: "private",
    revision: 1,
    latest: 0,
    draft: given.content,
    endorsements: [],
    curators: [],
    createdAt: at,
    changedAt: at,
  };
  const role = roleIn(after, caller, tree);
  return { noun: "collection", after, event: { what: "created", at, by: person, role } };
}

/** Changes the draft, the reach, or both. Undefined when nothing would change: repeating is safe. */
export function edit(
  before: Collection,
  next: { content?: Content; reach?: Reach | undefined },
  collectable: Collectable,
  actor: Actor,
): CollectionChange | undefined {
  if (!mayOnCollection(actor.caller, "edit", before, actor.tree))
    throw refusedCollection(before, actor.caller, actor.tree, MAINTAINERS);
  const draft = next.content ?? before.draft;
  const reach = next.reach ?? before.reach;
  const after = { ...before, draft, reach };
  const faults = [
    ...contentFaults(draft, before.draft, collectable),
    ...(before.published === undefined && reach !== before.reach
      ? [{ in: "body" as const, pointer: "/reach", detail: "is chosen when the collection is published" }]
      : reachFaults(before, after, actor)),
  ];
  if (faults.length > 0) throw invalid("The collection cannot be changed like this.", faults);
  if (reach === before.reach)
    return sameContent(before.draft, draft) ? undefined : collectionChanged(before, after, "edited", actor);
  const wider = isWider(reach, before.reach);
  const change = collectionChanged(
    before,
    withReach(before, after, actor),
    wider ? "widened" : "narrowed",
    actor,
    {
      reach,
    },
  );
  return wider && before.published !== undefined
    ? { ...change, widened: { number: before.published, widestReach: widest(before.reach, reach) } }
    : change;
}
