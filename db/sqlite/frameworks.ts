import { eq, getTableColumns, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { FrameworkChange } from "../../src/standards/rules/change.ts";
import type { Db } from "./open.ts";
import { referenceChanged } from "./reference.ts";
import { associations, frameworks, items } from "./schema.ts";

const nothingOptional = { statement: null, label: null, type: null, parent: null, language: null };

/** Rows in one statement: SQLite takes tens of thousands of values, and the lock is held for less long. */
const AT_ONCE = 500;

/** Writes a framework with its items and associations. */
export function writeFramework(
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
  referenceChanged(db);
}

function inSlices<T>(all: T[], write: (slice: T[]) => void): void {
  for (let from = 0; from < all.length; from += AT_ONCE) write(all.slice(from, from + AT_ONCE));
}

/** "Every column as in the row that was to be inserted." */
const excluded = (table: SQLiteTable) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, c]) => [key, sql.raw(`excluded."${c.name}"`)]),
  );
