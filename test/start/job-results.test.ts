import { expect, test } from "@jest/globals";
import { pino } from "pino";
import type { JobOutcome, JobRun } from "../../src/kernel/job.ts";
import { resultsOf } from "../../src/start/job-results.ts";

const BEGIN = Date.parse("2026-11-30T12:00:00.000Z");
const at = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString();

function stage() {
  const kept: JobRun[] = [];
  const results = resultsOf(async (runs) => void kept.push(...runs), pino({ level: "silent" }));
  const ran = (seconds: number, outcome: JobOutcome, says = "") =>
    results.ended({ job: "mail", outcome, startedAt: at(seconds), endedAt: at(seconds), says });
  /** What is written when it is looked at this many seconds after the begin. */
  const written = async (seconds: number) => {
    await results.keepDue(at(seconds));
    return kept.splice(0).map((run) => [run.startedAt, run.outcome, run.says]);
  };
  return { results, ran, written };
}

test("a job that finds nothing every second is written once a minute", async () => {
  const { ran, written } = stage();
  const times: number[] = [];
  for (let second = 0; second <= 125; second++) {
    ran(second, "idle");
    if (second % 5 === 0 && (await written(second)).length > 0) times.push(second);
  }
  expect(times).toEqual([0, 60, 120]);
});

test("what says something new is written when it is next looked at, the last of each outcome", async () => {
  const { ran, written } = stage();
  ran(0, "idle");
  await written(0);
  ran(1, "done", "1 mail taken up.");
  ran(2, "failed", "The mail server is away.");
  ran(3, "done", "2 mails taken up.");
  expect(await written(5)).toEqual([
    [at(2), "failed", "The mail server is away."],
    [at(3), "done", "2 mails taken up."],
  ]);
  expect(await written(10)).toEqual([]);
});

test("a run that takes long is told of while it runs, once; a short one only at its end", async () => {
  const { results, ran, written } = stage();
  results.began({ job: "mail", outcome: "running", startedAt: at(0), says: "" });
  expect(await written(4)).toEqual([]);
  expect(await written(10)).toEqual([[at(0), "running", ""]]);
  expect(await written(15)).toEqual([]);
  ran(0, "done", "90,000 mails taken up.");
  expect(await written(20)).toEqual([[at(0), "done", "90,000 mails taken up."]]);
});

test("a failure is news once, and so is its end", () => {
  const { ran } = stage();
  const news = [
    ran(0, "failed", "away"),
    ran(1, "failed", "away"),
    ran(2, "failed", "full"),
    ran(3, "idle"),
    ran(4, "done", "1 mail taken up."),
  ];
  expect(news).toEqual(["fails", undefined, "fails", "works again", undefined]);
});
