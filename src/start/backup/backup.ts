import { chmod, mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Problem } from "../../kernel/problem.ts";
import type { Copies } from "../../store/storage.ts";
import type { KeptSettings } from "./backup-settings.ts";
import { copyAcross, filesBelow, flushed, measured } from "./folder.ts";
import { FILES, MANIFEST, type Manifest, type ManifestFile, manifestOf, SETTINGS_FILE } from "./manifest.ts";

export interface BackupParts {
  copies: Pick<Copies, "name" | "copyTo" | "inspect">;
  /** The data folder. */
  folder: string;
  settings: KeptSettings;
  /** The time now: everything acknowledged before is in the backup. */
  at: string;
}

/**
 * Writes a backup into a new folder while the registry is in use: database, uploaded files, settings without
 * secrets. It carries its final name only when it is complete and has been read back.
 */
export async function backUp(target: string, parts: BackupParts): Promise<Manifest> {
  await mustBeFree(target);
  const working = join(dirname(resolve(target)), `.${basename(target)}.unfinished`);
  await rm(working, { recursive: true, force: true });
  await mkdir(working, { recursive: true });
  // It holds names, addresses and hashes of keys: for the eyes of whoever made it.
  await chmod(working, 0o700);
  const manifest = await written(working, parts);
  await writeFile(join(working, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await flushed(working);
  await rmdir(target).catch(() => undefined);
  await rename(working, target);
  await flushed(dirname(resolve(target)));
  return manifest;
}

async function mustBeFree(target: string): Promise<void> {
  const there = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR") return [target];
    throw error;
  });
  if (there.length > 0) throw new Problem("conflict", `${target} is not empty. Name a new folder.`);
}

async function written(working: string, { copies, folder, settings, at }: BackupParts): Promise<Manifest> {
  const copy = join(working, copies.name);
  await copies.copyTo(copy);
  const inspected = await copies.inspect(copy);
  if (inspected.faults.length > 0)
    throw new Error(`The copy of the database is broken:\n${inspected.faults.slice(0, 20).join("\n")}`);
  await writeFile(join(working, SETTINGS_FILE), `${JSON.stringify(settings, null, 2)}\n`, { flush: true });
  // After the data: every file it names is there already.
  const paths = [copies.name, SETTINGS_FILE];
  for (const path of await filesBelow(folder, FILES))
    if (await copyAcross(join(folder, path), join(working, path))) paths.push(path);
  const files: ManifestFile[] = [];
  for (const path of paths) files.push((await measured(working, path)) as ManifestFile);
  return manifestOf(at, inspected, files);
}
