import { setTimeout as sleep } from "node:timers/promises";
import type { Sqlite } from "../driver.ts";
import { isBusy } from "./sqlite-busy.ts";

/** How long others may hold the database before it is given up, to be tried later. */
const PATIENCE_MS = 60_000;

/**
 * Rewrites the whole file, so that no byte of what was deleted is left in it or in its log. Others go on
 * reading; writers wait. Not for the main thread.
 */
export async function overwrite(sqlite: Sqlite): Promise<void> {
  await patiently(() => {
    sqlite.exec("vacuum");
    return true;
  });
  await patiently(() => {
    const [row] = sqlite.pragma("wal_checkpoint(truncate)") as { busy: number }[];
    return row?.busy === 0;
  });
}

async function patiently(work: () => boolean): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    try {
      if (work()) return;
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    if (Date.now() > until) throw new Error("The database was in use for a minute: overwriting waits.");
  }
}
