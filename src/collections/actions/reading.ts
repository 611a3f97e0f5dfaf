import { Problem } from "../../kernel/problem.ts";
import { confirmedPlaces, curatedPlaces } from "../../people/rules/may.ts";
import type { Caller, Person } from "../../people/rules/person.ts";
import { isWider, type Reach } from "../../reach/rules/reach.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { type Collection, type Content, entriesOf, placeOf } from "../rules/collection.ts";
import { type Gap, gapsOf, withoutGaps } from "../rules/gaps.ts";
import type { Collectable } from "../rules/lifecycle.ts";
import { mayOnCollection } from "../rules/may.ts";
import { noSuchCollection, refusedCollection } from "../rules/refusals.ts";

/**
 * The collection, if this caller may see it. Hidden and absent answer alike
 * (docs/decisions/0006-what-one-may-not-see-does-not-exist.md).
 */
export async function readFor(id: string, caller: Caller, store: Store): Promise<[Collection, Reference]> {
  const [collection, reference] = await Promise.all([store.collections.get(id), store.reference()]);
  if (collection && mayOnCollection(caller, "see", collection, reference.organizations))
    return [collection, reference];
  throw noSuchCollection();
}

/** The same for those who may change it; others who see it are told so. */
export async function readToMaintain(
  id: string,
  caller: Caller,
  store: Store,
): Promise<[Collection, Reference]> {
  const [collection, reference] = await readFor(id, caller, store);
  const tree = reference.organizations;
  if (!mayOnCollection(caller, "edit", collection, tree))
    throw refusedCollection(collection, caller, tree, "those who maintain this collection");
  return [collection, reference];
}

/** One that this caller is asked to help maintain. */
export async function readInvitation(id: string, caller: Caller, store: Store): Promise<Collection> {
  const [collection, reference] = await Promise.all([store.collections.get(id), store.reference()]);
  if (collection && mayOnCollection(caller, "answer its invitation", collection, reference.organizations))
    return collection;
  throw noSuchCollection();
}

const resourcesOf = async (contents: Content[], store: Store) => {
  const ids = [...new Set(contents.flatMap(entriesOf).map((e) => e.resource))];
  return new Map((await store.resources.many(ids)).map((r) => [r.id, r]));
};

/** What it holds, as far as this caller may see it. */
export const visibleContents = (content: Content, caller: Caller, store: Store) =>
  visibleIn([content], caller, store);

/** What any of these holds, as far as this caller may see it, by its id. */
export async function visibleIn(contents: Content[], caller: Caller, store: Store) {
  return seenOf(await resourcesOf(contents, store), caller, await store.reference());
}

/** A hidden resource is a gap for everybody, also for those who still see it elsewhere. */
const seenOf = (all: Map<string, Resource>, caller: Caller, { organizations }: Reference) =>
  new Map([...all].filter(([, r]) => r.status === "active" && may(caller, "see", r, organizations)));

/** A draft with what is in it and what is missing, for those who keep it. */
export const readDraft = (c: Collection, caller: Caller, store: Store) =>
  readContent(c, c.draft, caller, store);

/** What this caller finds in it, and what is missing to its readers, or to those of another reach. */
export async function readContent(
  c: Collection,
  content: Content,
  caller: Caller,
  store: Store,
  reach?: Reach,
): Promise<{ held: Map<string, Resource>; gaps: Gap[] }> {
  const [all, reference] = [await resourcesOf([content], store), await store.reference()];
  const gaps = gapsOf(c, content, all, { caller, tree: reference.organizations, reach });
  return { held: seenOf(all, caller, reference), gaps };
}

/** Which resources this caller may put into a collection. */
export async function collectableBy(content: Content, caller: Caller, store: Store): Promise<Collectable> {
  const [all, { organizations }] = [await resourcesOf([content], store), await store.reference()];
  return (id) => {
    const r = all.get(id);
    return r !== undefined && may(caller, "collect", r, organizations);
  };
}

/** A collection in a list: what it says, and what this caller finds in it. */
export interface ListedCollection {
  collection: Collection;
  content: Content;
  resources: Resource[];
}

/** For lists of what is published; a draft's own words only where `drafts` is set. */
export async function listFor(
  collections: Collection[],
  caller: Caller,
  store: Store,
  { drafts = false } = {},
): Promise<ListedCollection[]> {
  const contents = collections.map((c) => (drafts ? c.draft : (c.content ?? c.draft)));
  const [all, reference] = [await resourcesOf(contents, store), await store.reference()];
  const seen = seenOf(all, caller, reference);
  return collections.map((collection, i) => {
    const content = withoutGaps(contents[i] ?? collection.draft, seen);
    const resources = entriesOf(content).flatMap((e) => seen.get(e.resource) ?? []);
    return { collection, content, resources };
  });
}

/** Where a resource stands in a collection: the `step`th of `steps` that this caller finds there. */
export interface PlaceInCollection {
  collection: Collection;
  title: string;
  step: number;
  steps: number;
}

