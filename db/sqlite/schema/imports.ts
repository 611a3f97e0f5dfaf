import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SharedFindings } from "../../../src/imports/rules/change.ts";
import type { Mapping } from "../../../src/imports/rules/columns.ts";
import type { FindingAnswer } from "../../../src/imports/rules/findings.ts";
import type { Import, Imported, ImportRow } from "../../../src/imports/rules/import.ts";
import type { LinkResult } from "../../../src/imports/rules/link-checks.ts";
import type { RowOutcome } from "../../../src/imports/rules/plan.ts";
import { organizations } from "./organizations.ts";
import { resources } from "./resources.ts";

/** Files that organizations bring in. What the rows share is read apart, for it is long. */
export const imports = sqliteTable(
  "imports",
  {
    id: text().primaryKey(),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    state: text().$type<Import["state"]>().notNull(),
    revision: integer().notNull(),
    data: text({ mode: "json" }).$type<Import>().notNull(),
    shared: text({ mode: "json" }).$type<SharedFindings>(),
  },
  (t) => [
    index("imports_organization").on(t.organization, t.id),
    index("imports_trying").on(t.id).where(sql`json_extract(${t.data}, '$.links.state') = 'trying'`),
    index("imports_working")
      .on(t.id)
      .where(sql`${t.state} in ('reading', 'checking', 'importing', 'opening', 'undoing')`),
  ],
);

/** The rows of an import: what is planned for each, and what became of it. */
export const importRows = sqliteTable(
  "import_rows",
  {
    import: text()
      .notNull()
      .references(() => imports.id),
    seq: integer().notNull(),
    sheet: text(),
    row: integer().notNull(),
    outcome: text().$type<RowOutcome>().notNull(),
    externalId: text("external_id"),
    title: text().notNull(),
    resource: text(),
    revision: integer(),
    said: text({ mode: "json" }).$type<ImportRow["said"]>(),
    plan: text({ mode: "json" })
      .$type<Pick<ImportRow, "changes" | "kept" | "duplicates" | "faults" | "warnings">>()
      .notNull(),
    kept: integer({ mode: "boolean" }).notNull(),
    decision: text().$type<ImportRow["decision"]>(),
    result: text().$type<ImportRow["result"]>(),
    why: text(),
    wrote: text({ mode: "json" }).$type<ImportRow["wrote"]>(),
  },
  (t) => [
    primaryKey({ columns: [t.import, t.seq] }),
    index("import_rows_outcome").on(t.import, t.outcome, t.seq),
    index("import_rows_resource").on(t.resource).where(sql`${t.resource} is not null`),
  ],
);

/** How the links of an import's rows were found. */
export const importLinks = sqliteTable(
  "import_links",
  {
    import: text()
      .notNull()
      .references(() => imports.id),
    seq: integer().notNull(),
    url: text().notNull(),
    result: text().$type<LinkResult>().notNull(),
    detail: text().notNull(),
    at: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.import, t.seq] }),
    index("import_links_result").on(t.import, t.result, t.seq),
  ],
);

/** What the last import wrote of each record. */
export const imported = sqliteTable(
  "imported",
  {
    resource: text()
      .primaryKey()
      .references(() => resources.id),
    organization: text().notNull(),
    source: text().notNull(),
    import: text().notNull(),
    version: integer().notNull(),
    differs: text({ mode: "json" }).$type<Imported["differs"]>(),
  },
  (t) => [index("imported_source").on(t.organization, t.source, t.resource)],
);

/** How an organization's columns and values were understood, for its next file. */
export const importWays = sqliteTable("import_ways", {
  organization: text()
    .primaryKey()
    .references(() => organizations.code),
  mapping: text({ mode: "json" }).$type<Mapping>().notNull(),
  answers: text({ mode: "json" }).$type<FindingAnswer[]>().notNull(),
});
