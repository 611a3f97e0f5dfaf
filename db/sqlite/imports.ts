import { and, asc, desc, eq, gt, inArray, isNotNull, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import type { Imported, ImportRow } from "../../src/imports/rules/import.ts";
import type { LinkResult } from "../../src/imports/rules/link-checks.ts";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Imports } from "../../src/store/imports.ts";
import type { Sqlite } from "../driver.ts";
import { similarRecords } from "./import-duplicates.ts";
import { earlierRows } from "./imports-earlier.ts";
import { ownRecords } from "./imports-own.ts";
import { rowsToDo } from "./imports-rows-to-apply.ts";
import { asAsked, isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import { imported, importLinks, importRows, imports, importWays, resources, versions } from "./schema.ts";

type Row = typeof importRows.$inferSelect;

/** A stored row as the rest of the program knows it: what is null there is absent here. */
export function toRow(r: Row): ImportRow {
  const { import: _of, plan, kept: _flag, ...rest } = r;
  const present: Record<string, unknown> = {};
  // Thousands at a time: lists of entries would cost more than the reading.
  for (const name in rest) {
    const value = rest[name as keyof typeof rest];
    if (value !== null) present[name] = value;
  }
  return { ...(present as Omit<ImportRow, keyof typeof plan>), ...plan };
}

const toImported = (r: typeof imported.$inferSelect): Imported => ({
  source: r.source,
  import: r.import,
  version: r.version,
  ...(r.differs ? { differs: r.differs } : {}),
});

const HAS_RECORD = and(isNotNull(importRows.resource), ne(importRows.outcome, "gone"));
const TAKEN_BACK = or(
  inArray(importRows.result, ["created", "revived", "changed", "withdrawn"]),
  and(eq(importRows.result, "later"), eq(importRows.decision, "undo")),
);

const foundLike = (db: Db, id: string, result: LinkResult) =>
  db
    .select({ seq: importLinks.seq })
    .from(importLinks)
    .where(and(eq(importLinks.import, id), eq(importLinks.result, result)));

function withLinks(db: Db, id: string, rows: ImportRow[]): ImportRow[] {
  const seqs = rows.map((r) => r.seq);
  const tried = db
    .select()
    .from(importLinks)
    .where(and(eq(importLinks.import, id), inArray(importLinks.seq, seqs)))
    .all();
  const bySeq = new Map(tried.map(({ seq, result, detail }) => [seq, { result, detail }]));
  return rows.map((row) => {
    const link = bySeq.get(row.seq);
    return link ? { ...row, link } : row;
  });
}

export function importsOf(db: Db, sqlite: Sqlite, tree: () => OrganizationTree): Imports {
  const rowsWhere = (id: string, after: number, limit: number, ...also: (SQL | undefined)[]) =>
    db
      .select()
      .from(importRows)
      .where(and(eq(importRows.import, id), gt(importRows.seq, after), ...also))
      .orderBy(asc(importRows.seq))
      .limit(limit)
      .all()
      .map(toRow);

  const toDo = rowsToDo(db);
  return {
    ...ownRecords(db),
    ...similarRecords(db, sqlite, tree),
    ...earlierRows(sqlite),
    async get(id) {
      return db.select({ data: imports.data }).from(imports).where(eq(imports.id, id)).get()?.data;
    },
    async many(ids) {
      const rows = db.select({ data: imports.data }).from(imports).where(isAmong(imports.id, ids)).all();
      return asAsked(
        ids,
        rows.map((row) => row.data),
        (one) => one.id,
      );
    },
    async list(organization, limit) {
      const own = db.select({ data: imports.data }).from(imports);
      const found = own.where(eq(imports.organization, organization)).orderBy(desc(imports.id)).limit(limit);
      return found.all().map((r) => r.data);
    },
    async open() {
      // Said as in the partial index, so that it is used.
      const open = sql`${imports.state} in ('reading', 'checking', 'importing', 'opening', 'undoing')`;
      const found = db.select({ data: imports.data }).from(imports).where(open).orderBy(asc(imports.id));
      return found.all().map((r) => r.data);
    },
    async rows(id, { outcome, result, kept, link, after, limit }) {
      const rows = rowsWhere(
        id,
        after,
        limit,
        outcome && eq(importRows.outcome, outcome),
        result && eq(importRows.result, result),
        kept ? eq(importRows.kept, true) : undefined,
        link && sql`${importRows.seq} in (${foundLike(db, id, link)})`,
      );
      return withLinks(db, id, rows);
    },
    async linked(id, after, limit) {
      return rowsWhere(id, after, limit, sql`json_extract(${importRows.said}, '$.url') is not null`);
    },
    async withLinkCheck() {
      const trying = sql`json_extract(${imports.data}, '$.links.state') = 'trying'`;
      const found = db.select({ data: imports.data }).from(imports).where(trying).orderBy(asc(imports.id));
      return found.all().map((r) => r.data);
    },
    async toDo(id, after, limit) {
      return toDo(id, after, limit);
    },
    async toUndo(id, after, limit) {
      return rowsWhere(id, after, limit, TAKEN_BACK);
    },
    async rowsWithRecord(id, after, limit) {
      return rowsWhere(id, after, limit, HAS_RECORD);
    },
    async countWithRecord(id) {
      return db.$count(importRows, and(eq(importRows.import, id), HAS_RECORD));
    },
    async shared(id) {
      const found = db.select({ shared: imports.shared }).from(imports).where(eq(imports.id, id)).get();
      return found?.shared ?? { findings: [], understood: [] };
    },
    async remembered(organization) {
      const found = db.select().from(importWays).where(eq(importWays.organization, organization)).get();
      return { mapping: found?.mapping ?? {}, answers: found?.answers ?? [] };
    },
    async imported(ids) {
      const found = db.select().from(imported).where(isAmong(imported.resource, ids)).all();
      return new Map(found.map((row) => [row.resource, toImported(row)]));
    },
    async noLongerListed({ import: i, after, limit }) {
      const ofRow = db
        .select({ one: sql`1` })
        .from(importRows)
        .where(and(eq(importRows.import, i.id), eq(importRows.resource, imported.resource)));
      return db
        .select({
          resource: imported.resource,
          title: sql<string>`json_extract(${versions.description}, '$.title')`,
        })
        .from(imported)
        .innerJoin(resources, eq(resources.id, imported.resource))
        .innerJoin(
          versions,
          and(eq(versions.resource, resources.id), eq(versions.number, resources.published)),
        )
        .where(
          and(
            eq(imported.organization, i.organization),
            eq(imported.source, i.source),
            gt(imported.resource, after),
            inArray(resources.status, ["active", "hidden"]),
            notExists(ofRow),
          ),
        )
        .orderBy(asc(imported.resource))
        .limit(limit)
        .all();
    },
  };
}
