import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Imported } from "../../src/imports/import.ts";
import type { RowsChange } from "../../src/imports/store.ts";
import { Problem } from "../../src/problem.ts";
import type { Sqlite } from "../../src/sqlite.ts";
import type { Change } from "../../src/store.ts";
import type { Db } from "./open.ts";
import { imported, importLinks, importRows, imports, importWays, resources } from "./schema.ts";

type ImportChange = Extract<Change, { noun: "import" | "import-rows" | "import-ways" }>;
const p = sql.placeholder;

/** Prepared once: an import writes thousands of rows. */
export function importWriter(db: Db, sqlite: Sqlite): (change: ImportChange) => void {
  const statements = prepare(db, sqlite);
  return (change) => {
    switch (change.noun) {
      case "import":
        return writeImport(db, change);
      case "import-rows":
        return writeRows(db, statements, change);
      case "import-ways": {
        const row = { organization: change.organization, ...change.after };
        db.insert(importWays)
          .values(row)
          .onConflictDoUpdate({ target: importWays.organization, set: row })
          .run();
      }
    }
  };
}

function prepare(db: Db, sqlite: Sqlite) {
  const importedValues = {
    organization: p("organization"),
    source: p("source"),
    import: p("import"),
    version: p("version"),
    differs: p("differs"),
  };
  return {
    // Plain: a sheet has thousands of rows, and the query builder looks at every value again.
    add: sqlite.prepare(
      `insert into import_rows (import, seq, sheet, row, outcome, external_id, title, resource, revision, said, plan, kept)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    done: db
      .update(importRows)
      .set({
        resource: sql`${p("resource")}`,
        result: sql`${p("result")}`,
        why: sql`${p("why")}`,
        wrote: sql`${p("wrote")}`,
      })
      .where(and(eq(importRows.import, p("import")), eq(importRows.seq, p("seq"))))
      .prepare(),
    imported: db
      .insert(imported)
      .values({ resource: p("resource"), ...importedValues })
      .onConflictDoUpdate({
        target: imported.resource,
        set: Object.fromEntries(
          ["organization", "source", "import", "version", "differs"].map((name) => [
            name,
            sql.raw(`excluded.${name}`),
          ]),
        ),
      })
      .prepare(),
    forget: db
      .delete(imported)
      .where(eq(imported.resource, p("resource")))
      .prepare(),
    place: db
      .select({ organization: resources.organization })
      .from(resources)
      .where(eq(resources.id, p("resource")))
      .prepare(),
  };
}

function writeImport(db: Db, { before, after, shared }: Extract<Change, { noun: "import" }>): void {
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
    statements.done.run({
      import: change.import,
      seq: row.seq,
      resource: row.resource ?? null,
      result: row.result ?? null,
      why: row.why ?? null,
      wrote: row.wrote ? JSON.stringify(row.wrote) : null,
    });
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
  if (!next) return void statements.forget.run({ resource });
  const organization = statements.place.get({ resource })?.organization;
  statements.imported.run({ resource, organization, ...next, differs: next.differs ?? null });
}
