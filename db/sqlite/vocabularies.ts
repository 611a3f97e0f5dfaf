import { eq, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import { Vocabulary, type VocabularyData } from "../../src/reference/rules/vocabulary.ts";
import type { Change } from "../../src/store/change.ts";
import type { Db } from "./open.ts";
import { outbox, vocabularies } from "./schema.ts";

type VocabularyChange = Extract<Change, { noun: "vocabulary" }>;

/** Writes a vocabulary, and enqueues the resources that hold terms which now say something else. */
export function writeVocabulary(db: Db, { before, after }: VocabularyChange): void {
  const stored = db.select().from(vocabularies).where(eq(vocabularies.id, after.id)).get();
  if (before && JSON.stringify(stored?.terms) !== JSON.stringify(before.terms))
    throw new Problem("stale", "Someone else changed this vocabulary meanwhile. Try again.");
  db.insert(vocabularies).values(after).onConflictDoUpdate({ target: vocabularies.id, set: after }).run();
  if (stored) touchHolding(db, changedTerms(stored.terms, after));
}

/** Terms that are said otherwise than before, and all below them. */
function changedTerms(before: VocabularyData["terms"], after: VocabularyData): string[] {
  const known = new Map(before.map((t) => [t.id, JSON.stringify(t)]));
  const changed = new Set(
    after.terms.filter((t) => known.has(t.id) && known.get(t.id) !== JSON.stringify(t)).map((t) => t.id),
  );
  const vocabulary = new Vocabulary(after);
  return after.terms
    .filter((t) => vocabulary.path(t.id).some((above) => changed.has(above.id)))
    .map((t) => t.id);
}

function touchHolding(db: Db, ids: string[]): void {
  if (ids.length === 0) return;
  db.run(sql`
    insert into ${outbox} (resource)
    select r.id from resources r join versions v on v.resource = r.id and v.number = r.published
    where exists (select 1 from json_each(${JSON.stringify(ids)}) term
                  where instr(v.description, '"' || term.value || '"') > 0)`);
}
