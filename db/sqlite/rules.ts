import { and, eq } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { Change } from "../../src/store/change.ts";
import type { Db } from "./open.ts";
import { rules } from "./schema.ts";

/** Writes an organization's rule over the one that was seen; a first rule is over none. */
export function writeRules(db: Db, { before, after }: Extract<Change, { noun: "rules" }>): void {
  const seen = and(eq(rules.organization, after.organization), eq(rules.revision, before.revision));
  const { changes } =
    before.revision === 0
      ? db.insert(rules).values(after).onConflictDoNothing().run()
      : db.update(rules).set(after).where(seen).run();
  if (changes === 0)
    throw new Problem("stale", "Someone else changed these rules meanwhile. Read them again.");
}
