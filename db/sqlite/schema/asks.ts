import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { people } from "./people.ts";

/** What people ask for on purpose. `by` is shown to nobody but that person. */
export const asks = sqliteTable(
  "asks",
  {
    id: text().primaryKey(),
    words: text().notNull(),
    grade: text(),
    level: text(),
    language: text(),
    standard: text(),
    organization: text().notNull(),
    by: text().references(() => people.id),
    tell: integer({ mode: "boolean" }).notNull(),
    at: text().notNull(),
    revision: integer().notNull(),
  },
  (t) => [
    index("asks_at").on(t.at),
    index("asks_person").on(t.by).where(sql`${t.by} is not null`),
    index("asks_waiting").on(t.at).where(sql`${t.tell}`),
  ],
);

/** Which resource was told to whom has asked: once, and no more. */
export const asksTold = sqliteTable(
  "asks_told",
  {
    ask: text()
      .notNull()
      .references(() => asks.id),
    resource: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.ask, t.resource] }), index("asks_told_resource").on(t.resource)],
);

/** Which asks were taken back, or went with an account: a restore of an older backup takes them out once more. */
export const asksEnded = sqliteTable(
  "asks_ended",
  { ask: text().primaryKey(), at: text().notNull() },
  (t) => [index("asks_ended_at").on(t.at)],
);
