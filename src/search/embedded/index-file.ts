import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import Database, { type Sqlite } from "../../../db/driver.ts";
import { INDEX_VERSION, readMeta } from "./schema.ts";

/**
 * An index lives in a folder of its own. Each rebuild makes a new file beside the old one, and `current`
 * names the one that answers: it is replaced by renaming, so that there is always exactly one. Renaming the
 * database itself would leave its write-ahead log behind, to be read into the wrong file.
 */
const CURRENT = "current";
const FILE = /^index-(\d+)\.db$/;

/** The file that answers; undefined when there is none. */
export function currentFile(folder: string): string | undefined {
  try {
    const name = readFileSync(join(folder, CURRENT), "utf8").trim();
    return FILE.test(name) && existsSync(join(folder, name)) ? join(folder, name) : undefined;
  } catch {
    return undefined;
  }
}

/** Changes whenever another file becomes the current one; cheap enough to ask before every search. */
export function currentMark(folder: string): string {
  const stat = statSync(join(folder, CURRENT), { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs}` : "";
}

export function makeCurrent(folder: string, file: string): void {
  const name = file.slice(folder.length + 1);
  const fresh = join(folder, `${CURRENT}.new`);
  const handle = openSync(fresh, "w");
  writeSync(handle, `${name}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(fresh, join(folder, CURRENT));
}

/** A name no file has yet. */
export function freshFile(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const taken = readdirSync(folder).map((name) => Number(/^index-(\d+)\.db/.exec(name)?.[1] ?? 0));
  return join(folder, `index-${Math.max(0, ...taken) + 1}.db`);
}

/** Removes what earlier rebuilds left: everything but the current file, those under way, and one set aside. */
export function sweep(folder: string, keep: string[]): void {
  if (!existsSync(folder)) return;
  const kept = new Set([currentFile(folder), ...keep]);
  for (const name of readdirSync(folder)) {
    const file = /^(index-\d+\.db)(-wal|-shm)?$/.exec(name)?.[1];
    if (file && !kept.has(join(folder, file))) rmSync(join(folder, name), { force: true });
  }
}

/** Moves a file that cannot be used out of the way; the last one is kept for whoever wants to know why. */
export function setAside(folder: string, file: string): void {
  for (const tail of ["", "-wal", "-shm"]) {
    rmSync(join(folder, `damaged.db${tail}`), { force: true });
    if (existsSync(file + tail)) renameSync(file + tail, join(folder, `damaged.db${tail}`));
  }
}

export class UnusableIndex extends Error {}

/** Opens a file that must be an index of this version, whole as far as one can tell without reading it all. */
export function openIndex(file: string, readonly: boolean): Sqlite {
  let sqlite: Sqlite;
  try {
    if (statSync(file).size === 0) throw new Error("it is empty");
    sqlite = new Database(file, { readonly, fileMustExist: true, timeout: 5000 });
  } catch (error) {
    throw new UnusableIndex(`The search index cannot be opened: ${(error as Error).message}`);
  }
  try {
    const version = readMeta(sqlite, "version");
    if (version !== INDEX_VERSION) throw new Error(`it has version ${version}, wanted is ${INDEX_VERSION}`);
    const pages = sqlite.pragma("page_count", { simple: true }) as number;
    const size = sqlite.pragma("page_size", { simple: true }) as number;
    const logged = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (statSync(file).size + logged < pages * size) throw new Error("it is cut short");
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw new UnusableIndex(`The search index cannot be used: ${(error as Error).message}`);
  }
}

/** True for errors that say the file itself is broken. */
export function isDamage(error: unknown): boolean {
  const code = String((error as { code?: unknown } | undefined)?.code ?? "");
  return error instanceof UnusableIndex || /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN|FORMAT)/.test(code);
}
