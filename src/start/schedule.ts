import { Cron } from "croner";
import type { Logger } from "pino";
import type { JobPlan, JobRun, Jobs } from "../kernel/job.ts";
import type { Lease } from "../kernel/lease.ts";
import { Problem } from "../kernel/problem.ts";
import { resultsOf } from "./job-results.ts";
import { type Scheduled, scheduledOf } from "./scheduled-job.ts";

/** Runs all that runs by itself: by the clock and after commits, each job one run at a time. */
export interface Schedule extends Jobs {
  plans(): JobPlan[];
  /**
   * From here on jobs run by themselves, for the first time now. A program that does nothing else is kept going
   * until they are closed; one that serves is not kept by them.
   */
  start(given?: { keepsGoing: boolean }): void;
  /** Something was committed: wakes the jobs that look at it. */
  committed(): void;
  /** Runs the job of this name now, and keeps its result. Problem `unknown` where there is none. */
  run(name: string, at?: string): Promise<JobRun>;
  /**
   * Nothing begins by itself any more; jobs end in the reverse of the order they came in, so that each still has
   * those it needs. Resolves when all have ended and the last results are kept.
   */
  close(): Promise<void>;
}

export interface ScheduleParts {
  clock: () => string;
  /** The right to run a job alone. */
  lease: (name: string) => Lease;
  /** Writes the last runs down. */
  keep: (runs: JobRun[]) => Promise<void>;
  log: Logger;
}

/** How often results are written down: in between a job may run a hundred times. */
const KEEP_RESULTS = "*/5 * * * * *";

export function scheduleOf(parts: ScheduleParts): Schedule {
  const jobs = new Map<string, Scheduled>();
  const ticking: Cron[] = [];
  const results = resultsOf(parts.keep, parts.log);
  let closed = false;
  return {
    add(job) {
      if (jobs.has(job.name)) throw new Error(`There are two jobs of the name ${job.name}`);
      const scheduled = scheduledOf(job, parts, results);
      jobs.set(job.name, scheduled);
      return scheduled.run;
    },
    plans: () => [...jobs.values()].map((job) => job.plan),
    start({ keepsGoing } = { keepsGoing: false }) {
      const every = (when: string, work: () => void) =>
        ticking.push(new Cron(when, { unref: !keepsGoing }, work));
      for (const job of jobs.values()) {
        every(job.plan.when, job.tick);
        job.tick();
      }
      every(KEEP_RESULTS, () => void results.keepDue(parts.clock()));
    },
    committed() {
      if (!closed) for (const job of jobs.values()) job.committed();
    },
    async run(name, at) {
      const job = jobs.get(name);
      if (!job)
        throw new Problem("unknown", `There is no job ${name}. There is ${[...jobs.keys()].join(", ")}.`);
      const run = await job.run(at);
      await results.keepAll();
      return run;
    },
    async close() {
      closed = true;
      for (const cron of ticking) cron.stop();
      for (const job of [...jobs.values()].toReversed()) await job.close();
      await results.keepAll();
    },
  };
}
