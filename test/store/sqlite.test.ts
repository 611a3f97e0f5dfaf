import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStorage } from "../../db/sqlite/storage.ts";
import { promisesOf } from "./promises.ts";

promisesOf("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "registry-store-"));
  return {
    storage: sqliteStorage(folder),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
});
