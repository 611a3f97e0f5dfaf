import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Term, VocabularyId } from "../../../src/reference/rules/vocabulary.ts";
import type { Framework } from "../../../src/standards/rules/framework.ts";

export const vocabularies = sqliteTable("vocabularies", {
  id: text().$type<VocabularyId>().primaryKey(),
  label: text().notNull(),
  note: text(),
  source: text(),
  terms: text({ mode: "json" }).$type<Term[]>().notNull(),
});

export const frameworks = sqliteTable("frameworks", {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  data: text({ mode: "json" }).$type<Framework>().notNull(),
});

export const items = sqliteTable(
  "items",
  {
    id: text().primaryKey(),
    framework: text()
      .notNull()
      .references(() => frameworks.id),
    code: text().notNull(),
    statement: text(),
    label: text(),
    type: text(),
    grades: text({ mode: "json" }).$type<string[]>().notNull(),
    parent: text(),
    sequence: integer().notNull(),
    language: text(),
    /** True when its package no longer has it; kept while resources point at it. */
    dropped: integer({ mode: "boolean" }).notNull().default(false),
  },
  (t) => [index("items_framework").on(t.framework)],
);

export const associations = sqliteTable(
  "associations",
  {
    id: text().primaryKey(),
    framework: text()
      .notNull()
      .references(() => frameworks.id),
    type: text().notNull(),
    origin: text().notNull(),
    destination: text().notNull(),
  },
  (t) => [index("associations_framework").on(t.framework)],
);
