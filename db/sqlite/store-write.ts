import { and, eq } from "drizzle-orm";
import type { ChangeOf } from "../../src/store/change.ts";
import type { Db } from "./open.ts";
import { keptAnswers, meta } from "./schema.ts";

/** In the place of one that is no longer kept, where there was one. */
export function writeAnswer(db: Db, { before, after }: ChangeOf<"answer">): void {
  if (before) {
    const same = and(eq(keptAnswers.key, before.key), eq(keptAnswers.at, before.at));
    db.delete(keptAnswers).where(same).run();
  }
  db.insert(keptAnswers).values(after).run();
}

export function writeSeeded(db: Db, { at }: ChangeOf<"seeded">): void {
  const row = { key: "seeded", value: at };
  db.insert(meta).values(row).onConflictDoUpdate({ target: meta.key, set: row }).run();
}
