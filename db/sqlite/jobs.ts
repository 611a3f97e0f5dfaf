import { asc, desc } from "drizzle-orm";
import type { ChangeOf } from "../../src/store/change.ts";
import type { JobRuns } from "../../src/store/jobs.ts";
import type { Db } from "./open.ts";
import { jobRuns } from "./schema.ts";

export function jobRunsOf(db: Db): JobRuns {
  return {
    async last() {
      const rows = db.select().from(jobRuns).orderBy(asc(jobRuns.job), desc(jobRuns.startedAt)).all();
      return rows.map(({ endedAt, ...run }) => ({ ...run, ...(endedAt === null ? {} : { endedAt }) }));
    },
  };
}

export function writeJobRun(db: Db, { after }: ChangeOf<"job-run">): void {
  const row = { ...after, endedAt: after.endedAt ?? null };
  db.insert(jobRuns)
    .values(row)
    .onConflictDoUpdate({ target: [jobRuns.job, jobRuns.outcome], set: row })
    .run();
}
