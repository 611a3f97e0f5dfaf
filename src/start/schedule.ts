import { Cron } from "croner";
import type { Logger } from "pino";
import type { Job, JobPlan, JobRun, Jobs, RunJob } from "../kernel/job.ts";
import type { Lease } from "../kernel/lease.ts";
import { oneAtATime } from "../kernel/one-at-a-time.ts";
import { Problem } from "../kernel/problem.ts";
import { type JobResults, resultsOf } from "./job-results.ts";

/** Runs all that runs by itself: by the clock and after commits, each job one run at a time. */
export interface Schedule extends Jobs {
  plans(): JobPlan[];
  /** From here on jobs run by themselves, for the first time now. */
  start(): void;
  /** Something was committed: wakes the jobs that look at it. */
  committed(): void;
  /** Runs the job of this name now, and keeps its result. Problem `unknown` where there is none. */
  run(name: string, at?: string): Promise<JobRun>;
  /** Nothing begins any more. Resolves when what is running has ended and the last results are kept. */
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

interface Scheduled {
  plan: JobPlan;
  run: RunJob;
  isRunning(): boolean;
  /** The wait between a commit and its run. */
  soon?: NodeJS.Timeout | undefined;
}

export function scheduleOf(parts: ScheduleParts): Schedule {
  const jobs = new Map<string, Scheduled>();
  const ticking: Cron[] = [];
  const ending = new AbortController();
  const results = resultsOf(parts.keep, parts.log);
  const all = () => [...jobs.values()];
  const tick = (job: Scheduled) => {
    if (!job.isRunning()) void job.run();
  };
  return {
    add(job) {
      if (jobs.has(job.name)) throw new Error(`There are two jobs of the name ${job.name}`);
      const scheduled = scheduledOf(job, parts, results, ending.signal);
      jobs.set(job.name, scheduled);
      return scheduled.run;
    },
    plans: () => all().map((job) => job.plan),
    start() {
      for (const job of all()) {
        ticking.push(new Cron(job.plan.when, { unref: true }, () => tick(job)));
        tick(job);
      }
      ticking.push(new Cron(KEEP_RESULTS, { unref: true }, () => results.keepDue(parts.clock())));
    },
    committed() {
      if (!ending.signal.aborted) for (const job of all()) runAfterCommit(job);
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
      ending.abort();
      for (const cron of ticking) cron.stop();
      for (const job of all()) clearTimeout(job.soon);
      // Behind what is running: it finds that nothing begins any more.
      await Promise.all(all().map((job) => job.run()));
      await results.keepAll();
    },
  };
}

function runAfterCommit(job: Scheduled): void {
  const { afterCommit } = job.plan;
  if (afterCommit === 0) void job.run();
  else if (afterCommit)
    job.soon ??= setTimeout(() => {
      job.soon = undefined;
      void job.run();
    }, afterCommit).unref();
}

function scheduledOf(
  job: Job,
  { clock, lease, log }: ScheduleParts,
  results: JobResults,
  ending: AbortSignal,
): Scheduled {
  const right = job.alone && lease(`job-${job.name}`);
  let isRunning = false;

  async function work(at: string, startedAt: string): Promise<JobRun> {
    // Nothing of these two is kept: whoever runs it meanwhile, or did, has kept what came of it.
    const left = { job: job.name, outcome: "idle", startedAt, endedAt: startedAt } as const;
    if (ending.aborted) return { ...left, says: "The registry is closing." };
    try {
      if (right && !(await right.hold())) return { ...left, says: "Another process is running it." };
      results.began({ job: job.name, outcome: "running", startedAt, says: "" });
      const says = (await job.run(at, ending)) ?? "";
      return ended({ job: job.name, outcome: says ? "done" : "idle", startedAt, endedAt: clock(), says });
    } catch (error) {
      const says = error instanceof Error ? error.message : String(error);
      return ended({ job: job.name, outcome: "failed", startedAt, endedAt: clock(), says }, error);
    } finally {
      await right?.release();
    }
  }

  function ended(run: JobRun, error?: unknown): JobRun {
    const news = results.ended(run);
    if (news === "fails") log.error({ err: error, job: job.name }, "a job failed");
    if (news === "works again") log.info({ job: job.name }, "a job works again");
    return run;
  }

  const run = oneAtATime(async (at) => {
    isRunning = true;
    try {
      return await work(at, clock());
    } finally {
      isRunning = false;
    }
  });
  return { plan: job, run: (at = clock()) => run(at), isRunning: () => isRunning };
}
