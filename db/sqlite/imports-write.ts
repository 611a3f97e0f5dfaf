import { and, eq, inArray, lte } from "drizzle-orm";
import type { ImportChange, RowsChange } from "../../src/imports/rules/change.ts";
import type { Imported } from "../../src/imports/rules/import.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { ChangeOf } from "../../src/store/change.ts";
import type { Sqlite } from "../driver.ts";
import type { Db } from "./open.ts";
import { importLinks, importRows, imports, importWays } from "./schema.ts";

/** Writes what happens to imports; the statements for rows are prepared once. */
export function importWriters(db: Db, sqlite: Sqlite) {
  const statements = prepare(sqlite);
  return {
    import: (change: ImportChange) => writeImport(db, change),
    rows: (change: RowsChange) => writeRows(db, statements, change),
    ways: ({ organization, after }: ChangeOf<"import-ways">) => {
      const row = { organization, ...after };
      db.insert(importWays)
        .values(row)
        .onConflictDoUpdate({ target: importWays.organization, set: row })
        .run();
    },
  };
}

/** Plain: a sheet has thousands of rows, and the query builder looks at every value again. */
function prepare(sqlite: Sqlite) {
  const columns = "resource, organization, source, import, version, differs";
  const renewed = columns.split(", ").map((name) => `${name} = excluded.${name}`);
  return {
    add: sqlite.prepare(
      `insert into import_rows (import, seq, sheet, row, outcome, external_id, title, resource, revision, said, plan, kept)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    done: sqlite.prepare(
      "update import_rows set resource = ?, result = ?, why = ?, wrote = ? where import = ? and seq = ?",
    ),
    imported: sqlite.prepare(
      `insert into imported (${columns})
       values (@resource, (select organization from resources where id = @resource), @source, @import, @version, @differs)
       on conflict (resource) do update set ${renewed}`,
    ),
    forget: sqlite.prepare("delete from imported where resource = ?"),
  };
}

function writeImport(db: Db, { before, after, shared }: ImportChange): void {
  const row = {
    state: after.state,
    revision: after.revision,
    data: after,
    ...(shared ? { shared } : {}),
  };
  if (!before) {
    db.insert(imports)
      .values({ id: after.id, organization: after.organization, ...row })
      .run();
    return;
  }
  const guard = and(eq(imports.id, after.id), eq(imports.revision, before.revision));
  if (db.update(imports).set(row).where(guard).run().changes === 0)
    throw new Problem("stale", "This import has moved on meanwhile. Look at it again.");
}

function writeRows(db: Db, statements: ReturnType<typeof prepare>, change: RowsChange): void {
  const of = eq(importRows.import, change.import);
  if (change.cleared) {
    const first = db.select({ seq: importRows.seq }).from(importRows).where(of).orderBy(importRows.seq);
    const last = first.limit(change.cleared).all().at(-1);
    db.delete(importLinks).where(eq(importLinks.import, change.import)).run();
    if (last)
      db.delete(importRows)
        .where(and(of, lte(importRows.seq, last.seq)))
        .run();
  }
  for (const { seq, ...link } of change.links ?? []) {
    const row = { import: change.import, seq, ...link };
    db.insert(importLinks)
      .values(row)
      .onConflictDoUpdate({ target: [importLinks.import, importLinks.seq], set: row })
      .run();
  }
  for (const row of change.added ?? []) {
    const { changes, kept, duplicates, faults, warnings } = row;
    statements.add.run(
      change.import,
      row.seq,
      row.sheet ?? null,
      row.row,
      row.outcome,
      row.externalId ?? null,
      row.title,
      row.resource ?? null,
      row.revision ?? null,
      row.said ? JSON.stringify(row.said) : null,
      JSON.stringify({ changes, kept, duplicates, faults, warnings }),
      kept.length > 0 ? 1 : 0,
    );
  }
  for (const { row, imported: next } of change.done ?? []) {
    statements.done.run(
      row.resource ?? null,
      row.result ?? null,
      row.why ?? null,
      row.wrote ? JSON.stringify(row.wrote) : null,
      change.import,
      row.seq,
    );
    if (next !== undefined && row.resource) writeImported(statements, row.resource, next);
  }
  if (change.decided) {
    const { seqs, outcome, result, decision } = change.decided;
    const which = and(
      of,
      seqs && inArray(importRows.seq, seqs),
      outcome && eq(importRows.outcome, outcome),
      result && eq(importRows.result, result),
    );
    db.update(importRows)
      .set({ decision: decision ?? null })
      .where(which)
      .run();
  }
}

function writeImported(
  statements: ReturnType<typeof prepare>,
  resource: string,
  next: Imported | null,
): void {
  if (!next) return void statements.forget.run(resource);
  statements.imported.run({
    resource,
    ...next,
    differs: next.differs ? JSON.stringify(next.differs) : null,
  });
}
