import { and, desc, eq } from "drizzle-orm";
import type { Draft } from "../../src/contributing/rules/draft.ts";
import type { ChangeOf } from "../../src/store/change.ts";
import type { Drafts } from "../../src/store/contributing.ts";
import type { Db } from "./open.ts";
import { drafts } from "./schema.ts";

const present = ({ page, ...row }: typeof drafts.$inferSelect): Draft => ({
  ...row,
  ...(page ? { page } : {}),
});

export function draftsOf(db: Db): Drafts {
  return {
    async get(id, person) {
      const row = db
        .select()
        .from(drafts)
        .where(and(eq(drafts.id, id), eq(drafts.person, person)))
        .get();
      return row && present(row);
    },
    async of(person) {
      const rows = db
        .select()
        .from(drafts)
        .where(eq(drafts.person, person))
        .orderBy(desc(drafts.changedAt))
        .all();
      return rows.map(present);
    },
  };
}

/** An id that is another person's is left alone: nobody writes into somebody else's draft. */
export function writeDraft(db: Db, { after }: ChangeOf<"draft">): void {
  const row = { ...after, page: after.page ?? null };
  db.insert(drafts)
    .values(row)
    .onConflictDoUpdate({ target: drafts.id, set: row, setWhere: eq(drafts.person, after.person) })
    .run();
}

export function endDraft(db: Db, { id, person }: ChangeOf<"draft-ended">): void {
  db.delete(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.person, person)))
    .run();
}
