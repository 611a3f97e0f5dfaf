import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UsageKind } from "../../../src/store/usage.ts";

export const usage = sqliteTable(
  "usage",
  {
    day: text().notNull(),
    kind: text().$type<UsageKind>().notNull(),
    what: text().notNull(),
    district: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.kind, t.what, t.district] })],
);
