import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ErasureChange } from "../../src/erasing/rules/change.ts";
import type { Erasure } from "../../src/erasing/rules/erasure.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { ChangeOf } from "../../src/store/change.ts";
import type { Erasures } from "../../src/store/erasing.ts";
import { filesOnlyOf, filesSharedBy, type Traces, tracesOf } from "./erasing-traces.ts";
import { asAsked, isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import * as t from "./schema.ts";

const toErasure = ({ traces: _traces, sweptAt, ...row }: typeof t.erasures.$inferSelect): Erasure => ({
  ...row,
  ...(sweptAt === null ? {} : { sweptAt }),
});

export function erasuresOf(db: Db): Erasures {
  const one = db
    .select()
    .from(t.erasures)
    .where(eq(t.erasures.resource, sql.placeholder("resource")))
    .prepare();
  return {
    async get(resource) {
      const row = one.get({ resource });
      return row && toErasure(row);
    },
    async many(resources) {
      const rows = db.select().from(t.erasures).where(isAmong(t.erasures.resource, resources)).all();
      return asAsked(resources, rows.map(toErasure), (erasure) => erasure.resource);
    },
    async all() {
      return allErasures(db);
    },
    async unswept() {
      const rows = db.select().from(t.erasures).where(isNull(t.erasures.sweptAt)).all();
      return rows.map((row) => ({ ...toErasure(row), files: row.traces?.files ?? [] }));
    },
    async extent(id) {
      const files = filesOnlyOf(db, id);
      const of = (
        table: typeof t.versions | typeof t.reviews | typeof t.claims | typeof t.reports | typeof t.saved,
      ) => db.$count(table, eq(table.resource, id));
      return {
        versions: await of(t.versions),
        files: files.length,
        filesKept: filesSharedBy(db, id, files).length,
        reviews: await of(t.reviews),
        claims: await of(t.claims),
        reports: await of(t.reports),
        saved: await of(t.saved),
        collections: collectionsWith(db, id),
      };
    },
  };
}

export const allErasures = (db: Db): Erasure[] =>
  db.select().from(t.erasures).orderBy(asc(t.erasures.resource)).all().map(toErasure);

function collectionsWith(db: Db, id: string): number {
  const published = db
    .select({ one: sql`1` })
    .from(t.collectionVersions)
    .where(
      and(
        eq(t.collectionVersions.collection, t.collections.id),
        sql`instr(${t.collectionVersions.content}, ${id})`,
      ),
    );
  const held = or(sql`instr(${t.collections.draft}, ${id})`, sql`exists ${published}`);
  return db.select({ n: count() }).from(t.collections).where(held).get()?.n ?? 0;
}

/**
 * Everything that hangs on the resource goes in this one commit: readers find nothing of it from here on. What
 * is written down elsewhere is remembered in `traces`, and goes right after (`erasing-mentions.ts`).
 */
export function writeErasure(db: Db, { before, after }: ErasureChange): void {
  const id = after.resource;
  const there = db.select().from(t.resources).where(eq(t.resources.id, id)).get();
  if (before && there?.revision !== before.revision)
    throw new Problem("stale", "Somebody else changed this resource meanwhile. Look at it again.");
  const traces = there ? tracesOf(db, id) : undefined;
  if (traces) take(db, id, traces);
  const { resource, at, by, reason, readers } = after;
  const row = { resource, at, by, reason, readers, traces: traces ?? null, sweptAt: traces ? null : at };
  // A tombstone that is there already stays as it is, unless there was something to erase once more.
  const insert = db.insert(t.erasures).values(row);
  if (traces) insert.onConflictDoUpdate({ target: t.erasures.resource, set: row }).run();
  else insert.onConflictDoNothing().run();
  if (there) db.insert(t.outbox).values({ thing: id }).run();
}

/** The rows that hang on it, those that point at others first. */
function take(db: Db, id: string, traces: Traces): void {
  const reviews = db.select({ id: t.reviews.id }).from(t.reviews).where(eq(t.reviews.resource, id));
  db.delete(t.reviewComments).where(inArray(t.reviewComments.review, reviews)).run();
  db.delete(t.reviewEvents).where(inArray(t.reviewEvents.review, reviews)).run();
  for (const table of [
    t.reviews,
    t.claims,
    t.reports,
    t.saved,
    t.imported,
    t.resourceKeys,
    t.versions,
    t.history,
  ])
    db.delete(table).where(eq(table.resource, id)).run();
  db.delete(t.asksTold).where(eq(t.asksTold.resource, id)).run();
  const shared = filesSharedBy(db, id, traces.files);
  db.delete(t.fileUses).where(eq(t.fileUses.resource, id)).run();
  db.delete(t.uploads).where(inArray(t.uploads.hash, traces.files)).run();
  db.delete(t.files).where(inArray(t.files.hash, traces.files)).run();
  // What its authors called a file that stays is theirs to say again.
  const theirs: SQL | undefined = and(
    inArray(t.uploads.hash, shared),
    inArray(t.uploads.person, traces.authors),
  );
  db.delete(t.uploads).where(theirs).run();
  db.delete(t.drafts).where(eq(t.drafts.id, id)).run();
  db.delete(t.resources).where(eq(t.resources.id, id)).run();
}

export function writeSwept(db: Db, { resources, at }: ChangeOf<"swept">): void {
  const done = and(inArray(t.erasures.resource, resources), isNull(t.erasures.traces));
  db.update(t.erasures).set({ sweptAt: at }).where(done).run();
}
