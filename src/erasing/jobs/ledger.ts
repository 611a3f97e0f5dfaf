import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Erasure } from "../rules/erasure.ts";

/** Lies in the data folder and in no backup: what was erased stays so, whatever is restored. */
const FILE = "erasures.jsonl";

const Line = z.object({
  resource: z.string(),
  at: z.string(),
  reason: z.string(),
  by: z.string(),
  readers: z.array(z.string()),
});

/** What was erased here, one a line. A line that a crash cut short was never acknowledged. */
export async function readLedger(folder: string): Promise<Erasure[]> {
  const text = await readFile(join(folder, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
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

/** Writes down those it does not know yet; on disk when it resolves. Ids, a moment and a reason: no contents. */
export async function addToLedger(folder: string, erasures: Erasure[]): Promise<void> {
  const known = new Set((await readLedger(folder)).map((e) => e.resource));
  const fresh = erasures.filter((e) => !known.has(e.resource));
  if (fresh.length === 0) return;
  const file = await open(join(folder, FILE), "a", 0o600);
  try {
    // A line of its own, even behind one that a crash has cut short.
    await file.write(fresh.map((e) => `\n${JSON.stringify(Line.parse(e))}\n`).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
}
