import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Lease } from "../../kernel/lease.ts";
import { counted } from "../../kernel/words.ts";
import { type ImportJob, ImportRun, type JobParts, Stopped } from "../actions/import-run.ts";
import type { Import, ImportState } from "../rules/import.ts";
import { applyImport, revertImport } from "./apply.ts";
import { check, readBeginning } from "./check.ts";
import { fallen } from "./fallen-import.ts";
import type { Lanes } from "./import-jobs.ts";
import { linkLane } from "./link-lane.ts";
import type { LinkOpener } from "./link-opening.ts";
import { widenRecords } from "./widen.ts";

/** Does the work of imports in this thread. One process of the registry works at a time. */
export interface Worker extends Lanes {
  /** Lets go of what is half done; it goes on at the next start. Not while a lane runs. */
  close(): Promise<void>;
}

/** Checks that take turns; what each has understood is held in memory, so later ones wait for one to end. */
const MOST_CHECKS = 8;
/** A wait as short as this is waited out (ms); after a longer one the import is taken up by a later run. */
const SHORT_WAIT = 1000;
/** Left free for others between two turns (ms). */
const BREATH = 1;

const JOBS: Partial<Record<ImportState, (run: ImportRun) => ImportJob>> = {
  reading: readBeginning,
  checking: check,
  importing: applyImport,
  opening: widenRecords,
  undoing: revertImport,
};

interface Running {
  run: ImportRun;
  state: ImportState;
  job: ImportJob;
}

export interface WorkerParts extends JobParts {
  lease: Lease;
  log: Logger;
  openLink: LinkOpener;
  /** Called when a job has come to its end, whichever. */
  onEnd?: () => void;
}

/** An organization's imports run one after another; several organizations' take turns, chunk by chunk. */
export function startWorker(parts: WorkerParts): Worker {
  const { store, lease } = parts;
  const running = new Map<string, Running>();
  const notBefore = new Map<string, number>();

  const waitOf = (i: Import) => (notBefore.get(i.id) ?? 0) - Date.now();

  async function turn(i: Import): Promise<void> {
    const known = running.get(i.id);
    const r = known?.state === i.state ? known : begin(i, parts);
    running.set(i.id, r);
    try {
      if (i.stopping) throw new Stopped();
      const { done, value } = await r.job.next();
      if (done) {
        running.delete(i.id);
        parts.onEnd?.();
      }
      if (value) notBefore.set(i.id, Date.now() + value);
    } catch (error) {
      running.delete(i.id);
      await r.job.return().catch(() => undefined);
      const wait = await fallen(i, error, parts);
      if (wait) notBefore.set(i.id, Date.now() + wait);
      parts.onEnd?.();
    }
  }

  async function carryOn(ending: AbortSignal): Promise<string | undefined> {
    const worked = new Set<string>();
    while (!ending.aborted) {
      const ones = (await lease.hold()) ? oldestOfEach(await store.imports.open()) : [];
      const ready = ones.filter((i) => waitOf(i) <= 0);
      for (const i of ready) {
        if (ending.aborted) break;
        await turn(i);
        worked.add(i.id);
        await sleep(BREATH);
      }
      if (ready.length > 0) continue;
      const wait = Math.min(...ones.map(waitOf));
      if (wait > SHORT_WAIT) break;
      await sleep(wait);
    }
    return worked.size > 0 ? `Worked at ${counted(worked.size, "import")}.` : undefined;
  }

  return {
    carryOn,
    tryLinks: linkLane(parts),
    async close() {
      for (const { job } of running.values()) await job.return().catch(() => undefined);
      await lease.release();
    },
  };
}

/** The oldest import of each organization that has something to do, older ones first. */
function oldestOfEach(open: Import[]): Import[] {
  const first = new Map<string, Import>();
  for (const i of open) if (!first.has(i.organization)) first.set(i.organization, i);
  let checks = 0;
  return [...first.values()].filter((i) => i.state !== "checking" || ++checks <= MOST_CHECKS);
}

function begin(i: Import, parts: JobParts): Running {
  const run = new ImportRun(i, parts);
  const job = JOBS[i.state];
  if (!job) throw new Error(`There is no job for an import that is ${i.state}`);
  return { run, state: i.state, job: job(run) };
}
