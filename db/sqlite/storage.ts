import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "../../src/store/storage.ts";
import { copiesOf } from "./copies.ts";
import { leaseOn } from "./lease.ts";
import { ledgerIn } from "./ledger.ts";
import { openStore } from "./store.ts";
import { sweepDatabase } from "./sweep.ts";

const DATABASE = "registry.db";

/** A registry kept in one SQLite file of this folder. Its leases and its ledger of erasures lie beside it. */
export function sqliteStorage(folder: string, timeZone?: string): Storage {
  const file = join(folder, DATABASE);
  return {
    async exists() {
      return existsSync(file);
    },
    async open(options = {}) {
      return openStore(file, { ...options, ...(timeZone ? { timeZone } : {}) });
    },
    lease: (name) => leaseOn(join(folder, `${name}.lock`)),
    ledger: ledgerIn(join(folder, "erasures.jsonl")),
    copies: copiesOf(file, DATABASE),
    sweep: (outside) => sweepDatabase(file, outside),
  };
}
