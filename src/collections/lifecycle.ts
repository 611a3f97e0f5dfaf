import { curates, isStateStaff, levelOf, may } from "../people/may.ts";
import { type Fault, Problem } from "../problem.ts";
import { type Deed, personOf } from "../resources/deed.ts";
import { homeOf, placeFaults } from "../resources/place.ts";
import type { Owner } from "../resources/resource.ts";
import { isWider, type Reach, reachesOf, widest } from "../sharing/reach.ts";
import { checkReach } from "../sharing/rules.ts";
import type { Change } from "../store.ts";
import {
  asResource,
  type Collection,
  type CollectionEvent,
  type CollectionVersion,
  type Content,
  entriesOf,
  MOST_ENTRIES,
  sameContent,
} from "./collection.ts";
import { keeps, owns, refused, roleIn, sees } from "./standing.ts";

export type CollectionChange = Extract<Change, { noun: "collection" }>;

const KEEPERS = "those who keep this collection";
const invalid = (sentence: string, faults: Fault[]) => new Problem("invalid", sentence, faults);

/** The change of a deed: every deed raises the revision and is told in the history. */
export function changed(
  before: Collection,
  after: Collection,
  what: CollectionEvent["what"],
  { caller, at, tree }: Deed,
  told: Partial<CollectionEvent> = {},
): CollectionChange {
  const role = roleIn(before, caller, tree);
  return {
    noun: "collection",
    before,
    after: { ...after, revision: before.revision + 1, changedAt: at },
    event: { what, at, by: personOf(caller), role, ...told },
  };
}

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
export function create(given: NewCollection, collectable: Collectable, deed: Deed): CollectionChange {
  const { caller, at, tree } = deed;
  const person = personOf(caller);
  const organization = given.organization ?? homeOf(caller, tree);
  const faults = [
    ...placeFaults(organization, {}, deed),
    ...contentFaults(given.content, undefined, collectable),
  ];
  const curator = curates(caller, organization, tree);
  if (given.ownedBy === "organization" && !curator)
    faults.push({
      in: "body",
      pointer: "/ownedBy",
      detail: "can be the organization only where you are its curator",
      nearest: ["person"],
    });
  if (faults.length > 0) throw invalid("The collection cannot be made like this.", faults);
  const byState = tree.get(organization)?.kind === "state" && isStateStaff(caller, tree);
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
  deed: Deed,
): CollectionChange | undefined {
  if (!keeps(deed.caller, before, deed.tree)) throw refused(before, deed.caller, deed.tree, KEEPERS);
  const draft = next.content ?? before.draft;
  const reach = next.reach ?? before.reach;
  const after = { ...before, draft, reach };
  const faults = [
    ...contentFaults(draft, before.draft, collectable),
    ...(before.published === undefined && reach !== before.reach
      ? [{ in: "body" as const, pointer: "/reach", detail: "is chosen when the collection is published" }]
      : reachFaults(before, after, deed)),
  ];
  if (faults.length > 0) throw invalid("The collection cannot be changed like this.", faults);
  if (reach === before.reach)
    return sameContent(before.draft, draft) ? undefined : changed(before, after, "edited", deed);
  const wider = isWider(reach, before.reach);
  const change = changed(before, movedTo(before, after, deed), wider ? "widened" : "narrowed", deed, {
    reach,
  });
  return wider && before.published !== undefined
    ? { ...change, widened: { number: before.published, widestReach: widest(before.reach, reach) } }
    : change;
}

/** Where it goes when nobody says: everyone who belongs to its place. */
const usualReach = (c: Collection, { tree }: Deed): Reach =>
  reachesOf(tree.get(c.organization)?.kind ?? "partner").find(
    (r) => r !== "private" && (r !== "state" || tree.get(c.organization)?.kind === "partner"),
  ) ?? "private";

/**
 * Makes a version of the draft that readers within its reach see. What is public already was accepted by the
 * state and is replaced by state staff only: anyone else's version waits for a yes.
 */
