import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { type Elsewhere, elsewhereOf, removeMentions } from "../../../db/sqlite/erasing-mentions.ts";
import { openDatabase } from "../../../db/sqlite/open.ts";
import { overwrite } from "../../../db/sqlite/overwrite.ts";
import { reportOf, uploadOf } from "../../imports/actions/import-run.ts";

/** The sweeping thread: what is left of erased resources in other rows and files, and then every old byte. */
const { dataDir } = workerData.data as { dataDir: string };

const { sqlite } = openDatabase(join(dataDir, "registry.db"));
// Nobody waits for this thread: it may wait itself.
sqlite.pragma("busy_timeout = 5000");
try {
  removeFiles(elsewhereOf(sqlite));
  removeMentions(sqlite);
  await overwrite(sqlite);
} finally {
  sqlite.close();
}
parentPort?.postMessage("swept");

/** Mails that became files, sheets that hold its row, and an index that was set aside. */
function removeFiles({ ids, imports }: Elsewhere): void {
  const remove = (path: string) => rmSync(path, { force: true });
  const folder = join(dataDir, "imports");
  for (const id of imports)
    for (const path of [uploadOf(folder, id), reportOf(folder, id)])
      for (const end of ["", ".part", ".new"]) remove(path + end);
  if (ids.length === 0) return;
  for (const path of filesIn(join(dataDir, "mail"))) {
    const text = readFileSync(path, "utf8");
    if (ids.some((id) => text.includes(id))) remove(path);
  }
  for (const path of filesIn(join(dataDir, "search"))) if (/damaged\.db/.test(path)) remove(path);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((f) =>
      f.isFile() ? [join(folder, f.name)] : [],
    );
  } catch {
    return [];
  }
}
