import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Organization } from "../../../src/organizations/rules/organization.ts";
import type { ReachRule } from "../../../src/organizations/rules/sharing-rule.ts";

export const organizations = sqliteTable("organizations", {
  code: text().primaryKey(),
  kind: text().$type<Organization["kind"]>().notNull(),
  name: text().notNull(),
  parent: text(),
  type: text(),
  nces: text(),
  grades: text({ mode: "json" }).$type<string[]>(),
});

/** Whether an organization wants to be asked, and whom it trusts. Without a row it follows the default. */
export const rules = sqliteTable("rules", {
  organization: text()
    .primaryKey()
    .references(() => organizations.code),
  sharing: text().$type<ReachRule>().notNull(),
  trusted: text({ mode: "json" }).$type<string[]>().notNull(),
  revision: integer().notNull(),
});
