import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AlignmentClaim } from "../../../src/contributing/rules/alignment-claim.ts";
import { people } from "./people.ts";
import { resources } from "./resources.ts";

/** What others say a resource teaches, beside its description. */
export const claims = sqliteTable(
  "claims",
  {
    id: text().primaryKey(),
    resource: text()
      .notNull()
      .references(() => resources.id),
    person: text()
      .notNull()
      .references(() => people.id),
    organization: text().notNull(),
    alignment: text({ mode: "json" }).$type<AlignmentClaim["alignment"]>().notNull(),
    state: text().$type<AlignmentClaim["state"]>().notNull(),
    at: text().notNull(),
    decidedAt: text("decided_at"),
    decidedBy: text("decided_by"),
    revision: integer().notNull(),
  },
  (t) => [index("claims_resource").on(t.resource)],
);
