import { eq, getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Change } from "../../src/store/change.ts";
import type { Db } from "./open.ts";
import { associations, frameworks, items, outbox } from "./schema.ts";

type FrameworkChange = Extract<Change, { noun: "framework" }>;

const nothingOptional = { statement: null, label: null, type: null, parent: null, language: null };

/** Rows in one statement: SQLite takes tens of thousands of values, and the lock is held for less long. */
const AT_ONCE = 500;

/** Writes a framework with its items and associations, and enqueues the resources aligned to what changed. */
export function commitFramework(
  db: Db,
  { framework, items: given, associations: edges, dropped }: FrameworkChange,
) {
  const row = { id: framework.id, code: framework.code, data: framework };
  db.insert(frameworks).values(row).onConflictDoUpdate({ target: frameworks.id, set: row }).run();
  inSlices(given, (slice) => {
    const rows = slice.map((item) => ({ ...nothingOptional, ...item, dropped: false }));
    db.insert(items)
      .values(rows)
      .onConflictDoUpdate({ target: items.id, set: excluded(items) })
      .run();
  });
  for (const id of dropped) db.update(items).set({ dropped: true }).where(eq(items.id, id)).run();
  db.delete(associations).where(eq(associations.framework, framework.id)).run();
  inSlices(edges, (slice) => {
    const rows = slice.map((edge) => ({ ...edge, framework: framework.id }));
    db.insert(associations)
      .values(rows)
      .onConflictDoUpdate({ target: associations.id, set: excluded(associations) })
      .run();
  });
  touchAligned(db, [...given.map((i) => i.id), ...dropped]);
}

function inSlices<T>(all: T[], write: (slice: T[]) => void): void {
  for (let from = 0; from < all.length; from += AT_ONCE) write(all.slice(from, from + AT_ONCE));
}

/** "Every column as in the row that was to be inserted." */
const excluded = (table: SQLiteTable) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, c]) => [key, sql.raw(`excluded."${c.name}"`)]),
  );

function touchAligned(db: Db, ids: string[]): void {
  db.run(sql`
    insert into ${outbox} (resource)
    select r.id from resources r join versions v on v.resource = r.id and v.number = r.published
    where exists (select 1 from json_each(v.description, '$.alignments') a
                  where json_extract(a.value, '$.item') in (select value from json_each(${JSON.stringify(ids)})))`);
}
