import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Traces } from "../erasing-traces.ts";

/**
 * What was erased, when and why. `traces` is what the last of it is found by, and is gone once that is gone;
 * `swept_at` is when its last bytes were overwritten.
 */
export const erasures = sqliteTable(
  "erasures",
  {
    resource: text().primaryKey(),
    at: text().notNull(),
    by: text().notNull(),
    reason: text().notNull(),
    readers: text({ mode: "json" }).$type<string[]>().notNull(),
    traces: text({ mode: "json" }).$type<Traces>(),
    sweptAt: text("swept_at"),
  },
  (t) => [index("erasures_unswept").on(t.resource).where(sql`${t.sweptAt} is null`)],
);
