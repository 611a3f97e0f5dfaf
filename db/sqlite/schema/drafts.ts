import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FormValues, ReadPage } from "../../../src/contributing/rules/draft.ts";
import { people } from "./people.ts";

/** What somebody describes and has not shared yet. */
export const drafts = sqliteTable(
  "drafts",
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id),
    typed: text({ mode: "json" }).$type<FormValues>().notNull(),
    page: text({ mode: "json" }).$type<ReadPage>(),
    createdAt: text("created_at").notNull(),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [index("drafts_person").on(t.person)],
);
