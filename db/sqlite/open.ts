import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { ROOT } from "../../src/kernel/root.ts";
import Database, { type Sqlite } from "../driver.ts";

export type Db = BetterSQLite3Database;

export interface Opened {
  sqlite: Sqlite;
  db: Db;
}

const MIGRATIONS = join(ROOT, "db", "sqlite", "migrations");

function stepsTaken(sqlite: Sqlite): unknown {
  const known = sqlite.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get();
  return known && sqlite.prepare("select count(*) from __drizzle_migrations").pluck().get();
}

/**
 * Opens the registry's database file and brings it to the newest schema.
 *
 * Foreign keys are off while migrating: SQLite changes a table by rebuilding it, and the drop of the old
 * one would delete every row that points at it. `synchronous=FULL`: what is acknowledged is on disk.
 */
export function openDatabase(file: string, migrations = MIGRATIONS): Opened {
  mkdirSync(dirname(file), { recursive: true });
  const sqlite = new Database(file, { timeout: 5000 });
  try {
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    // Sixteen megabytes: a page that many commits touch is copied to the file once, not after each.
    sqlite.pragma("wal_autocheckpoint = 4000");
    sqlite.pragma("foreign_keys = OFF");
    const db = drizzle(sqlite);
    const before = stepsTaken(sqlite);
    migrate(db, { migrationsFolder: migrations });
    // Reads the whole database, so only when a step may have broken something.
    const moved = stepsTaken(sqlite) !== before;
    const dangling = moved ? (sqlite.pragma("foreign_key_check") as unknown[]) : [];
    if (dangling.length > 0) throw new Error(`The migration left ${dangling.length} dangling references.`);
    sqlite.pragma("foreign_keys = ON");
    // From here on a busy database is waited for asynchronously (`waiting.ts`), never on the main thread.
    sqlite.pragma("busy_timeout = 0");
    return { sqlite, db };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
