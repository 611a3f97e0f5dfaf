import { closeSync, existsSync, fsyncSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNull } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { Erasure } from "../../src/erasing/rules/erasure.ts";
import { ROOT } from "../../src/kernel/root.ts";
import type { Inspected } from "../../src/store/storage.ts";
import Database, { type Sqlite } from "../driver.ts";
import { endAgain, endedAsks } from "./asks.ts";
import { committer } from "./commit.ts";
import { allErasures, writeSwept } from "./erasing.ts";
import { removeMentions } from "./erasing-mentions.ts";
import { openDatabase } from "./open.ts";
import { renewEpoch } from "./outbox.ts";
import { overwrite } from "./overwrite.ts";
import { erasures as erasuresTable } from "./schema.ts";

/** How many pages are copied before others may use the thread: a few milliseconds. */
const PAGES = 1000;

/**
 * Copies a database that is in use. The reader's snapshot is held open meanwhile: without it the copying
 * starts over whenever another process commits, and beside a busy server it would never end.
 */
export async function copyDatabase(file: string, target: string): Promise<void> {
  const reader = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    reader.exec("begin");
    reader.prepare("select count(*) from sqlite_schema").get();
    await reader.backup(target, { progress: () => PAGES });
  } finally {
    reader.close();
  }
}

/** What is done with whole database files. */
export const databaseFiles = {
  /** Makes a finished copy one plain file on disk, readable from a write-protected place. */
  seal(file: string): void {
    withDatabase(file, (sqlite) => sqlite.pragma("journal_mode = delete"));
    const handle = openSync(file, "r");
    fsyncSync(handle);
    closeSync(handle);
  },

  /** Reads the whole file. Never throws: what is wrong is told in `faults`. */
  inspect(file: string): Inspected {
    try {
      return withDatabase(file, inspected, true);
    } catch (error) {
      return { faults: [(error as Error).message], rows: {}, migrations: 0, newest: 0 };
    }
  },

  /** What was erased in it; nothing where the file cannot be read. */
  erasures(file: string): Erasure[] {
    try {
      return withDatabase(file, (sqlite) => allErasures(drizzle(sqlite)), true);
    } catch {
      return [];
    }
  },

  /** Which asks ended in it; none where the file cannot be read, or is older than asks are. */
  endedAsks(file: string): { ask: string; at: string }[] {
    try {
      return withDatabase(file, (sqlite) => endedAsks(drizzle(sqlite)), true);
    } catch {
      return [];
    }
  },

  /** Takes out of it once more the asks that ended elsewhere. */
  endAsks(file: string, ended: { ask: string; at: string }[]): void {
    const { sqlite, db } = openDatabase(file);
    try {
      endAgain(db, ended);
    } finally {
      sqlite.close();
    }
  },

  /**
   * Erases once more what was erased elsewhere or later, down to the last byte. Gives how many resources were
   * there still, and the hashes of the files that go with them.
   */
  async erase(file: string, erasures: Erasure[]): Promise<{ resources: number; files: string[] }> {
    const { sqlite, db } = openDatabase(file);
    try {
      const known = new Set(allErasures(db).map((e) => e.resource));
      const missing = erasures.filter((e) => !known.has(e.resource));
      const commit = committer(db, sqlite);
      const erased = missing.flatMap((after) =>
        commit([{ noun: "erasure", after }], { at: after.at, by: after.by, timeZone: "UTC" }),
      );
      const left = sqlite
        .prepare("select traces ->> '$.files' from erasures where traces is not null")
        .pluck();
      const files = left.all().flatMap((list) => JSON.parse(String(list)) as string[]);
      removeMentions(sqlite);
      const unswept = db.select().from(erasuresTable).where(isNull(erasuresTable.sweptAt)).all();
      if (unswept.length === 0) return { resources: 0, files: [] };
      await overwrite(sqlite);
      // Their words are in no index: it is rebuilt after a restore.
      const resources = unswept.map((e) => e.resource);
      writeSwept(db, { noun: "swept", resources, at: new Date().toISOString() });
      return { resources: erased.length, files };
    } finally {
      sqlite.close();
    }
  },

  /** Brings a copy to today's schema and renews its epoch, so that every search index is rebuilt. */
  makeCurrent(file: string): void {
    renewEpochIn(file);
    this.seal(file);
  },

  /** Closes the books of a file nobody uses, so that it can be moved; `in use` when somebody does. */
  settle(file: string): "settled" | "broken" | "absent" | "in use" {
    if (!existsSync(file)) return "absent";
    try {
      // Needs the file to itself, and brings in what still lies in the write-ahead log.
      withDatabase(file, (sqlite) => sqlite.pragma("journal_mode = delete"));
      return "settled";
    } catch (error) {
      return /^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown }).code)) ? "in use" : "broken";
    }
  },
};

/** Begins another life of the registry: what search engines have read of the last one counts no more. */
function renewEpochIn(file: string): void {
  const { sqlite, db } = openDatabase(file);
  try {
    renewEpoch(db);
  } finally {
    sqlite.close();
  }
}

/** When the newest change of schema this program knows was made (ms since 1970). */
export function newestMigration(): number {
  const journal = readFileSync(join(ROOT, "db", "sqlite", "migrations", "meta", "_journal.json"), "utf8");
  return Math.max(...(JSON.parse(journal) as { entries: { when: number }[] }).entries.map((e) => e.when));
}

function withDatabase<T>(file: string, work: (sqlite: Sqlite) => T, readonly = false): T {
  const sqlite = new Database(file, { readonly, fileMustExist: true, timeout: 0 });
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

function inspected(sqlite: Sqlite): Inspected {
  const integrity = sqlite.pragma("integrity_check") as { integrity_check: string }[];
  const faults = integrity.map((row) => row.integrity_check).filter((says) => says !== "ok");
  const dangling = sqlite.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0) faults.push(`${dangling.length} dangling references`);
  const tables = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  const rows = tables.map((name) => [name, sqlite.prepare(`select count(*) from "${name}"`).pluck().get()]);
  const schema = sqlite
    .prepare("select count(*) as migrations, max(created_at) as newest from __drizzle_migrations")
    .get() as { migrations: number; newest: number };
  return { faults, rows: Object.fromEntries(rows), ...schema };
}
