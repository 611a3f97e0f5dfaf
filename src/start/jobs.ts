import { ASKS } from "../asks/jobs/tell-who-asked.ts";
import { ERASING } from "../erasing/jobs/sweeper.ts";
import { FILE_SCAN } from "../files/jobs/file-keeper.ts";
import { IMPORTS, LINK_CHECKS } from "../imports/jobs/import-jobs.ts";
import type { Config } from "../kernel/config.ts";
import type { JobPlan, JobRun } from "../kernel/job.ts";
import { MAIL } from "../notices/jobs/mail-sender.ts";
import { OVERDUE_REVIEWS } from "../notices/jobs/reminder.ts";
import { INDEX_COLLECTIONS } from "../search/jobs/collections-feeder.ts";
import { indexJob, OUTBOX } from "../search/jobs/indexer.ts";
import type { Store } from "../store/store.ts";
import { USAGE } from "../usage/jobs/counter.ts";
import { FORGET_EXPIRED } from "./forget-expired.ts";

/** The jobs of a server with these settings, as it adds them. */
export const plansOf = ({ meili, clamd }: Pick<Config, "meili" | "clamd">): JobPlan[] => [
  indexJob("embedded"),
  ...(meili ? [indexJob("meilisearch")] : []),
  INDEX_COLLECTIONS,
  OUTBOX,
  IMPORTS,
  LINK_CHECKS,
  ...(clamd ? [FILE_SCAN] : []),
  USAGE,
  ERASING,
  ASKS,
  MAIL,
  OVERDUE_REVIEWS,
  FORGET_EXPIRED,
];

/** Keeps the last runs in the store, where every process and the command line can read them. */
export const keepIn = (store: Store) => (runs: JobRun[]) =>
  store.commit(runs.map((after) => ({ noun: "job-run", after })));

/** When a job runs, as a person says it: cron's pattern where there are no shorter words. */
export function whenInWords({ when, afterCommit }: Pick<JobPlan, "when" | "afterCommit">): string {
  const often = oftenInWords(when);
  return afterCommit === undefined ? often : `${often}, and after changes`;
}

function oftenInWords(when: string): string {
  if (when === "* * * * * *") return "every second";
  const seconds = /^\*\/(\d+) \* \* \* \* \*$/.exec(when);
  if (seconds) return `every ${seconds[1]} seconds`;
  const minutes = /^0 \*\/(\d+) \* \* \* \*$/.exec(when);
  if (minutes) return `every ${minutes[1]} minutes`;
  if (/^0 \d\d? \* \* \* \*$/.test(when)) return "every hour";
  const daily = /^0 (\d\d?) (\d\d?) \* \* \*$/.exec(when);
  return daily ? `every day at ${daily[2]}:${daily[1]?.padStart(2, "0")}` : when;
}
