import { and, asc, eq } from "drizzle-orm";
import { type Fault, Problem } from "../../src/kernel/problem.ts";
import type { Version } from "../../src/resources/rules/resource.ts";
import type { Change } from "../../src/store/change.ts";
import type { Files } from "../../src/store/files.ts";
import type { Db } from "./open.ts";
import { files, fileUses, uploads } from "./schema.ts";

export function filesOf(db: Db): Files {
  return {
    async get(hash) {
      return db.select().from(files).where(eq(files.hash, hash)).get();
    },
    async uploadBy(hash, person) {
      return uploadBy(db, hash, person);
    },
    async resourcesWith(hash) {
      return db
        .select()
        .from(fileUses)
        .where(eq(fileUses.hash, hash))
        .all()
        .map((r) => r.resource);
    },
    async held(most) {
      return db.select().from(files).where(eq(files.state, "held")).orderBy(asc(files.at)).limit(most).all();
    },
  };
}

const uploadBy = (db: Db, hash: string, person: string) =>
  db
    .select()
    .from(uploads)
    .where(and(eq(uploads.hash, hash), eq(uploads.person, person)))
    .get();

/** A file that is there already keeps what the scanner said of it, unless this is the scanner speaking. */
export function writeFile(db: Db, { after, upload }: Extract<Change, { noun: "file" }>): void {
  if (upload) {
    db.insert(files).values(after).onConflictDoNothing().run();
    db.insert(uploads)
      .values(upload)
      .onConflictDoUpdate({ target: [uploads.hash, uploads.person], set: upload })
      .run();
  } else db.update(files).set({ state: after.state }).where(eq(files.hash, after.hash)).run();
}

/**
 * Remembers which resources name a file. The last fence: a version may name only what its author uploaded or
 * what a version of the same resource named before, so that knowing a hash opens nobody's file.
 */
export function writeFileUses(db: Db, { resource, description, by }: Version): void {
  const faults: Fault[] = [];
  for (const [i, { hash }] of (description.files ?? []).entries()) {
    const use = and(eq(fileUses.hash, hash), eq(fileUses.resource, resource));
    if (db.select().from(fileUses).where(use).get()) continue;
    if (uploadBy(db, hash, by)) db.insert(fileUses).values({ hash, resource }).run();
    else faults.push({ in: "body", pointer: `/files/${i}/hash`, detail: "is not a file you uploaded" });
  }
  if (faults.length > 0) throw new Problem("invalid", "A file cannot be used here.", faults);
}
