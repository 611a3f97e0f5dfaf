import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../../src/problem.ts";

export interface SqliteFault {
  code: string;
  message: string;
}

/**
 * What SQLite says went wrong, whoever wrapped it. Known by its shape: the driver keeps one class of error for
 * the whole process, and code that runs in a context of its own has another `Error`.
 */
export function sqliteFault(error: unknown): SqliteFault | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === "string" && code.startsWith("SQLITE_")) return { code, message: String(message) };
  return sqliteFault(cause);
}

const isBusy = (error: unknown) => sqliteFault(error)?.code.startsWith("SQLITE_BUSY") === true;

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