/** Named on a resource's page; further ones are not. */
const MOST_NAMED = 5;

/** The published collections this caller may see that hold a resource. */
export async function collectionsWith(
  resource: Resource,
  caller: Caller,
  store: Store,
): Promise<PlaceInCollection[]> {
  const { organizations } = await store.reference();
  const found = await store.collections.withResource(
    resource.id,
    visibilityTokensOf(caller, organizations),
    MOST_NAMED,
  );
  const open = found.filter((c) => mayOnCollection(caller, "see", c, organizations));
  return (await listFor(open, caller, store)).flatMap(({ collection, content, resources }) => {
    const step = resources.findIndex((r) => r.id === resource.id) + 1;
    return step > 0 ? [{ collection, title: content.title, step, steps: resources.length }] : [];
  });
}

/** The collections of the home page that this caller may see. */
export async function listFeatured(caller: Caller, store: Store): Promise<ListedCollection[]> {
  const { organizations } = await store.reference();
  const found = await store.collections.many(await store.collections.featured());
  const open = found.filter((c) => c.published !== undefined && c.status === "active");
  const shown = open.filter((c) => mayOnCollection(caller, "see", c, organizations));
  return (await listFor(shown, caller, store)).filter((l) => l.resources.length > 0);
}

/** What this person keeps, drafts too. */
export async function maintainedBy(caller: Caller, store: Store): Promise<Collection[]> {
  if (!caller.person) return [];
  const found = await store.collections.maintainedBy(caller.person.id, curatedPlaces(caller));
  const { organizations } = await store.reference();
  return found.filter((c) => mayOnCollection(caller, "edit", c, organizations));
}

/** One that somebody keeps: as its draft is now, and how many resources in it need a look. */
export interface MaintainedCollection extends ListedCollection {
  gaps: number;
}

/** What this person keeps, as they find it in lists. */
export async function listMaintained(caller: Caller, store: Store): Promise<MaintainedCollection[]> {
  const collections = await maintainedBy(caller, store);
  const all = await resourcesOf(
    collections.map((c) => c.draft),
    store,
  );
  const reference = await store.reference();
  const seen = seenOf(all, caller, reference);
  return collections.map((collection) => {
    const { draft } = collection;
    return {
      collection,
      content: draft,
      resources: entriesOf(draft).flatMap((e) => seen.get(e.resource) ?? []),
      gaps: gapsOf(collection, draft, all, { caller, tree: reference.organizations }).length,
    };
  });
}

export const invitationsOf = async ({ person }: Caller, store: Store): Promise<Collection[]> =>
  person ? store.collections.invited(person.id, person.email) : [];

/** Those whose names a person reads anyway: who belongs to the same schools, districts or partners. */
export async function colleaguesOf(caller: Caller, store: Store): Promise<Person[]> {
  const found = (await store.people.members(confirmedPlaces(caller))).filter((m) => m.membership.confirmed);
  return [...new Map(found.map(({ person }) => [person.id, person])).values()];
}

/** Where those who help maintain it teach: schools rather than districts, and never a name of a person. */
export async function placesOfMaintainers(c: Collection, store: Store): Promise<string[]> {
  const { organizations: tree } = await store.reference();
  const people = c.curators.flatMap((k) => (k.acceptedAt && k.person ? [k.person] : []));
  const confirmed = (await store.people.membershipsOf(people)).filter((m) => m.confirmed);
  const deep = confirmed.toSorted(
    (a, b) => tree.path(b.organization).length - tree.path(a.organization).length,
  );
  const found = people.map((id) => tree.get(deep.find((m) => m.person === id)?.organization ?? "")?.name);
  const own = tree.get(c.organization)?.name;
  return [...new Set(found)].filter((name): name is string => name !== undefined && name !== own);
}

/** The names of those who ask this caller to these collections: one who is invited may know them. */
export async function invitersOf(
  collections: Collection[],
  caller: Caller,
  store: Store,
): Promise<(c: Collection) => string> {
  const asker = (c: Collection) => placeOf(caller, c)?.invitedBy ?? "";
  const names = await store.people.names(collections.map(asker));
  return (c) => names.get(asker(c)) ?? "An educator";
}

export const inviterOf = async (c: Collection, caller: Caller, store: Store): Promise<string> =>
  (await invitersOf([c], caller, store))(c);

/**
 * One version, for those who see the collection now and were within the version's widest reach; those who keep
 * it read every one.
 */
export async function versionFor(id: string, number: number, caller: Caller, store: Store) {
  const [c, reference] = await readFor(id, caller, store);
  const version = await store.collections.version(c.id, number);
  const keeper = mayOnCollection(caller, "edit", c, reference.organizations);
  if (!version || (!keeper && isWider(c.reach, version.widestReach)))
    throw new Problem("unknown", "There is no such version.");
  return { collection: c, reference, version };
}
