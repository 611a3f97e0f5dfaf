import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { people } from "./people.ts";
import { resources } from "./resources.ts";

export const saved = sqliteTable(
  "saved",
  {
    person: text()
      .notNull()
      .references(() => people.id),
    resource: text()
      .notNull()
      .references(() => resources.id),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.resource] })],
);
