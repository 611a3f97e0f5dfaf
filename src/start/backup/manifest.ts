import * as z from "zod";
import type { Copies, Inspected } from "../../store/storage.ts";

/** Names within a backup, beside that of the copy of the data; the same as within a data folder. */
export const FILES = "files";
export const SETTINGS_FILE = "settings.json";
export const MANIFEST = "manifest.json";

/** A path within the backup: relative, with forward slashes, never upwards. */
const Path = z
  .string()
  .regex(/^(files\/.+|[^/]+)$/)
  .refine((path) => !path.includes("\\") && path.split("/").every((part) => !["", ".", ".."].includes(part)));

/** `manifest.json`: what a backup holds, so that whoever finds it can tell whether all of it is there. */
export const Manifest = z.object({
  format: z.literal(1),
  /** ISO 8601, UTC: everything acknowledged before is in it. */
  at: z.iso.datetime(),
  schema: z.object({ migrations: z.int(), newest: z.number() }),
  rows: z.record(z.string(), z.int().nonnegative()),
  files: z.array(
    z.object({ path: Path, bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type Manifest = z.output<typeof Manifest>;
export type ManifestFile = Manifest["files"][number];

export function manifestOf(
  at: string,
  { rows, migrations, newest }: Inspected,
  files: ManifestFile[],
): Manifest {
  return { format: 1, at, schema: { migrations, newest }, rows, files };
}

/** The manifest out of its text; the faults when it is none. `copy` is what the copy of the data is called. */
export function readManifest(text: string, copy: string): { manifest?: Manifest; faults: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: [`${MANIFEST} is not JSON`] };
  }
  const read = Manifest.safeParse(json);
  if (!read.success)
    return { faults: read.error.issues.map((i) => `${MANIFEST} ${i.path.join("/")}: ${i.message}`) };
  const paths = read.data.files.map((f) => f.path);
  const foreign = paths.filter(
    (path) => ![copy, SETTINGS_FILE].includes(path) && !path.startsWith(`${FILES}/`),
  );
  if (foreign.length > 0)
    return { faults: [`${MANIFEST} lists ${foreign[0]}, which is no part of a backup`] };
  const missing = [copy, SETTINGS_FILE].filter((path) => !paths.includes(path));
  if (missing.length > 0 || new Set(paths).size < paths.length)
    return { faults: [`${MANIFEST} does not list ${missing.join(" and ") || "each file once"}`] };
  return { manifest: read.data, faults: [] };
}

/** What of the files found does not agree with the manifest. */
export function fileFaults({ files }: Manifest, found: (ManifestFile | undefined)[]): string[] {
  return files.flatMap((file, i) => {
    const is = found[i];
    if (!is) return [`${file.path} is missing`];
    if (is.bytes !== file.bytes) return [`${file.path} has ${is.bytes} bytes, not ${file.bytes}`];
    return is.sha256 === file.sha256 ? [] : [`${file.path} was changed: its checksum differs`];
  });
}

/** What of the copy of the data does not agree with the manifest, or cannot be read by this program. */
export function databaseFaults(
  { rows }: Manifest,
  is: Inspected,
  { name, newestKnown }: Pick<Copies, "name" | "newestKnown">,
): string[] {
  if (is.faults.length > 0) return is.faults.slice(0, 20).map((fault) => `${name}: ${fault}`);
  const faults = Object.entries(rows)
    .filter(([table, count]) => is.rows[table] !== count)
    .map(([table, count]) => `${name} has ${is.rows[table] ?? "no"} ${table}, not ${count}`);
  if (is.newest > newestKnown) faults.push("It was made by a newer version of this program. Update first");
  return faults;
}
