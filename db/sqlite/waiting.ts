import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../../src/problem.ts";

const isBusy = (error: unknown) =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");

/** Tries again while another process writes, for five seconds at most, without blocking the thread. */
export async function whenFree<T>(work: () => T): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (tries >= 250) throw new Problem("unavailable", "The registry is busy. Try again in a moment.");
      await sleep(5 + Math.random() * 15);
    }
  }
}
