import { and, asc, eq } from "drizzle-orm";
import type { FileChange, FileUses } from "../../src/files/rules/change.ts";
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
export function writeFile(db: Db, { after, upload }: FileChange): void {
  if (upload) {
    db.insert(files).values(after).onConflictDoNothing().run();
    db.insert(uploads)
      .values(upload)
      .onConflictDoUpdate({ target: [uploads.hash, uploads.person], set: upload })
      .run();
  } else db.update(files).set({ state: after.state }).where(eq(files.hash, after.hash)).run();
}

/** Which resources name a file. */
export function writeFileUses(db: Db, { resource, hashes }: FileUses): void {
  for (const hash of hashes) db.insert(fileUses).values({ hash, resource }).run();
}
