import { randomUUID } from "node:crypto";
import { asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Outbox } from "../../src/store/store.ts";
import type { Sqlite } from "../driver.ts";
import type { Db } from "./open.ts";
import { meta, outbox } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";

export function outboxOf(db: Db, sqlite: Sqlite): Outbox {
  const after = db
    .select({ position: outbox.position, noun: outbox.noun, id: outbox.thing })
    .from(outbox)
    .where(gt(outbox.position, sql.placeholder("position")))
    .orderBy(asc(outbox.position))
    .limit(sql.placeholder("limit"))
    .prepare();
  const epoch = epochIn(db);
  // The counter of AUTOINCREMENT remembers positions whose rows have been forgotten.
  const head = sqlite.prepare("select seq from sqlite_sequence where name = 'outbox'").pluck();
  return {
    async epoch() {
      return epoch();
    },
    async after(position, limit) {
      return after.all({ position, limit });
    },
    async head() {
      return (head.get() as number | undefined) ?? 0;
    },
    async renew() {
      await whenFree(() => renewEpoch(db));
    },
    async forget(position) {
      await whenFree(() => db.delete(outbox).where(lte(outbox.position, position)).run());
    },
  };
}

/** Reads the epoch; the first one who asks begins it. */
export function epochIn(db: Db): () => string {
  const kept = db.select().from(meta).where(eq(meta.key, "epoch")).prepare();
  return () => kept.get()?.value ?? renewEpoch(db);
}

/** Called after a restore, and when something was erased: what engines have taken counts no more. */
export function renewEpoch(db: Db): string {
  const row = { key: "epoch", value: randomUUID() };
  db.insert(meta).values(row).onConflictDoUpdate({ target: meta.key, set: row }).run();
  return row.value;
}
