import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Report, ReportKind } from "../../../src/reports/rules/report.ts";
import { resources } from "./resources.ts";

/** Problems that somebody saw. The address of who wants an answer is kept until there is one. */
export const reports = sqliteTable(
  "reports",
  {
    id: text().primaryKey(),
    resource: text()
      .notNull()
      .references(() => resources.id),
    organization: text().notNull(),
    kind: text().$type<ReportKind>().notNull(),
    words: text().notNull(),
    by: text(),
    email: text(),
    notice: integer({ mode: "boolean" }).notNull().default(false),
    at: text().notNull(),
    state: text().$type<Report["state"]>().notNull(),
    answer: text({ mode: "json" }).$type<NonNullable<Report["answer"]>>(),
    revision: integer().notNull(),
  },
  (t) => [
    index("reports_organization").on(t.organization, t.state, t.id),
    index("reports_resource").on(t.resource),
  ],
);
