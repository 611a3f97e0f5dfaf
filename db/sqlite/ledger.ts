import { open, readFile } from "node:fs/promises";
import * as z from "zod";
import type { Erasure } from "../../src/erasing/rules/erasure.ts";
import type { Ledger } from "../../src/store/storage.ts";

const Line = z.object({
  resource: z.string(),
  at: z.string(),
  reason: z.string(),
  by: z.string(),
  readers: z.array(z.string()),
});

/** A file beside the database, one erasure a line: ids, a moment and a reason, no contents. */
export function ledgerIn(file: string): Ledger {
  return {
    read: () => readLedger(file),
    async add(erasures) {
      const known = new Set((await readLedger(file)).map((e) => e.resource));
      const fresh = erasures.filter((e) => !known.has(e.resource));
      if (fresh.length > 0) await append(file, fresh);
    },
  };
}

/** A line that a crash cut short was never acknowledged. */
async function readLedger(file: string): Promise<Erasure[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = text.split("\n").flatMap((line): Erasure[] => {
    try {
      return [Line.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
  return [...new Map(whole.map((e) => [e.resource, e])).values()];
}

async function append(path: string, erasures: Erasure[]): Promise<void> {
  const file = await open(path, "a", 0o600);
  try {
    // A line of its own, even behind one that a crash has cut short.
    await file.write(erasures.map((e) => `\n${JSON.stringify(Line.parse(e))}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}
