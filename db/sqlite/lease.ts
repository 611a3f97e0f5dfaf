import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Lease } from "../../src/kernel/lease.ts";
import Database, { type Sqlite } from "../driver.ts";
import { isBusy } from "./sqlite-busy.ts";

/**
 * A transaction left open on a small file of its own: the operating system frees it when the process dies,
 * and no clock is asked (docs/decisions/0004-an-outbox-with-a-cursor-per-engine.md).
 */
export function leaseOn(file: string): Lease {
  let held: Sqlite | undefined;
  return {
    async hold() {
      if (held) return true;
      mkdirSync(dirname(file), { recursive: true });
      const lock = new Database(file, { timeout: 0 });
      try {
        lock.exec("begin exclusive");
        held = lock;
        return true;
      } catch (error) {
        lock.close();
        if (!isBusy(error)) throw error;
        return false;
      }
    },
    async release() {
      held?.close();
      held = undefined;
    },
  };
}
