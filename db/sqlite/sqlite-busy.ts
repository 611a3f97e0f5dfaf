import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../../src/kernel/problem.ts";

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

/**
 * The columns (`table.column`) that had to be unique and would not have been; none for any other fault. SQLite has
 * one code for all of them and names them behind it: "UNIQUE constraint failed: people.email".
 */
export function brokenColumns(error: unknown): string[] {
  const { code, message } = sqliteFault(error) ?? { code: "", message: "" };
  if (code !== "SQLITE_CONSTRAINT_UNIQUE" && code !== "SQLITE_CONSTRAINT_PRIMARYKEY") return [];
  return message.slice(message.indexOf(": ") + 2).split(", ");
}

export const isBusy = (error: unknown) => sqliteFault(error)?.code.startsWith("SQLITE_BUSY") === true;

/** Longer than it takes to rewrite a large database, after something was erased (`overwriting.ts`). */
const PATIENCE_MS = 15_000;

/** Tries again while another process writes, for fifteen seconds at most, without blocking the thread. */
export async function whenFree<T>(work: () => T): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > until)
        throw new Problem("unavailable", "The registry is busy. Try again in a moment.");
      await sleep(5 + Math.random() * 15);
    }
  }
}
