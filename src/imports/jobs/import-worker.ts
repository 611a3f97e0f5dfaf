import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Lease } from "../../kernel/lease.ts";
import { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import { type ImportJob, ImportRun, importEnded, type JobParts, Stopped } from "../actions/import-run.ts";
import { ACTIVE_STATES, type Import, type ImportState } from "../rules/import.ts";
import { applyImport, revertImport, whenStopped } from "./apply.ts";
import { check, readBeginning } from "./check.ts";
import type { Lanes } from "./import-jobs.ts";
import { checkNextLink, sitePace } from "./link-check.ts";
import type { LinkOpener } from "./link-opening.ts";
import { widenRecords } from "./widen.ts";

/** Does the work of imports in this thread. One process of the registry works at a time. */
export interface Worker extends Lanes {
  /** Lets go of what is half done; it goes on at the next start. Not while a lane runs. */
  close(): Promise<void>;
}

/** How long a job waits whose disk is full or whose database is busy (ms). */
const WAIT_AFTER_TROUBLE = 3000;
/** Checks that take turns; what each has understood is held in memory, so later ones wait for one to end. */
const MOST_CHECKS = 8;
/** A wait as short as this is waited out (ms); after a longer one the import is taken up by a later run. */
const SHORT_WAIT = 1000;
/** A link that is being opened at the end is waited for this long (ms): it is tried again next time. */
const LAST_LINK = 1000;
/** Left free for others between two turns (ms). */
const BREATH = 1;

const JOBS: Partial<Record<ImportState, (run: ImportRun) => ImportJob>> = {
  reading: readBeginning,
  checking: check,
  importing: applyImport,
  opening: widenRecords,
  undoing: revertImport,
};

/** Where an import is left that cannot go on. */
const FALLEN: Partial<Record<ImportState, "stopped" | "done">> = {
  importing: "stopped",
  opening: "done",
  undoing: "stopped",
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
  const { store, lease, log } = parts;
  const running = new Map<string, Running>();
  const notBefore = new Map<string, number>();
  const tried = sitePace();

  /** The oldest import of each organization that has something to do, older ones first. */
  async function nextOnes(): Promise<Import[]> {
    const first = new Map<string, Import>();
    for (const i of await store.imports.open()) if (!first.has(i.organization)) first.set(i.organization, i);
    let checks = 0;
    return [...first.values()].filter((i) => i.state !== "checking" || ++checks <= MOST_CHECKS);
  }
  const waitOf = (i: Import) => (notBefore.get(i.id) ?? 0) - Date.now();

  async function turn(i: Import): Promise<void> {
    const known = running.get(i.id);
    const r = known?.state === i.state ? known : begin(i);
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
      await fell(i, error);
      parts.onEnd?.();
    }
  }

  function begin(i: Import): Running {
    const run = new ImportRun(i, parts);
    const job = JOBS[i.state];
    if (!job) throw new Error(`There is no job for an import that is ${i.state}`);
    return { run, state: i.state, job: job(run) };
  }

  /** Stopped by a person, refused in words, or broken: the import says which. */
  async function fell(given: Import, error: unknown): Promise<void> {
    const now = await store.imports.get(given.id);
    if (!now || !ACTIVE_STATES.includes(now.state)) return;
    if (error instanceof Problem && ["unavailable", "stale", "conflict"].includes(error.kind)) {
      log.warn({ import: now.id, err: error }, "an import waits");
      notBefore.set(now.id, Date.now() + WAIT_AFTER_TROUBLE);
      const waits = `${error.message} It goes on by itself as soon as it can.`;
      if (now.waits !== waits) await save(now, { ...now, waits });
      return;
    }
    if (error instanceof Stopped) return save(now, now.stopping ? whenStopped(now) : now);
    if (!(error instanceof Problem)) log.error({ import: now.id, err: error }, "an import broke");
    const sentence =
      error instanceof Problem
        ? [error.message, ...error.faults.map((f) => f.detail)].join(" ")
        : "Something broke on our side. Nothing that was brought in is lost: try to go on, or undo it.";
    await save(now, importEnded(now, FALLEN[now.state] ?? "failed", sentence));
  }

  async function save(before: Import, next: Import): Promise<void> {
    if (next === before) return;
    const after = { ...next, revision: before.revision + 1, changedAt: parts.clock() };
    await store.commit([{ noun: "import", before, after }], before.by).catch((error) => {
      log.warn({ import: before.id, err: error }, "what became of an import is written later");
    });
  }

  async function carryOn(ending: AbortSignal): Promise<string | undefined> {
    const worked = new Set<string>();
    while (!ending.aborted) {
      const ones = (await lease.hold()) ? await nextOnes() : [];
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

  /** A lane of its own: the web is slow, and no import waits for it. */
  async function checkLinks(ending: AbortSignal): Promise<string | undefined> {
    const worked = new Set<string>();
    for (let goesOn = true; goesOn && !ending.aborted; ) {
      goesOn = false;
      for (const i of (await lease.hold()) ? await store.imports.withLinkCheck() : []) {
        if (ending.aborted || !(await checkNextLink(i, parts, { ...tried, ending }))) continue;
        goesOn = true;
        worked.add(i.id);
      }
    }
    return worked.size > 0 ? `Tried links of ${counted(worked.size, "import")}.` : undefined;
  }

  /** What waited for its turn at a site is broken off. */
  const brokenOff = (ending: AbortSignal) => (error: Error) => {
    if (!ending.aborted) throw error;
    return undefined;
  };

  return {
    carryOn,
    tryLinks: (ending) => Promise.race([checkLinks(ending).catch(brokenOff(ending)), soonAfter(ending)]),
    async close() {
      for (const { job } of running.values()) await job.return().catch(() => undefined);
      await lease.release();
    },
  };
}

/** Resolves a moment after the end was called for. */
const soonAfter = (ending: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    ending.addEventListener("abort", () => resolve(sleep(LAST_LINK, undefined, { ref: false })), {
      once: true,
    });
  });