export function publish(
  before: Collection,
  wanted: Reach | undefined,
  deed: Deed,
): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (!keeps(caller, before, tree)) throw refused(before, caller, tree, KEEPERS);
  const reach = wanted ?? (before.published === undefined ? usualReach(before, deed) : before.reach);
  const number = before.latest + 1;
  const same = sameContent(before.content, before.draft);
  const waits = before.reach === "public" && reach === "public" && !same && !isStateStaff(caller, tree);
  const after = { ...before, latest: number, reach, published: number, content: before.draft };
  const faults = [
    ...emptyFault(before),
    ...(reach === "private"
      ? [{ in: "body" as const, pointer: "/reach", detail: "is nobody but you. Choose who can see it" }]
      : waits
        ? []
        : reachFaults(before, same ? { ...before, reach } : after, deed)),
  ];
  if (faults.length > 0) throw invalid("The collection cannot be published like this.", faults);
  if (waits) return proposed(before, deed);
  if (same && before.published !== undefined) return edit(before, { reach }, () => true, deed);
  const { proposed: _replaced, ...published } = movedTo(before, after, deed);
  const endorsements = before.endorsements.map((e) =>
    e.version === before.published && curates(caller, e.organization, tree) ? { ...e, version: number } : e,
  );
  return {
    ...changed(before, { ...published, endorsements }, "published", deed, { version: number, reach }),
    version: versionOf(before, number, reach, deed),
  };
}

/** Makes a version of the draft that only waits: nobody sees it before somebody has said yes. */
export function propose(before: Collection, deed: Deed): CollectionChange {
  const { caller, tree } = deed;
  if (!keeps(caller, before, tree)) throw refused(before, caller, tree, KEEPERS);
  const faults = emptyFault(before);
  if (faults.length > 0) throw invalid("The collection cannot be offered like this.", faults);
  return proposed(before, deed);
}

function proposed(before: Collection, deed: Deed): CollectionChange {
  const number = before.latest + 1;
  const after = { ...before, latest: number, proposed: number };
  return {
    ...changed(before, after, "proposed", deed, { version: number }),
    version: versionOf(before, number, "private", deed),
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
  { at, caller }: Deed,
): CollectionVersion => ({
  collection: id,
  number,
  content: draft,
  at,
  by: personOf(caller),
  widestReach,
});

/** Back to a draft that only its curators see. Its versions stay, and it can be published again. */
export function takeBack(before: Collection, deed: Deed): CollectionChange | undefined {
  if (!owns(deed.caller, before, deed.tree)) throw refused(before, deed.caller, deed.tree, "its owner");
  if (before.published === undefined) return undefined;
  const { published: _p, content: _c, proposed: _w, ...rest } = before;
  return changed(before, { ...rest, reach: "private" }, "taken back", deed);
}

/** Out of everyone's sight but the owner's and the curators': for what should not be there. */
export function hide(before: Collection, reason: string, deed: Deed): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (!may(caller, "hide", asResource(before), tree))
    throw refused(before, caller, tree, "curators of its organization and of those above");
  if (before.status === "hidden") return undefined;
  const by = levelOf(caller, before.organization, tree);
  const after: Collection = { ...before, status: "hidden", ...(by ? { hiddenBy: by } : {}) };
  return changed(before, after, "hidden", deed, { note: reason });
}

/** Only the level that hid it, or one above, shows it again. */
export function show(before: Collection, deed: Deed): CollectionChange | undefined {
  const { caller, tree } = deed;
  if (before.status === "active" && sees(caller, before, tree)) return undefined;
  if (!curates(caller, before.hiddenBy ?? before.organization, tree))
    throw refused(before, caller, tree, "those who hid it and those above them");
  const { hiddenBy: _by, ...rest } = before;
  return changed(before, { ...rest, status: "active" }, "shown", deed);
}

/** What stands against this reach: the rules are those of resources. */
const reachFaults = (before: Collection, after: Collection, deed: Deed): Fault[] =>
  checkReach(asResource(after), asResource(before).reach, deed);

/** A curator's narrowing stays until a curator lifts it; the owner's own does not bind. */
function movedTo(before: Collection, after: Collection, deed: Deed): Collection {
  if (before.published === undefined || !isWider(before.reach, after.reach)) return after;
  const { proposed: _offered, ...narrowed } = after;
  if (owns(deed.caller, before, deed.tree)) return narrowed;
  const by = levelOf(deed.caller, before.organization, deed.tree);
  return { ...narrowed, ceiling: after.reach, ...(by ? { ceilingBy: by } : {}) };
}
