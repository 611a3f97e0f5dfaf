import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { addToLedger, readLedger } from "../../erasing/jobs/ledger.ts";
import { placeIn } from "../../files/rules/file.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Lease } from "../../search/jobs/lease.ts";
import type { DatabaseFiles } from "../../store/database-files.ts";
import type { KeptSettings } from "./backup-settings.ts";
import { carry, filesBelow, flushed, measured } from "./folder.ts";
import {
  DATABASE,
  databaseFaults,
  FILES,
  fileFaults,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  readManifest,
  SETTINGS,
} from "./manifest.ts";

export interface RestoreParts {
  databases: DatabaseFiles;
  /** The data folder. */
  folder: string;
  /** Held by whoever carries changes to the search index: a running server. */
  lease: Lease;
  /** When the newest change of schema this program knows was made. */
  newestKnown: number;
  at: string;
}

export interface Restored {
  manifest: Manifest;
  settings: KeptSettings;
  /** How many resources of the backup were erased once more. */
  erased: number;
  /** Where the replaced data lies; undefined when there was none. */
  aside?: string;
}

const INCOMING = "restore-unfinished";

/** Reads a backup from end to end; a Problem that lists every fault when it is not whole. */
export async function verify(
  source: string,
  { databases, newestKnown }: Pick<RestoreParts, "databases" | "newestKnown">,
): Promise<Manifest> {
  const text = await readFile(join(source, MANIFEST), "utf8").catch(() => {
    throw new Problem("unknown", `${source} is not a backup: it has no ${MANIFEST}.`);
  });
  const { manifest, faults } = readManifest(text);
  if (!manifest) throw broken(source, faults);
  const found = [];
  for (const { path } of manifest.files) found.push(await measured(source, path));
  const wrong = fileFaults(manifest, found);
  if (wrong.length === 0)
    wrong.push(...databaseFaults(manifest, databases.inspect(join(source, DATABASE)), newestKnown));
  if (wrong.length > 0) throw broken(source, wrong);
  return manifest;
}

const broken = (source: string, faults: string[]) =>
  new Problem(
    "invalid",
    `The backup ${source} cannot be used. Nothing was changed.\n${faults.map((f) => `  ${f}`).join("\n")}`,
  );

/**
 * Puts a backup in the place of the data. Whatever moment it is interrupted at, the folder holds a complete
 * database, old or new, and every file it names; running it again finishes the work.
 */
export async function restore(source: string, parts: RestoreParts): Promise<Restored> {
  const manifest = await verify(source, parts);
  const { folder, lease, databases } = parts;
  await mkdir(folder, { recursive: true });
  if (!lease.hold()) throw inUse(folder);
  try {
    const incoming = join(folder, INCOMING);
    await rm(incoming, { recursive: true, force: true });
    const brought = join(incoming, DATABASE);
    await carry(join(source, DATABASE), brought);
    // What was erased here stays so, before anybody can see the restored data.
    const erased = [...(await readLedger(folder)), ...databases.erasures(join(folder, DATABASE))];
    const again = await databases.erase(brought, erased);
    const gone = again.files.map((hash) => `${FILES}/${placeIn(hash)}`);
    databases.makeCurrent(brought);
    await addToLedger(folder, [...erased, ...databases.erasures(brought)]);
    const aside = join(folder, `replaced-${parts.at.replace(/[:.]/g, "-")}`);
    const files = manifest.files.filter((f) => !gone.includes(f.path));
    await bringFiles(source, files, folder, aside);
    replaceDatabase(brought, parts, aside);
    await flushed(folder);
    for (const path of gone) await rm(join(folder, path), { force: true });
    await setOtherFilesAside(files, folder, aside);
    await rm(join(folder, "search"), { recursive: true, force: true });
    await rm(incoming, { recursive: true, force: true });
    const settings = JSON.parse(await readFile(join(source, SETTINGS), "utf8")) as KeptSettings;
    return { manifest, settings, erased: again.resources, ...(existsSync(aside) ? { aside } : {}) };
  } finally {
    lease.release();
  }
}

const inUse = (folder: string) =>
  new Problem("conflict", `A server is using ${folder}. Stop it first; nothing was changed.`);

/** Files first: the old database does not mind more of them, the new one needs them. */
async function bringFiles(
  source: string,
  files: ManifestFile[],
  folder: string,
  aside: string,
): Promise<void> {
  for (const file of files.filter((f) => f.path.startsWith(`${FILES}/`))) {
    const there = await measured(folder, file.path);
    if (there?.sha256 === file.sha256) continue;
    const to = join(folder, file.path);
    if (there) await carry(to, join(aside, file.path));
    await carry(join(source, file.path), join(folder, INCOMING, file.path));
    await mkdir(dirname(to), { recursive: true });
    await rename(join(folder, INCOMING, file.path), to);
  }
}

/** The old file keeps a second name aside, then the new one takes its first: there always is a database. */
function replaceDatabase(incoming: string, { folder, databases }: RestoreParts, aside: string): void {
  const file = join(folder, DATABASE);
  const old = databases.settle(file);
  if (old === "in use") throw inUse(folder);
  if (old !== "absent") mkdirSync(aside, { recursive: true });
  // A log left by a broken database would be read into the new one.
  for (const tail of ["-wal", "-shm"])
    if (existsSync(file + tail)) renameSync(file + tail, join(aside, DATABASE + tail));
  if (old !== "absent") secondName(file, join(aside, DATABASE));
  renameSync(incoming, file);
}

function secondName(file: string, other: string): void {
  try {
    linkSync(file, other);
  } catch {
    // Not every file system knows second names.
    copyFileSync(file, other);
  }
}

/** Files that only the old database named. */
async function setOtherFilesAside(files: ManifestFile[], folder: string, aside: string): Promise<void> {
  const named = new Set(files.map((f) => f.path));
  for (const path of await filesBelow(folder, FILES)) {
    if (named.has(path)) continue;
    await mkdir(dirname(join(aside, path)), { recursive: true });
    await rename(join(folder, path), join(aside, path));
  }
}
