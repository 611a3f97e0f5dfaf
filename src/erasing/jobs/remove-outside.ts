import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { reportOf, uploadOf } from "../../imports/actions/import-run.ts";
import type { Elsewhere } from "../../store/storage.ts";

/** Removes what lies outside the store: sheets that hold its row, mails that became files, an index that was set aside. */
export async function removeOutside(dataDir: string, { ids, imports }: Elsewhere): Promise<void> {
  const folder = join(dataDir, "imports");
  for (const id of imports)
    for (const path of [uploadOf(folder, id), reportOf(folder, id)])
      for (const end of ["", ".part", ".new"]) await remove(path + end);
  if (ids.length === 0) return;
  for (const path of await filesIn(join(dataDir, "mail"))) {
    const text = await readFile(path, "utf8");
    if (ids.some((id) => text.includes(id))) await remove(path);
  }
  for (const path of await filesIn(join(dataDir, "search"))) if (/damaged\.db/.test(path)) await remove(path);
}

const remove = (path: string) => rm(path, { force: true });

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name));
}
