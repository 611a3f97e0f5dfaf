import type { Logger } from "pino";
import { Problem } from "../../kernel/problem.ts";
import { importEnded, type JobParts, Stopped } from "../actions/import-run.ts";
import { ACTIVE_STATES, type Import, type ImportState } from "../rules/import.ts";
import { whenStopped } from "./apply.ts";

/** How long a job waits whose disk is full or whose database is busy (ms). */
const WAIT_AFTER_TROUBLE = 3000;

/** Where an import is left that cannot go on. */
const FALLEN: Partial<Record<ImportState, "stopped" | "done">> = {
  importing: "stopped",
  opening: "done",
  undoing: "stopped",
};

type Parts = Pick<JobParts, "store" | "clock"> & { log: Logger };

/**
 * Stopped by a person, refused in words, or broken: the import says which. Gives back how long it waits before it
 * goes on (ms), where it does.
 */
export async function fallen(given: Import, error: unknown, parts: Parts): Promise<number | undefined> {
  const now = await parts.store.imports.get(given.id);
  if (!now || !ACTIVE_STATES.includes(now.state)) return undefined;
  if (error instanceof Problem && ["unavailable", "stale", "conflict"].includes(error.kind)) {
    parts.log.warn({ import: now.id, err: error }, "an import waits");
    const waits = `${error.message} It goes on by itself as soon as it can.`;
    if (now.waits !== waits) await save(now, { ...now, waits }, parts);
    return WAIT_AFTER_TROUBLE;
  }
  if (error instanceof Stopped) await save(now, now.stopping ? whenStopped(now) : now, parts);
  else await save(now, importEnded(now, FALLEN[now.state] ?? "failed", sentenceOf(now, error, parts)), parts);
  return undefined;
}

function sentenceOf(now: Import, error: unknown, { log }: Parts): string {
  if (error instanceof Problem) return [error.message, ...error.faults.map((f) => f.detail)].join(" ");
  log.error({ import: now.id, err: error }, "an import broke");
  return "Something broke on our side. Nothing that was brought in is lost: try to go on, or undo it.";
}

async function save(before: Import, next: Import, { store, clock, log }: Parts): Promise<void> {
  if (next === before) return;
  const after = { ...next, revision: before.revision + 1, changedAt: clock() };
  await store.commit([{ noun: "import", before, after }], before.by).catch((error) => {
    log.warn({ import: before.id, err: error }, "what became of an import is written later");
  });
}
