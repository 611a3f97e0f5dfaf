import { existsSync, rmSync } from "node:fs";
import Database, { type Sqlite } from "../../../db/driver.ts";
import type { Cursor, DocumentBatch } from "../rules/engine.ts";
import { DocumentWriter } from "./document-writer.ts";
import { createTables, indexTitles, writeMeta } from "./schema.ts";

/** Writes one index file. */
export interface IndexWriter {
  /** One transaction. Without a cursor the file stays incomplete. */
  take(batch: DocumentBatch, cursor?: Cursor): void;
  complete(cursor: Cursor): void;
  close(): void;
}

/** An index file to be filled from nothing; fast and careless, for it is worth nothing before it is complete. */
export function createIndexFile(file: string): IndexWriter {
  for (const tail of ["", "-wal", "-shm"]) if (existsSync(file + tail)) rmSync(file + tail);
  const sqlite = new Database(file, { timeout: 5000 });
  createTables(sqlite);
  sqlite.pragma("synchronous = OFF");
  sqlite.pragma("cache_size = -32768");
  // What the log holds is written again at its end: less often, the more it may hold.
  sqlite.pragma("wal_autocheckpoint = 8000");
  return writing(sqlite, { countEvery: 32, commitEvery: 6 });
}

/** Writes on in an index that answers. */
export function writerOf(sqlite: Sqlite): IndexWriter {
  sqlite.pragma("cache_size = -8192");
  return writing(sqlite, { countEvery: 1, commitEvery: 1 });
}

/**
 * `countEvery`: word counts are written after so many batches, for most change with every batch. `commitEvery`: so many
 * batches are one transaction; a new file that fails on the way is given up whole.
 */
function writing(
  sqlite: Sqlite,
  { countEvery, commitEvery }: { countEvery: number; commitEvery: number },
): IndexWriter {
  let documents: DocumentWriter | undefined;
  let batches = 0;
  const commit = () => {
    if (sqlite.inTransaction) sqlite.exec("commit");
  };
  return {
    take(batch, cursor) {
      documents ??= new DocumentWriter(sqlite, countEvery);
      if (!sqlite.inTransaction) sqlite.exec("begin immediate");
      try {
        documents.write(batch);
        if (cursor) writeMeta(sqlite, "cursor", JSON.stringify(cursor));
        if (++batches % commitEvery === 0) commit();
      } catch (error) {
        if (sqlite.inTransaction) sqlite.exec("rollback");
        // What it remembered of this transaction never came to be.
        documents = undefined;
        throw error;
      }
    },
    complete(cursor) {
      commit();
      sqlite.transaction(() => {
        documents?.writeCounts();
        indexTitles(sqlite);
        writeMeta(sqlite, "cursor", JSON.stringify(cursor));
      })();
      sqlite.pragma("synchronous = FULL");
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
      sqlite.pragma("synchronous = NORMAL");
    },
    close() {
      commit();
      sqlite.close();
    },
  };
}
