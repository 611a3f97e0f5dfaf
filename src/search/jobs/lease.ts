import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "../../../db/driver.ts";

/** The right to write indexes, held by one process of a data folder at a time. */
export interface Lease {
  /** True when it is ours, now or already. Never waits. */
  hold(): boolean;
  release(): void;
}

/**
 * A transaction left open on a small file of its own: the operating system frees it when the process dies,
 * and no clock is asked (docs/decisions/0004-an-outbox-with-a-cursor-per-engine.md).
 */
export function leaseOn(file: string): Lease {
  let held: InstanceType<typeof Database> | undefined;
  return {
    hold() {
      if (held) return true;
      mkdirSync(dirname(file), { recursive: true });
      const lock = new Database(file, { timeout: 0 });
      try {
        lock.exec("begin exclusive");
        held = lock;
        return true;
      } catch (error) {
        lock.close();
        if (!String((error as { code?: string }).code).startsWith("SQLITE_BUSY")) throw error;
        return false;
      }
    },
    release() {
      held?.close();
      held = undefined;
    },
  };
}
