import type { Lease } from "./lease.ts";

/** What runs by itself is declared beside what it does; the schedule (`start/schedule.ts`) runs it. */
export interface JobPlan {
  /** Lower case, with hyphens: what `registry jobs run` is given. */
  name: string;
  /** What it does, in words for whoever runs the registry: "Sends the mail that is due". */
  does: string;
  /** When it runs by itself: a cron pattern of six parts, seconds first. */
  when: string;
  /** It also runs this long after a commit (ms), once for all commits of that time. */
  afterCommit?: number;
  /** It is tried again this long after it failed (ms), where the clock is later. */
  afterFailure?: number;
  /** One process of the registry at a time may run it; the others leave it alone meanwhile. */
  alone?: true;
}

export interface Job extends JobPlan {
  /** It runs only where this is held. It stays held: who gave it lets it go. */
  right?: Lease;
  /**
   * Does what there is to do at `at` (ISO 8601, UTC), and stops early once `ending` is aborted. Resolves with what
   * was done, as a sentence, and with nothing where there was nothing to do. Rejects when it could not.
   */
  run(at: string, ending: AbortSignal): Promise<string | undefined>;
}

/** `idle`: there was nothing to do. */
export type JobOutcome = "running" | "done" | "idle" | "failed";

/** One run of a job. The last one of each outcome is kept. */
export interface JobRun {
  job: string;
  outcome: JobOutcome;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Absent while it runs. */
  endedAt?: string;
  /** What was done, or what went wrong. Empty where there is nothing to say. */
  says: string;
}

/** Runs a job now. Never rejects; resolves with the end of a run that began after the call. */
export type RunJob = (at?: string) => Promise<JobRun>;

/** Takes jobs. What a noun's `jobs/` is given of the schedule. */
export interface Jobs {
  add(job: Job): RunJob;
}
