import type { Job, JobPlan, JobRun, RunJob } from "../kernel/job.ts";
import { oneAtATime } from "../kernel/one-at-a-time.ts";
import type { JobResults } from "./job-results.ts";
import type { ScheduleParts } from "./schedule.ts";

/** A job behind its gate: whoever asks, one run at a time. */
export interface Scheduled {
  plan: JobPlan;
  run: RunJob;
  /** Its time has come. A run under way is enough. */
  tick(): void;
  committed(): void;
  /** Resolves when it has ended, and will not begin again. */
  close(): Promise<void>;
}

type Parts = Pick<ScheduleParts, "clock" | "lease" | "log">;

export function scheduledOf(job: Job, { clock, lease, log }: Parts, results: JobResults): Scheduled {
  const ending = new AbortController();
  const turn = job.alone && lease(`job-${job.name}`);
  let isRunning = false;
  let soon: NodeJS.Timeout | undefined;

  /** Whether it may run here; in words why not. */
  async function whyNot(): Promise<string | undefined> {
    if (ending.signal.aborted) return "The registry is closing.";
    if ((job.right && !(await job.right.hold())) || (turn && !(await turn.hold())))
      return "Another process of the registry does it.";
    return undefined;
  }

  async function work(at: string, startedAt: string): Promise<JobRun> {
    const started = { job: job.name, startedAt };
    try {
      const not = await whyNot();
      // Not kept: who does run it keeps what comes of it.
      if (not) return { ...started, outcome: "idle", endedAt: startedAt, says: not };
      results.began({ ...started, outcome: "running", says: "" });
      const says = (await job.run(at, ending.signal)) ?? "";
      return ended({ ...started, outcome: says ? "done" : "idle", endedAt: clock(), says });
    } catch (error) {
      const run = ended({ ...started, outcome: "failed", endedAt: clock(), says: lineOf(error) }, error);
      if (job.afterFailure) runIn(job.afterFailure);
      return run;
    } finally {
      await turn?.release();
    }
  }

  function ended(run: JobRun, error?: unknown): JobRun {
    const news = results.ended(run);
    if (news === "fails") log.error({ err: error, job: job.name }, "a job failed");
    if (news === "works again") log.info({ job: job.name }, "a job works again");
    return run;
  }

  const gated = oneAtATime(async (at) => {
    isRunning = true;
    try {
      return await work(at, clock());
    } finally {
      isRunning = false;
    }
  });
  const run = (at = clock()) => gated(at);

  function runIn(ms: number): void {
    if (ending.signal.aborted) return;
    soon ??= setTimeout(() => {
      soon = undefined;
      void run();
    }, ms).unref();
  }

  return {
    plan: job,
    run,
    tick() {
      if (!isRunning) void run();
    },
    committed() {
      if (job.afterCommit === 0) void run();
      else if (job.afterCommit) runIn(job.afterCommit);
    },
    async close() {
      ending.abort();
      clearTimeout(soon);
      // Behind what is running: it finds that nothing begins any more.
      await run();
    },
  };
}

/** What went wrong, short enough for a line of a table. */
const lineOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1).join("").slice(0, 300);
