import { rmSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { platform } from "node:process";
import type { SearchDocument } from "../rules/document.ts";
import type { Cursor, Removal } from "../rules/engine.ts";
import type { Parcel } from "./engine.ts";
import {
  currentFile,
  freshFile,
  isDamage,
  makeCurrent,
  openIndex,
  setAside,
  sweep,
  UnusableIndex,
} from "./index-file.ts";
import { readMeta } from "./schema.ts";
import { answerQuestions, threadData } from "./thread.ts";
import { createIndexFile, type IndexWriter, writerOf } from "./writer.ts";

/** The writing thread: tokenizing, stemming and committing happen here, so that nobody waits for them. */
const { folder } = threadData<{ folder: string }>();

/** Searches come first. Linux gives each thread a priority of its own; elsewhere it would be that of the whole program. */
const NICE = 5;
if (platform === "linux" && getPriority() < NICE) setPriority(NICE);

let current: { file: string; writer: IndexWriter } | undefined;
const rebuilds = new Map<string, IndexWriter>();
/** Files that turned out to be broken while in use. */
const damaged = new Set<string>();

function writer(): IndexWriter {
  const file = currentFile(folder);
  if (!file || damaged.has(file))
    throw new UnusableIndex("There is no usable search index; it has to be built first.");
  if (current?.file !== file) {
    current?.writer.close();
    current = undefined;
    const sqlite = openIndex(file, false);
    sqlite.pragma("synchronous = NORMAL");
    current = { file, writer: writerOf(sqlite) };
  }
  return current.writer;
}

/** Documents by parcel, as far as they have come. */
const parcels = new Map<number, SearchDocument[]>();

function gather(number: number, text: string): void {
  const piece = JSON.parse(text) as SearchDocument[];
  const before = parcels.get(number);
  if (before) before.push(...piece);
  else parcels.set(number, piece);
}

/** All that was sent. A thread that was restarted in between has not got the pieces before. */
function opened({ number, documents }: Parcel): SearchDocument[] {
  const put = parcels.get(number) ?? [];
  parcels.delete(number);
  if (put.length !== documents) throw new Error("Part of a batch was lost on its way to the index.");
  return put;
}

function take(parcel: Parcel, remove: Removal[], cursor: Cursor): void {
  const put = opened(parcel);
  try {
    writer().take({ put, remove }, cursor);
  } catch (error) {
    if (isDamage(error)) spoiled();
    throw error;
  }
}

function spoiled(): void {
  const file = currentFile(folder);
  if (file) damaged.add(file);
  current?.writer.close();
  current = undefined;
}

function cursor(): Cursor | undefined {
  const file = currentFile(folder);
  if (!file || damaged.has(file)) return undefined;
  try {
    const sqlite = openIndex(file, true);
    try {
      const kept = readMeta(sqlite, "cursor");
      return kept === undefined ? undefined : (JSON.parse(String(kept)) as Cursor);
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** Begins a new file. When no other can answer meanwhile, it answers while it is being filled. */
function rebuild(): string {
  sweep(folder, [...rebuilds.keys()]);
  const old = currentFile(folder);
  const usable = old !== undefined && isUsable(old);
  if (old && !usable) {
    current?.writer.close();
    current = undefined;
    setAside(folder, old);
  }
  const file = freshFile(folder);
  rebuilds.set(file, createIndexFile(file));
  if (!usable) makeCurrent(folder, file);
  return file;
}

function isUsable(file: string): boolean {
  if (damaged.has(file)) return false;
  try {
    openIndex(file, true).close();
    return true;
  } catch {
    return false;
  }
}

function finish(file: string, cursor: Cursor): void {
  const built = rebuilt(file);
  built.complete(cursor);
  built.close();
  rebuilds.delete(file);
  if (currentFile(folder) !== file) makeCurrent(folder, file);
  sweep(folder, [...rebuilds.keys()]);
}

function abandon(file: string): void {
  rebuilt(file).close();
  rebuilds.delete(file);
  if (currentFile(folder) === file) return;
  for (const tail of ["", "-wal", "-shm"]) rmSync(file + tail, { force: true });
}

function rebuilt(file: string): IndexWriter {
  const built = rebuilds.get(file);
  if (!built) throw new Error("This rebuild is no longer under way.");
  return built;
}

answerQuestions({
  take,
  cursor,
  spoiled,
  rebuild,
  gather,
  put: (file: string, parcel: Parcel) => rebuilt(file).take({ put: opened(parcel), remove: [] }),
  finish,
  abandon,
  rebuilding: () => rebuilds.size > 0,
  close: () => {
    current?.writer.close();
    for (const built of rebuilds.values()) built.close();
  },
});
