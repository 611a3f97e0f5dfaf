import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { openStore } from "../../db/sqlite/store.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { plansOf, whenInWords } from "../../src/start/jobs.ts";
import { command, freshFolder, run, served } from "../support/program.ts";
import { openTestRegistry } from "../support/registry.ts";
import { copyTemplate } from "../support/template.ts";

const sources = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();

const MEILI = { MEILI_URL: "http://127.0.0.1:9", MEILI_KEY: "none" };

describe("the jobs of a server", () => {
  test.each([
    ["by itself", {}],
    ["with a scanner and a second search engine", { CLAMD_URL: "tcp://127.0.0.1:9", ...MEILI }],
  ])("%s are those that are listed, in this order", async (_what, env) => {
    const { parts, schedule } = await openTestRegistry({ env });
    expect(schedule.plans().map((plan) => plan.name)).toEqual(plansOf(parts.config).map((plan) => plan.name));
  });

  test("say when they run in words", () => {
    expect(plansOf({}).map((plan) => `${plan.name} ${whenInWords(plan)}`)).toEqual([
      "index-embedded every second, and after changes",
      "index-collections every second, and after changes",
      "outbox every second",
      "imports every second, and after changes",
      "link-checks every second, and after changes",
      "usage every 5 seconds",
      "erasing every 5 minutes",
      "asks every 20 seconds",
      "mail every 30 seconds, and after changes",
      "overdue-reviews every 10 minutes",
      "forget-expired every hour",
    ]);
    expect(whenInWords({ when: "0 30 3 * * *" })).toBe("every day at 3:30");
    expect(whenInWords({ when: "0 0 3 * * 1" })).toBe("0 0 3 * * 1");
  });

  test("can each be run by name, and what came of it is in the store", async () => {
    const { parts, schedule } = await openTestRegistry();
    for (const { name } of schedule.plans()) {
      const run = await schedule.run(name);
      expect([name, run.outcome]).not.toEqual([name, "failed"]);
      expect(await parts.store.jobs.last()).toContainEqual(run);
    }
  });

  test("that fail say why: a mail server that is away", async () => {
    const registry = await openTestRegistry({ env: { SMTP_URL: "smtp://127.0.0.1:9" } });
    const { parts, schedule } = registry;
    const letter = { to: "ana@example.org", subject: "A letter", text: "Good morning" };
    const mail = { id: parts.newId(), kind: "letter", letter, state: "waiting", tries: 0 } as const;
    const at = parts.clock();
    await parts.store.commit([{ noun: "mail", after: { ...mail, nextTry: at, createdAt: at } }]);
    const { outcome, says } = await schedule.run("mail");
    expect([outcome, says]).toEqual(["failed", expect.stringContaining("mail server does not take mail")]);
  });
});

test("`registry jobs` lists what each does, when it last did, and what came of it, beside a running server", async () => {
  const jobsIn = (at: string, ...args: string[]) => command(["jobs", ...args], { env: { DATA_DIR: at } });
  const before = await jobsIn(freshFolder());
  expect(before.out).toMatch(/^mail .*every 30 seconds, and after changes +never yet/m);
  expect(before.out).toContain("Nothing has run yet");

  const folder = freshFolder();
  await copyTemplate(false, join(folder, "registry.db"));
  const jobs = (...args: string[]) => jobsIn(folder, ...args);
  const server = await served(folder);
  const ran = await jobs("run", "overdue-reviews");
  expect([ran.code, ran.out]).toEqual([0, "Nothing to do.\n"]);
  const store = openStore(join(folder, "registry.db"));
  const failed = { job: "mail", outcome: "failed", says: "The mail server is away." } as const;
  const startedAt = "2099-11-30T08:00:00.000Z";
  const endedAt = "2099-11-30T08:00:12.000Z";
  await store.commit([{ noun: "job-run", after: { ...failed, startedAt, endedAt } }]);
  await store.close();
  const beside = await jobs();
  expect(beside.out).toMatch(
    /^mail +Sends the mail that is due +every 30 seconds, and after changes +2099-11-30 08:00:00 +FAILED: The mail server is away\. \(It took 12 seconds\.\)/m,
  );
  expect(beside.out).toMatch(/^overdue-reviews .* \d{4}-\d\d-\d\d \d\d:\d\d:\d\d +Nothing to do\.$/m);

  server.kill("SIGTERM");
  expect(await server.ended).toBe(0);
  // What was not written yet is, when a server ends: every job has run since it started.
  const after = await jobs();
  expect(after.out).not.toContain("never yet");
}, 60_000);

test("a worker waits for imports until it is told to end", async () => {
  const folder = freshFolder();
  await copyTemplate(false, join(folder, "registry.db"));
  const worker = run(["worker"], { env: { DATA_DIR: folder } });
  // As long as this takes it has nothing to do.
  await command(["jobs"], { env: { DATA_DIR: folder } });
  while (!worker.out().includes("Ctrl-C")) await new Promise((resolve) => setTimeout(resolve, 10));
  await command(["jobs"], { env: { DATA_DIR: folder } });
  worker.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
}, 60_000);

test("nothing repeats itself outside the schedule", () => {
  const repeating = sources("src").filter(
    (file) =>
      !file.startsWith("src/ui/public/") && /setInterval|croner/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  // The server closes connections that idle, while it ends.
  expect(repeating).toEqual(["src/start/schedule.ts", "src/start/server.ts"]);
});

test("a job that there is not is refused in words", async () => {
  const { code, out } = await command(["jobs", "run", "male"], { env: { DATA_DIR: freshFolder() } });
  expect([code, out]).toEqual([
    1,
    expect.stringContaining("There is no job male. There is index-embedded, "),
  ]);
}, 60_000);
