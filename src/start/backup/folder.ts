import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import type { ManifestFile } from "./manifest.ts";

/** The file at this path below a folder, measured; undefined when there is none. */
export async function measured(folder: string, path: string): Promise<ManifestFile | undefined> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(join(folder, path))) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

/** Paths of all files below `path`, with forward slashes; none when it does not exist. */
export async function filesBelow(folder: string, path: string): Promise<string[]> {
  const entries = await readdir(join(folder, path), { withFileTypes: true }).catch((error) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map((entry) => {
      const below = posix.join(path, entry.name);
      if (entry.isDirectory()) return filesBelow(folder, below);
      return entry.isFile() ? [below] : [];
    }),
  );
  return found.flat().sort();
}

/** Copies one file and sees it on disk. False when it vanished meanwhile. */
export async function copyAcross(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await copyFile(from, to);
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
  await flushed(to);
  return true;
}

/** Waits until a file or a folder's list of names is on disk. */
export async function flushed(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isAbsent = (error: unknown) =>
  ["ENOENT", "ENOTDIR"].includes(String((error as { code?: unknown }).code));
