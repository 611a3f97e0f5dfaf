import { expect, test } from "@jest/globals";
import { pino } from "pino";
import type { Job, JobRun } from "../../src/kernel/job.ts";
import { scheduleOf } from "../../src/start/schedule.ts";

const AT = "2026-11-30T12:00:00.000Z";
/** Never by itself within a test. */
const RARELY = "0 0 0 1 1 *";

/** A schedule whose results are kept in a list, and whose leases are held by nobody unless said so. */
function stage(heldElsewhere: string[] = []) {
  const kept: JobRun[] = [];
  let now = Date.parse(AT);
  const schedule = scheduleOf({
    clock: () => new Date(now).toISOString(),
    lease: (name) => ({ hold: async () => !heldElsewhere.includes(name), release: async () => {} }),
    keep: async (runs) => void kept.push(...runs),
    log: pino({ level: "silent" }),
  });
  const pass = (ms: number) => {
    now += ms;
  };
  const add = (name: string, run: Job["run"], more: Partial<Job> = {}) =>
    schedule.add({ name, does: "Something", when: RARELY, run, ...more });
  return { schedule, kept, pass, add };
}

/** A promise, and the way to keep it. */
function promised() {
  let keep = () => {};
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}

test("a job is run by name, and what came of it is kept with its times", async () => {
  const { schedule, kept, pass, add } = stage();
  add("count", async () => {
    pass(1500);
    return "3 counted.";
  });
  const run = {
    job: "count",
    outcome: "done",
    startedAt: AT,
    endedAt: "2026-11-30T12:00:01.500Z",
    says: "3 counted.",
  };
  expect(await schedule.run("count")).toEqual(run);
  expect(kept).toEqual([run]);
});

test("where there was nothing to do, and where it failed, that is kept", async () => {
  const { schedule, kept, add } = stage();
  add("nothing", async () => undefined);
  add("broken", async () => {
    throw new Error("The mail server does not answer.");
  });
  await schedule.run("nothing");
  await schedule.run("broken");
  expect(kept).toMatchObject([
    { job: "nothing", outcome: "idle", says: "" },
    { job: "broken", outcome: "failed", says: "The mail server does not answer." },
  ]);
});

test("a job that does not exist is a Problem that names those which do", async () => {
  const { schedule, add } = stage();
  add("mail", async () => undefined);
  await expect(schedule.run("male")).rejects.toThrow("There is no job male. There is mail.");
});

test("two jobs never share a name", () => {
  const { add } = stage();
  add("mail", async () => undefined);
  expect(() => add("mail", async () => undefined)).toThrow("two jobs of the name mail");
});

test("one run at a time: all who ask during a run share the next, at the latest time asked for", async () => {
  const { add } = stage();
  const first = promised();
  const runs: string[] = [];
  let under = 0;
  let most = 0;
  const run = add("slow", async (at) => {
    runs.push(at);
    most = Math.max(most, ++under);
    if (runs.length === 1) await first.kept;
    under--;
    return undefined;
  });
  const asked = [run("2026-01-01"), run("2026-01-03"), run("2026-01-02")];
  first.keep();
  await Promise.all(asked);
  expect(runs).toEqual(["2026-01-01", "2026-01-03"]);
  expect(most).toBe(1);
});

test("a commit wakes the jobs that look at commits, also while they run, and no others", async () => {
  const { schedule, add } = stage();
  const seen: string[] = [];
  const run = add("index", async () => void seen.push("index"), { afterCommit: 0 });
  add("remind", async () => void seen.push("remind"));
  schedule.committed();
  schedule.committed();
  schedule.committed();
  await run();
  expect(seen).toEqual(["index", "index"]);
});

test("started, every job runs at once and then by the clock", async () => {
  const { schedule, add } = stage();
  const third = promised();
  let runs = 0;
  add(
    "each-second",
    async () => {
      if (++runs === 3) third.keep();
      return undefined;
    },
    { when: "* * * * * *" },
  );
  schedule.start();
  await third.kept;
  await schedule.close();
});

test("a job that one process may run alone is left to the process that does", async () => {
  const { schedule, kept, add } = stage(["job-sweep"]);
  const ran: string[] = [];
  add("sweep", async (at) => void ran.push(at), { alone: true });
  expect(await schedule.run("sweep")).toMatchObject({
    outcome: "idle",
    says: "Another process of the registry does it.",
  });
  expect([ran, kept]).toEqual([[], []]);
});

test("closing waits for what runs, tells it to end, begins nothing more and keeps the last results", async () => {
  const { schedule, kept, add } = stage();
  const begun = promised();
  let runs = 0;
  const run = add("long", async (_at, ending) => {
    runs++;
    begun.keep();
    await new Promise((resolve) => ending.addEventListener("abort", resolve));
    return "Ended early.";
  });
  void run();
  void run();
  await begun.kept;
  await schedule.close();
  expect(runs).toBe(1);
  expect(kept).toMatchObject([{ job: "long", outcome: "done", says: "Ended early." }]);
  expect(await run()).toMatchObject({ says: "The registry is closing." });
});

test("results that could not be written are written with the next ones", async () => {
  const kept: JobRun[] = [];
  let full = true;
  const schedule = scheduleOf({
    clock: () => AT,
    lease: () => ({ hold: async () => true, release: async () => {} }),
    keep: async (runs) => {
      if (full) throw new Error("The disk is full");
      kept.push(...runs);
    },
    log: pino({ level: "silent" }),
  });
  schedule.add({ name: "mail", does: "", when: RARELY, run: async () => "1 sent." });
  await schedule.run("mail");
  full = false;
  await schedule.close();
  expect(kept).toMatchObject([{ job: "mail", says: "1 sent." }]);
});
