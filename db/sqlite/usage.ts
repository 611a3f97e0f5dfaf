import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { Usage } from "../../src/store/usage.ts";
import type { Db } from "./open.ts";
import { usage } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";

export function usageOf(db: Db): Usage {
  const { placeholder } = sql;
  const one = db
    .insert(usage)
    .values({
      day: placeholder("day"),
      kind: placeholder("kind"),
      what: placeholder("what"),
      district: placeholder("district"),
      count: placeholder("count"),
    })
    .onConflictDoUpdate({
      target: [usage.day, usage.kind, usage.what, usage.district],
      set: { count: sql`${usage.count} + excluded.count` },
    })
    .prepare();
  return {
    async add(counts) {
      if (counts.length === 0) return;
      const addAll = () => {
        for (const count of counts) one.run({ ...count });
      };
      await whenFree(() => db.transaction(addAll, { behavior: "immediate" }));
    },
    async between(from, to, kind) {
      return db
        .select()
        .from(usage)
        .where(and(gte(usage.day, from), lte(usage.day, to), kind && eq(usage.kind, kind)))
        .orderBy(asc(usage.day))
        .all();
    },
  };
}
