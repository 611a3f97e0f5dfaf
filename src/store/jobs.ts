import type { JobRun } from "../kernel/job.ts";

/** What became of the jobs that run by themselves. Reading only: writing is `store.commit`. */
export interface JobRuns {
  /** The last run of each job with each outcome: by job, those begun last first. */
  last(): Promise<JobRun[]>;
}
