import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Copies } from "../../src/store/storage.ts";
import { copyDatabase, databaseFiles, newestMigration } from "./copy.ts";

/** Copies of the database at `file`; each is a database file of the name `name`. */
export function copiesOf(file: string, name: string): Copies {
  return {
    name,
    newestKnown: newestMigration(),
    async copyTo(target) {
      await copyDatabase(file, target);
      databaseFiles.seal(target);
    },
    async inspect(copy) {
      return databaseFiles.inspect(copy);
    },
    async erased() {
      return databaseFiles.erasures(file);
    },
    async makeReady(copy, erased) {
      databaseFiles.endAsks(copy, databaseFiles.endedAsks(file));
      const again = await databaseFiles.erase(copy, erased);
      databaseFiles.makeCurrent(copy);
      return { ...again, erasures: databaseFiles.erasures(copy) };
    },
    async replace(copy, aside) {
      return replaceDatabase(file, copy, join(aside, name));
    },
  };
}

/** The old file gets a second name aside, then the new one takes its first: there always is a database. */
function replaceDatabase(file: string, copy: string, old: string): "replaced" | "in use" {
  const was = databaseFiles.settle(file);
  if (was === "in use") return was;
  if (was !== "absent") mkdirSync(join(old, ".."), { recursive: true });
  // A log left by a broken database would be read into the new one.
  for (const tail of ["-wal", "-shm"]) if (existsSync(file + tail)) renameSync(file + tail, old + tail);
  if (was !== "absent") secondName(file, old);
  renameSync(copy, file);
  return "replaced";
}

function secondName(file: string, other: string): void {
  try {
    linkSync(file, other);
  } catch {
    // Not every file system knows second names.
    copyFileSync(file, other);
  }
}
