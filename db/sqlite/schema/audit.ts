import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AuditAction } from "../../../src/people/rules/audit.ts";

/** Who did what to whom, by ids. Triggers (`audit.ts`) refuse every change of what is written. */
export const audit = sqliteTable(
  "audit",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    by: text().notNull(),
    what: text().$type<AuditAction>().notNull(),
    person: text(),
    organization: text(),
    thing: text(),
    role: text(),
  },
  (t) => [index("audit_person").on(t.person)],
);
