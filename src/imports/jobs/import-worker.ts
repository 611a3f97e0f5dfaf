import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Lease } from "../../kernel/lease.ts";
import { Problem } from "../../kernel/problem.ts";
import { ImportRun, importEnded, type Job, type JobParts, Stopped } from "../actions/import-run.ts";
import { ACTIVE_STATES, type Import, type ImportState } from "../rules/import.ts";
import { applyImport, revertImport, whenStopped } from "./apply.ts";
import { check, readBeginning } from "./check.ts";
import { checkNextLink, sitePace } from "./link-check.ts";
import type { OpenLink } from "./link-opening.ts";
import { widenRecords } from "./widen.ts";

/** Carries on with every import that has something to do. One works in a data folder at a time. */
export interface Worker {
  /** Looks for work now rather than in a moment. */
  wake(): void;
  close(): Promise<void>;
}

/** How often it looks for work that another process has left (ms). */
const LOOK_EVERY = 250;
/** How long a job waits whose disk is full or whose database is busy (ms). */
const WAIT_AFTER_TROUBLE = 3000;
/** Checks that take turns; what each has understood is held in memory, so later ones wait for one to end. */
const MOST_CHECKS = 8;
/** How often links are looked for that somebody wants tried (ms). */
const LOOK_FOR_LINKS = 1000;
/** Left free for others between two turns (ms). */
const BREATH = 1;

const JOBS: Partial<Record<ImportState, (run: ImportRun) => Job>> = {
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
  carried: ImportRun;
  state: ImportState;
  job: Job;
}

export interface WorkerParts extends JobParts {
  lease: Lease;
  log: Logger;
  openLink: OpenLink;
  /** Called when a job has come to its end, whichever. */
  onEnd?: () => void;
}

/** An organization's imports run one after another; several organizations' take turns, chunk by chunk. */
export function startWorker(parts: WorkerParts): Worker {
  const { store, lease, log } = parts;
  const running = new Map<string, Running>();
  const notBefore = new Map<string, number>();
  let closed = false;
  let woken: (() => void) | undefined;

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      woken = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** The oldest import of each organization that has something to do, older ones first. */
  async function nextOnes(): Promise<Import[]> {
    const first = new Map<string, Import>();
    for (const i of await store.imports.open()) if (!first.has(i.organization)) first.set(i.organization, i);
    let checks = 0;
    return [...first.values()].filter((i) => {
      if (i.state === "checking" && ++checks > MOST_CHECKS) return false;
      return (notBefore.get(i.id) ?? 0) <= Date.now();
    });
  }

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
    return { carried: run, state: i.state, job: job(run) };
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

  async function work(): Promise<void> {
    while (!closed) {
      try {
        const ones = (await lease.hold()) ? await nextOnes() : [];
        for (const i of ones) {
          if (closed) break;
          await turn(i);
          await rest(BREATH);
        }
        if (ones.length === 0) await rest(LOOK_EVERY);
      } catch (error) {
        log.error({ err: error }, "imports cannot be looked at");
        await rest(WAIT_AFTER_TROUBLE);
      }
    }
    for (const { job } of running.values()) await job.return().catch(() => undefined);
  }

  /** A lane of its own: the web is slow, and no import waits for it. */
  async function tryLinks(): Promise<void> {
    const so = sitePace(ending.signal);
    while (!closed) {
      let tried = false;
      try {
        for (const i of (await lease.hold()) ? await store.imports.withLinkCheck() : [])
          if (!closed && (await checkNextLink(i, parts, so))) tried = true;
      } catch (error) {
        log.error({ err: error }, "links cannot be tried");
      }
      if (!tried && !closed) await sleep(LOOK_FOR_LINKS, undefined, ending).catch(() => undefined);
    }
  }

  const ending = new AbortController();
  const working = work();
  const trying = tryLinks();
  return {
    wake: () => woken?.(),
    async close() {
      closed = true;
      woken?.();
      await working;
      // A link that is being opened is not waited for: it is tried again next time.
      ending.abort();
      await Promise.race([trying, sleep(LOOK_FOR_LINKS)]);
      await lease.release();
    },
  };
}
