import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type {
  CollectionChange,
  CollectionEventChange,
  FeaturedChange,
} from "../../src/collections/rules/change.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { Db } from "./open.ts";
import { ownerColumns } from "./owner.ts";
import { collectionCurators, collectionHistory, collections, collectionVersions, outbox } from "./schema.ts";

const STALE = "Someone else changed this collection meanwhile. Read it again.";

export function writeCollection(db: Db, change: CollectionChange): void {
  const { before, after, version, widened, event } = change;
  const { content: _published, curators, owner, ...plain } = after;
  const row = {
    ...plain,
    ...ownerColumns(owner),
    hiddenBy: after.hiddenBy ?? null,
    ceiling: after.ceiling ?? null,
    ceilingBy: after.ceilingBy ?? null,
    published: after.published ?? null,
    proposed: after.proposed ?? null,
  };
  if (before) {
    const guard = and(eq(collections.id, after.id), eq(collections.revision, before.revision));
    const { changes } = db.update(collections).set(row).where(guard).run();
    if (changes === 0) throw new Problem("stale", STALE);
  } else db.insert(collections).values(row).run();
  if (version) db.insert(collectionVersions).values(version).run();
  if (widened) {
    const same = and(
      eq(collectionVersions.collection, after.id),
      eq(collectionVersions.number, widened.number),
    );
    db.update(collectionVersions).set({ widestReach: widened.widestReach }).where(same).run();
  }
  if (JSON.stringify(before?.curators ?? []) !== JSON.stringify(curators)) {
    db.delete(collectionCurators).where(eq(collectionCurators.collection, after.id)).run();
    for (const k of curators)
      db.insert(collectionCurators)
        .values({ ...k, collection: after.id })
        .run();
  }
  db.insert(outbox).values({ noun: "collection", thing: after.id }).run();
  writeCollectionEvent(db, { noun: "collection-event", collection: after.id, event });
}

/** The whole order at once, over the one that was seen. */
export function writeFeatured(db: Db, { before, after }: FeaturedChange): void {
  const now = db
    .select({ id: collections.id })
    .from(collections)
    .where(isNotNull(collections.featured))
    .orderBy(asc(collections.featured))
    .all()
    .map((row) => row.id);
  if (JSON.stringify(now) !== JSON.stringify(before))
    throw new Problem("stale", "Someone else changed the home page meanwhile. Look again.");
  if (now.length > 0)
    db.update(collections).set({ featured: null }).where(inArray(collections.id, now)).run();
  for (const [place, id] of after.entries())
    db.update(collections).set({ featured: place }).where(eq(collections.id, id)).run();
}

export function writeCollectionEvent(db: Db, { collection, event }: CollectionEventChange): void {
  db.insert(collectionHistory).values({ collection, event }).run();
}
