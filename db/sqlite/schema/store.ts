import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { OutboxNoun } from "../../../src/store/store.ts";

/** Single values: the store's epoch, the revision of the reference data, when the seed was wholly in. */
export const meta = sqliteTable("meta", { key: text().primaryKey(), value: text().notNull() });

/** What changed and has not reached every search engine yet. Positions are never given twice. */
export const outbox = sqliteTable("outbox", {
  position: integer().primaryKey({ autoIncrement: true }),
  noun: text().$type<OutboxNoun>().notNull().default("resource"),
  thing: text().notNull(),
});

/** Answers to an `Idempotency-Key`. */
export const keptAnswers = sqliteTable(
  "answers",
  {
    key: text().primaryKey(),
    request: text().notNull(),
    status: integer().notNull(),
    headers: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
    body: text().notNull(),
    at: text().notNull(),
  },
  (t) => [index("answers_at").on(t.at)],
);
