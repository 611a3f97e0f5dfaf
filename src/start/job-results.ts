import type { Logger } from "pino";
import type { JobOutcome, JobRun } from "../kernel/job.ts";

/**
 * Holds the last runs until they are written down. A job may run every second and find nothing: what says the same
 * as before is written once a minute.
 */
export interface JobResults {
  began(run: JobRun): void;
  /** Gives back what is worth a line in the log: a failure other than that of the run before, or its end. */
  ended(run: JobRun): "fails" | "works again" | undefined;
  /** Writes what is due at `now` (ISO 8601). Resolves when it was tried; never rejects. */
  keepDue(now: string): Promise<void>;
  /** Writes everything. Resolves when it was tried; never rejects. */
  keepAll(): Promise<void>;
}

/** How long a result that says nothing new waits (ms). */
const SAME_AS_BEFORE = 60_000;
/** A run is worth a line of its own when it takes this long (ms). */
const LONG_RUN = 5_000;

interface Known {
  /** Runs that are not written yet, the last of each outcome. */
  unwritten: Map<JobOutcome, JobRun>;
  /** Under way. */
  current?: JobRun | undefined;
  written?: JobRun | undefined;
  failure?: string | undefined;
}

export function resultsOf(keep: (runs: JobRun[]) => Promise<void>, log: Logger): JobResults {
  const jobs = new Map<string, Known>();
  let writing: Promise<void> = Promise.resolve();

  const knownOf = (job: string): Known => {
    const known = jobs.get(job) ?? { unwritten: new Map() };
    jobs.set(job, known);
    return known;
  };

  async function write(runs: JobRun[]): Promise<void> {
    if (runs.length === 0) return;
    try {
      await keep(runs);
    } catch (error) {
      return log.warn({ err: error }, "results of jobs could not be written; they are tried again");
    }
    for (const run of runs) {
      const known = knownOf(run.job);
      known.written = run;
      if (known.unwritten.get(run.outcome) === run) known.unwritten.delete(run.outcome);
    }
  }

  const writeNext = (runs: () => JobRun[]): Promise<void> => {
    writing = writing.then(() => write(runs()));
    return writing;
  };

  return {
    began(run) {
      knownOf(run.job).current = run;
    },
    ended(run) {
      const known = knownOf(run.job);
      known.current = undefined;
      known.unwritten.set(run.outcome, run);
      const before = known.failure;
      known.failure = run.outcome === "failed" ? run.says : undefined;
      if (known.failure === before) return undefined;
      return known.failure === undefined ? "works again" : "fails";
    },
    keepDue: (now) => writeNext(() => [...jobs.values()].flatMap((known) => dueOf(known, Date.parse(now)))),
    keepAll: () => writeNext(() => [...jobs.values()].flatMap(unwrittenOf)),
  };
}

const unwrittenOf = ({ unwritten }: Known): JobRun[] =>
  [...unwritten.values()].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));

function dueOf(known: Known, now: number): JobRun[] {
  const { current, written } = known;
  const ended = unwrittenOf(known);
  const last = ended.at(-1);
  const differs = last && (last.outcome !== written?.outcome || last.says !== written.says);
  const old = !written || now - Date.parse(written.startedAt) >= SAME_AS_BEFORE;
  const due = differs || old ? ended : [];
  const isLong = current && current !== written && now - Date.parse(current.startedAt) >= LONG_RUN;
  return isLong ? [...due, current] : due;
}
