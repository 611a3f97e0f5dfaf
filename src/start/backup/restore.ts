import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filePathOf } from "../../files/rules/file.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Copies, Storage } from "../../store/storage.ts";
import type { KeptSettings } from "./backup-settings.ts";
import { copyAcross, filesBelow, flushed, measured } from "./folder.ts";
import {
  databaseFaults,
  FILES,
  fileFaults,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  readManifest,
  SETTINGS_FILE,
} from "./manifest.ts";

export interface RestoreParts {
  storage: Pick<Storage, "copies" | "lease" | "ledger">;
  /** The data folder. */
  folder: string;
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
export async function verifyBackup(source: string, copies: Copies): Promise<Manifest> {
  const text = await readFile(join(source, MANIFEST), "utf8").catch(() => {
    throw new Problem("unknown", `${source} is not a backup: it has no ${MANIFEST}.`);
  });
  const { manifest, faults } = readManifest(text, copies.name);
  if (!manifest) throw broken(source, faults);
  const found = [];
  for (const { path } of manifest.files) found.push(await measured(source, path));
  const wrong = fileFaults(manifest, found);
  if (wrong.length === 0)
    wrong.push(...databaseFaults(manifest, await copies.inspect(join(source, copies.name)), copies));
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
  const { storage, folder } = parts;
  const { copies, ledger } = storage;
  const manifest = await verifyBackup(source, copies);
  await mkdir(folder, { recursive: true });
  // A running server holds it: it feeds the search index.
  const lease = storage.lease("indexer");
  if (!(await lease.hold())) throw inUse(folder);
  try {
    const incoming = join(folder, INCOMING);
    await rm(incoming, { recursive: true, force: true });
    const brought = join(incoming, copies.name);
    await copyAcross(join(source, copies.name), brought);
    // What was erased here stays so, before anybody can see the restored data.
    const erased = [...(await ledger.read()), ...(await copies.erased())];
    const again = await copies.makeReady(brought, erased);
    const gone = again.files.map((hash) => `${FILES}/${filePathOf(hash)}`);
    await ledger.add([...erased, ...again.erasures]);
    const aside = join(folder, `replaced-${parts.at.replace(/[:.]/g, "-")}`);
    const files = manifest.files.filter((f) => !gone.includes(f.path));
    await bringFiles(source, files, folder, aside);
    if ((await copies.replace(brought, aside)) === "in use") throw inUse(folder);
    await flushed(folder);
    for (const path of gone) await rm(join(folder, path), { force: true });
    await setOtherFilesAside(files, folder, aside);
    await rm(join(folder, "search"), { recursive: true, force: true });
    await rm(incoming, { recursive: true, force: true });
    const settings = JSON.parse(await readFile(join(source, SETTINGS_FILE), "utf8")) as KeptSettings;
    return { manifest, settings, erased: again.resources, ...(existsSync(aside) ? { aside } : {}) };
  } finally {
    await lease.release();
  }
}

const inUse = (folder: string) =>
  new Problem("conflict", `A server is using ${folder}. Stop it first; nothing was changed.`);

/** Files first: the old data do not mind more of them, the new ones need them. */
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
    if (there) await copyAcross(to, join(aside, file.path));
    await copyAcross(join(source, file.path), join(folder, INCOMING, file.path));
    await mkdir(dirname(to), { recursive: true });
    await rename(join(folder, INCOMING, file.path), to);
  }
}

/** Files that only the old data named. */
async function setOtherFilesAside(files: ManifestFile[], folder: string, aside: string): Promise<void> {
  const named = new Set(files.map((f) => f.path));
  for (const path of await filesBelow(folder, FILES)) {
    if (named.has(path)) continue;
    await mkdir(dirname(join(aside, path)), { recursive: true });
    await rename(join(folder, path), join(aside, path));
  }
}
