import { and, asc, gte, lte, sql } from "drizzle-orm";
import type { Usage } from "../../src/usage/store.ts";
import type { Db } from "./open.ts";
import { usage } from "./schema.ts";
import { whenFree } from "./waiting.ts";

export function usageOf(db: Db): Usage {
  return {
    async add(counts) {
      if (counts.length === 0) return;
      await whenFree(() =>
        db.transaction(
          (tx) => {
            for (const count of counts) {
              tx.insert(usage)
                .values(count)
                .onConflictDoUpdate({
                  target: [usage.day, usage.kind, usage.what, usage.district],
                  set: { count: sql`${usage.count} + ${count.count}` },
                })
                .run();
            }
          },
          { behavior: "immediate" },
        ),
      );
    },
    async between(from, to) {
      return db
        .select()
        .from(usage)
        .where(and(gte(usage.day, from), lte(usage.day, to)))
        .orderBy(asc(usage.day))
        .all();
    },
  };
}
