import { eq } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { VocabularyChange } from "../../src/reference/rules/change.ts";
import type { Db } from "./open.ts";
import { referenceChanged } from "./reference.ts";
import { vocabularies } from "./schema.ts";

/** Writes a vocabulary over the terms that were seen. */
export function writeVocabulary(db: Db, { before, after }: VocabularyChange): void {
  const stored = db.select().from(vocabularies).where(eq(vocabularies.id, after.id)).get();
  if (before && JSON.stringify(stored?.terms) !== JSON.stringify(before.terms))
    throw new Problem("stale", "Someone else changed this vocabulary meanwhile. Try again.");
  db.insert(vocabularies).values(after).onConflictDoUpdate({ target: vocabularies.id, set: after }).run();
  referenceChanged(db);
}
