import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database, { type Sqlite } from "../../../db/driver.ts";
import type { CollectionsIndex } from "../rules/collections-index.ts";
import type { Cursor, Removal } from "../rules/engine.ts";
import { findCollections, suggestCollections } from "./collections-find.ts";
import { COLLECTIONS_VERSION, DROP, TABLES } from "./collections-schema.ts";
import { collectionsWriter } from "./collections-write.ts";

const FILE = "collections.db";

interface Opened {
  sqlite: Sqlite;
  writer: ReturnType<typeof collectionsWriter>;
  find: ReturnType<typeof findCollections>;
  suggest: ReturnType<typeof suggestCollections>;
}

/** The index of collections, in one small file of the search folder. Everything in it can be made again. */
export function openCollectionsIndex(folder: string): CollectionsIndex {
  const file = join(folder, FILE);
  let opened: Opened | undefined;
  let trouble: string | undefined;
  const use = (): Opened => {
    opened ??= open(folder, file);
    return opened;
  };
  /** What cannot be read is thrown away: the next feed finds no cursor, and builds it anew. */
  const reading = <T>(otherwise: T, work: (now: Opened) => T): T => {
    try {
      return work(use());
    } catch (error) {
      trouble = (error as Error).message;
      if (isDamage(error)) spoil();
      return otherwise;
    }
  };
  const writing = <T>(work: (now: Opened) => T): T => {
    try {
      return work(use());
    } catch (error) {
      if (isDamage(error)) spoil();
      throw error;
    }
  };
  const spoil = () => {
    opened?.sqlite.close();
    opened = undefined;
    for (const tail of ["", "-wal", "-shm"]) rmSync(file + tail, { force: true });
  };
  return {
    cursor: () =>
      reading<Cursor | undefined>(undefined, ({ sqlite }) => {
        const kept = sqlite.prepare("select value from meta where name = 'cursor'").pluck().get();
        return kept === undefined ? undefined : (JSON.parse(String(kept)) as Cursor);
      }),
    take: (batch, cursor) => writing(({ writer }) => writer.take(batch, cursor)),
    begin: () => writing(({ writer }) => writer.begin()),
    put: (documents) => writing(({ writer }) => writer.put(documents)),
    finish(cursor) {
      writing(({ writer }) => writer.finish(cursor));
      trouble = undefined;
    },
    holding: (resources) => writing(({ writer }) => writer.holding(resources)),
    find: (ask) => reading({ ids: [], total: 0 }, ({ find }) => find(ask)),
    suggest: (tokens, visible, most) => reading([], ({ suggest }) => suggest(tokens, visible, most)),
    held: () =>
      reading<Removal[]>([], ({ sqlite }) => {
        const rows = sqlite.prepare("select id, revision from collection where visible <> '[]' order by id");
        return rows.all() as Removal[];
      }),
    status: () => {
      const documents = reading(0, ({ sqlite }) =>
        Number(sqlite.prepare("select count(*) from collection where visible <> '[]'").pluck().get()),
      );
      return { documents, ...(trouble ? { trouble } : {}) };
    },
    close: () => opened?.sqlite.close(),
  };
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code));

function open(folder: string, file: string): Opened {
  mkdirSync(folder, { recursive: true });
  const sqlite = new Database(file, { timeout: 2000 });
  try {
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = NORMAL");
    // What was taken out leaves no bytes behind.
    sqlite.pragma("secure_delete = ON");
    sqlite.pragma("cache_size = -2048");
    sqlite.transaction(() => prepareTables(sqlite)).immediate();
    return {
      sqlite,
      writer: collectionsWriter(sqlite),
      find: findCollections(sqlite),
      suggest: suggestCollections(sqlite),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function prepareTables(sqlite: Sqlite): void {
  const there = sqlite.prepare("select 1 from sqlite_schema where name = 'meta'").get();
  const version = there && sqlite.prepare("select value from meta where name = 'version'").pluck().get();
  if (version === COLLECTIONS_VERSION) return;
  sqlite.exec(DROP);
  sqlite.exec(TABLES);
  sqlite.prepare("insert into meta (name, value) values ('version', ?)").run(COLLECTIONS_VERSION);
}
