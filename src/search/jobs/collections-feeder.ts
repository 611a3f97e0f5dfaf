import { setImmediate as breath } from "node:timers/promises";
import { type Collection, entriesOf } from "../../collections/rules/collection.ts";
import { documentOfCollection } from "../../collections/rules/document.ts";
import type { JobPlan } from "../../kernel/job.ts";
import { counted } from "../../kernel/words.ts";
import type { Store } from "../../store/store.ts";
import type { CollectionDocument, CollectionsIndex } from "../rules/collections-index.ts";
import type { Cursor, Removal } from "../rules/engine.ts";
import { reasonToRebuild } from "./index-feeder.ts";

/** Outbox entries taken at once. */
const BATCH = 400;
/** Collections read and made into documents at a stretch. */
const STRETCH = 20;

export const INDEX_COLLECTIONS: JobPlan = {
  name: "index-collections",
  does: "Feeds the index of collections",
  when: "* * * * * *",
  afterCommit: 0,
};

export interface CollectionsFeeder {
  /** Brings the index up to date, and says what was done, if anything. */
  feed(stopped: () => boolean): Promise<string | undefined>;
  known(): Cursor | undefined;
}

/** Feeds the index of collections from the outbox: collections that changed, and those that hold what changed. */
export function collectionsFeederOf(store: Store, index: CollectionsIndex): CollectionsFeeder {
  return {
    async feed(stopped) {
      const epoch = await store.outbox.epoch();
      let cursor = index.cursor();
      const why = await reasonToRebuild(store, cursor, epoch);
      if (why || !cursor) cursor = await rebuildCollections(store, index, stopped);
      if (!cursor) return "The rebuild was broken off.";
      const taken = await feedFrom(cursor, store, index, stopped);
      if (why) return `Rebuilt: ${why}.`;
      return taken > 0 ? `${counted(taken, "collection")} taken in.` : undefined;
    },
    known: () => index.cursor(),
  };
}

async function feedFrom(
  { epoch, position: from }: Cursor,
  store: Store,
  index: CollectionsIndex,
  stopped: () => boolean,
): Promise<number> {
  let [position, taken] = [from, 0];
  while (!stopped()) {
    const entries = await store.outbox.after(position, BATCH);
    const last = entries.at(-1);
    if (!last) break;
    const of = (noun: string) => entries.filter((e) => e.noun === noun).map((e) => e.id);
    const ids = [...new Set([...of("collection"), ...index.holding(of("resource"))])];
    const put = await documentsOf(await store.collections.many(ids), store);
    const there = new Set(put.map((d) => d.id));
    position = last.position;
    index.take({ put, remove: ids.filter((id) => !there.has(id)) }, { epoch, position });
    taken += ids.length;
    await breath();
  }
  return taken;
}

async function documentsOf(collections: Collection[], store: Store): Promise<CollectionDocument[]> {
  const documents: CollectionDocument[] = [];
  for (let at = 0; at < collections.length; at += STRETCH) {
    if (at > 0) await breath();
    const some = collections.slice(at, at + STRETCH);
    const ids = some.flatMap((c) => entriesOf(c.content ?? c.draft)).map((e) => e.resource);
    const resources = new Map((await store.resources.many([...new Set(ids)])).map((r) => [r.id, r]));
    const reference = await store.reference();
    documents.push(...some.map((c) => documentOfCollection(c, resources, reference)));
  }
  return documents;
}

/** Builds the index anew from the store. Undefined when it was stopped before its end. */
export async function rebuildCollections(
  store: Store,
  index: CollectionsIndex,
  stopped: () => boolean = () => false,
): Promise<Cursor | undefined> {
  // What happens from here on is carried after the rebuild.
  const cursor = { epoch: await store.outbox.epoch(), position: await store.outbox.head() };
  index.begin();
  for (let after = ""; ; ) {
    if (stopped()) return undefined;
    const page = await store.collections.each(after, STRETCH);
    const last = page.at(-1);
    if (!last) break;
    index.put(await documentsOf(page, store));
    after = last.id;
    await breath();
  }
  index.finish(cursor);
  return cursor;
}

/** What the index says otherwise than the store: ids of collections that are to be read again. */
export async function differingCollections(store: Store, index: CollectionsIndex): Promise<string[]> {
  const held = new Map(index.held().map(({ id, revision }: Removal) => [id, revision]));
  const differing: string[] = [];
  for (let after = ""; ; ) {
    const page = await store.collections.each(after, STRETCH);
    const last = page.at(-1);
    if (!last) break;
    for (const { id, visible, revision } of await documentsOf(page, store)) {
      const expected = visible.length > 0 ? revision : undefined;
      if (held.get(id) !== expected) differing.push(id);
      held.delete(id);
    }
    after = last.id;
    await breath();
  }
  return [...differing, ...held.keys()];
}
