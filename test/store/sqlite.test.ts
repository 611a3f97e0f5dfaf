import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyDatabase } from "../../db/sqlite/copy.ts";
import { openStore } from "../../db/sqlite/store.ts";
import type { Store } from "../../src/store/store.ts";
import { promisesOf } from "./promises.ts";

promisesOf("SQLite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "registry-store-"));
  const file = join(folder, "registry.db");
  const open: Store[] = [];
  const opened = (at: string) => {
    const store = openStore(at);
    open.push(store);
    return store;
  };
  const closeAll = async () => {
    for (const store of open.splice(0)) await store.close();
  };
  return {
    store: opened(file),
    beside: async () => opened(file),
    async reopen() {
      await closeAll();
      return opened(file);
    },
    async copy() {
      const target = join(folder, `copy-${open.length}.db`);
      await copyDatabase(file, target);
      return opened(target);
    },
    async remove() {
      await closeAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
