import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ScanState } from "../../../src/files/rules/file.ts";
import { people } from "./people.ts";
import { resources } from "./resources.ts";

/** Files by the SHA-256 of their bytes, which lie in the data folder. */
export const files = sqliteTable(
  "files",
  {
    hash: text().primaryKey(),
    size: integer().notNull(),
    type: text().notNull(),
    state: text().$type<ScanState>().notNull(),
    at: text().notNull(),
  },
  (t) => [index("files_held").on(t.at).where(sql`${t.state} = 'held'`)],
);

export const uploads = sqliteTable(
  "uploads",
  {
    hash: text()
      .notNull()
      .references(() => files.hash),
    person: text()
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.person] })],
);

/** Which resources have a version that names the file. */
export const fileUses = sqliteTable(
  "file_uses",
  {
    hash: text()
      .notNull()
      .references(() => files.hash),
    resource: text()
      .notNull()
      .references(() => resources.id),
  },
  (t) => [primaryKey({ columns: [t.hash, t.resource] })],
);
