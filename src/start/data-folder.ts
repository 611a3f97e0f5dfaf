import { accessSync, constants, mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Lease } from "../kernel/lease.ts";
import { Problem } from "../kernel/problem.ts";

/** Makes the data folder when there is none. A Problem in words when this user cannot use it. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    throw new Problem(
      "unavailable",
      `The data folder ${folder} cannot be written (${code}). Let the user who runs this own it, or choose another: DATA_DIR=… npm start`,
    );
  }
}

/**
 * Opening, migrating and seeding are for one process at a time: another one that starts on the same folder
 * waits. A process that dies frees the lock, so nobody waits for the dead.
 */
export async function alone<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  while (!(await lease.hold())) await sleep(50);
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
