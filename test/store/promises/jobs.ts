import { describe, expect, test } from "@jest/globals";
import type { JobRun } from "../../../src/kernel/job.ts";
import { at, type NewStorage, newestAudit, stageOf } from "./stage.ts";

/** A run that began and ended so many minutes after eight. */
const ran = (job: string, outcome: JobRun["outcome"], began: number, says = ""): JobRun => ({
  job,
  outcome,
  startedAt: at(began),
  endedAt: at(began + 1),
  says,
});

/** What a store promises about jobs: the last run with each outcome is kept, whoever ran it. */
export function jobs(keep: NewStorage): void {
  describe("what jobs have done", () => {
    const stage = stageOf(keep);
    const written = (...runs: JobRun[]) =>
      stage.store.commit(runs.map((after) => ({ noun: "job-run", after })));

    test("is nothing, before one has run", async () => {
      expect(await stage.store.jobs.last()).toEqual([]);
    });

    test("is the last run of each job with each outcome: by job, those begun last first", async () => {
      const done = ran("mail", "done", 1, "3 mails taken up.");
      const failed = ran("mail", "failed", 2, "The mail server does not answer.");
      const idle = ran("mail", "idle", 4);
      const index = ran("index", "done", 3, "1 change taken in.");
      await written(ran("mail", "idle", 0), done, failed);
      await written(index, idle);
      expect(await stage.store.jobs.last()).toEqual([index, idle, failed, done]);
    });

    test("says of one that runs when it began, and not that it ended", async () => {
      const running: JobRun = { job: "imports", outcome: "running", startedAt: at(9), says: "" };
      await written(ran("imports", "idle", 8), running);
      const last = (await stage.store.jobs.last()).filter((run) => run.job === "imports");
      expect(last).toEqual([running, ran("imports", "idle", 8)]);
    });

    test("is read by other processes, outlives this one, and is no matter for the audit trail or an index", async () => {
      const newest = await newestAudit(stage.store);
      const head = await stage.store.outbox.head();
      const run = ran("erasing", "done", 20, "1 erased resource has left no trace.");
      await written(run);
      const beside = await stage.beside();
      expect(await beside.jobs.last()).toContainEqual(run);
      expect(await newestAudit(stage.store)).toBe(newest);
      expect(await stage.store.outbox.head()).toBe(head);
      await stage.reopen();
      expect(await stage.store.jobs.last()).toContainEqual(run);
    });
  });
}
