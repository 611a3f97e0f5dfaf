import { Command } from "commander";
import type { JobPlan, JobRun } from "../../kernel/job.ts";
import { plansOf, whenInWords } from "../jobs.ts";
import { joinRegistry } from "../join-registry.ts";
import { logOf, printLine, settings, table, withStore } from "./open.ts";

const HEADS = ["job", "what it does", "runs", "last run (UTC)", "result"];

export const jobsCommand = new Command("jobs")
  .description("what the registry does by itself, when it last did it, and what came of it")
  .action(() =>
    withStore(async (store, config) => {
      const kept = await store.jobs.last();
      const rows = plansOf(config).map((plan) =>
        rowOf(
          plan,
          kept.filter((run) => run.job === plan.name),
        ),
      );
      printLine(table([HEADS, ...rows]));
      if (kept.length === 0) printLine("\nNothing has run yet: jobs run while `registry serve` does.");
    }),
  )
  .addCommand(
    new Command("run")
      .description("run one job now, unless another process is at it")
      .argument("<job>", "its name, as `registry jobs` lists it")
      .action(async (name: string) => {
        const config = settings();
        const registry = await joinRegistry(config, logOf(config));
        try {
          const run = await registry.schedule.run(name);
          printLine(inWords(run));
          if (run.outcome === "failed") process.exitCode = 1;
        } finally {
          await registry.close();
        }
      }),
  );

/** `runs` are the last ones of each outcome, newest first. */
function rowOf(plan: JobPlan, runs: JobRun[]): string[] {
  const [last] = lastFirst(runs);
  const result = last ? [inWords(last), ...before(last, runs)].join(" ") : "";
  return [plan.name, plan.does, whenInWords(plan), last ? at(last.startedAt) : "never yet", result];
}

/** A run that ended is newer than the word that it had begun. */
const lastFirst = (runs: JobRun[]): JobRun[] =>
  runs.toSorted(
    (a, b) => b.startedAt.localeCompare(a.startedAt) || Number(!!b.endedAt) - Number(!!a.endedAt),
  );

function inWords({ outcome, says, startedAt, endedAt }: JobRun): string {
  if (outcome === "running") return "running, or ended in the middle.";
  const took = Math.round((Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1000);
  const long = took > 1 ? ` (It took ${took} seconds.)` : "";
  if (outcome === "failed") return `FAILED: ${says}${long}`;
  return outcome === "done" ? says + long : says || "Nothing to do.";
}

/** What it last did, where its last run says nothing; and what failed last, where that is over. */
function before(last: JobRun, runs: JobRun[]): string[] {
  const done = runs.find((run) => run.outcome === "done");
  const failed = runs.find((run) => run.outcome === "failed");
  return [
    ...(last.outcome !== "done" && done ? [`Last done ${at(done.startedAt)}: ${done.says}`] : []),
    ...(last.outcome !== "failed" && failed ? [`Last failed ${at(failed.startedAt)}: ${failed.says}`] : []),
  ];
}

const at = (moment: string) => moment.slice(0, 19).replace("T", " ");
