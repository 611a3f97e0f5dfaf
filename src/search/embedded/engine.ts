import { statSync } from "node:fs";
import { setImmediate as breath } from "node:timers/promises";
import type { SearchDocument } from "../rules/document.ts";
import type {
  EngineStatus,
  Rebuild,
  Removal,
  SearchEngine,
  WordKnowledge,
  WordPlan,
} from "../rules/engine.ts";
import { currentFile } from "./index-file.ts";
import { Listener, type NumberedResult } from "./numbered.ts";
import { DamagedIndex, startThread, type Thread } from "./thread.ts";

/** Documents sent to a thread at a stretch: to send many at once keeps the main thread from its answers. */
const PIECE = 100;

/** Documents that were sent to the writing thread, and how many there must be. */
export interface Parcel {
  number: number;
  documents: number;
}

export interface EmbeddedOptions {
  /** A folder of its own for the index file. */
  folder: string;
  /** Threads that answer searches (`SEARCH_THREADS`); each holds the columns in memory. */
  threads?: number;
  /** A folder of compiled threads: they start ten times faster than from sources. Tests use it. */
  compiled?: string | undefined;
}

/** The engine inside the program: SQLite FTS5 finds, typed columns filter and count. */
export interface EmbeddedEngine extends SearchEngine, WordKnowledge {}

interface Reader {
  thread: Thread;
  listener: Listener;
}

export function openEmbedded({ folder, threads = 1, compiled }: EmbeddedOptions): EmbeddedEngine {
  const readers = Array.from({ length: Math.max(1, threads) }, () => ({
    thread: startThread("reader", { folder }, compiled),
    listener: new Listener(),
  }));
  const writer = startThread("writer", { folder }, compiled);

  const read = async <T>(method: string, ...args: unknown[]): Promise<T> =>
    (await answered<T>(method, ...args)).answer;

  /** By the thread that has least to do; with what it has told so far. */
  const answered = async <T>(method: string, ...args: unknown[]) => {
    const { thread, listener } = readers.reduce((a, b) =>
      b.thread.waiting() < a.thread.waiting() ? b : a,
    ) as Reader;
    try {
      return { answer: await thread.ask<T>(method, ...args), listener };
    } catch (error) {
      if (!(error instanceof DamagedIndex)) throw error;
      // Its next cursor is undefined, and the indexer rebuilds it.
      await writer.ask("spoiled");
      return { answer: await thread.ask<T>(method, ...args), listener };
    }
  };

  let parcels = 0;
  /** Sends documents piece by piece, with a breath in between; the parcel is asked for by its number. */
  async function send(documents: SearchDocument[]): Promise<Parcel> {
    const number = ++parcels;
    for (let from = 0; from < documents.length; from += PIECE) {
      if (from > 0) await breath();
      // What becomes of a piece is told by the question that asks for the parcel.
      // As one text: lists within lists are copied one by one.
      writer.tell("gather", number, JSON.stringify(documents.slice(from, from + PIECE)));
    }
    return { number, documents: documents.length };
  }

  return {
    name: "embedded",
    take: async ({ put, remove }, cursor) => writer.ask("take", await send(put), remove, cursor),
    cursor: () => writer.ask("cursor"),
    async find(ask) {
      const { answer, listener } = await answered<NumberedResult>("find", ask);
      return listener.read(answer, ask);
    },
    totals: (asks) => read<number[]>("totals", asks),
    suggest: (ask) => read<string[]>("suggest", ask),
    order: (ask, ids) => read<string[]>("order", ask, ids),
    plan: (ask) => read<WordPlan>("plan", ask),
    held: (after, limit) => read<Removal[]>("held", after, limit),
    async rebuild(): Promise<Rebuild> {
      const file = await writer.ask<string>("rebuild");
      return {
        put: async (documents) => writer.ask("put", file, await send(documents)),
        finish: (cursor) => writer.ask("finish", file, cursor),
        abandon: () => writer.ask("abandon", file),
      };
    },
    async status(): Promise<EngineStatus> {
      const [{ documents, trouble }, cursor, rebuilding] = await Promise.all([
        read<{ documents: number; trouble?: string }>("status"),
        writer.ask<EngineStatus["cursor"]>("cursor"),
        writer.ask<boolean>("rebuilding"),
      ]);
      const missing = cursor ? undefined : "The search index is being built.";
      const said = trouble ?? missing;
      return {
        engine: "embedded",
        ready: cursor !== undefined && trouble === undefined,
        documents,
        rebuilding,
        bytes: bytesOf(folder),
        ...(cursor ? { cursor } : {}),
        ...(said ? { trouble: said } : {}),
      };
    },
    async close() {
      await Promise.all([...readers.map(({ thread }) => thread), writer].map((thread) => thread.close()));
    },
  };
}

function bytesOf(folder: string): number {
  const file = currentFile(folder);
  if (!file) return 0;
  return ["", "-wal"].reduce(
    (sum, tail) => sum + (statSync(file + tail, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
