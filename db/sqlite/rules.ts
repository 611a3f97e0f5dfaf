import { and, eq } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { RulesChange } from "../../src/reach/rules/change.ts";
import type { Db } from "./open.ts";
import { referenceChanged } from "./reference.ts";
import { rules } from "./schema.ts";

/** Writes an organization's rule over the one that was seen; a first rule is over none. */
export function writeRules(db: Db, { before, after }: RulesChange): void {
  const seen = and(eq(rules.organization, after.organization), eq(rules.revision, before.revision));
  const { changes } =
    before.revision === 0
      ? db.insert(rules).values(after).onConflictDoNothing().run()
      : db.update(rules).set(after).where(seen).run();
  if (changes === 0)
    throw new Problem("stale", "Someone else changed these rules meanwhile. Read them again.");
  referenceChanged(db);
}
