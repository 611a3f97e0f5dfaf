import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { JobOutcome } from "../../../src/kernel/job.ts";

/** The last run of each job with each outcome. */
export const jobRuns = sqliteTable(
  "job_runs",
  {
    job: text().notNull(),
    outcome: text().$type<JobOutcome>().notNull(),
    startedAt: text("started_at").notNull(),
    endedAt: text("ended_at"),
    says: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.job, t.outcome] })],
);
