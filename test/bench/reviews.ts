import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../support/random.ts";
import { line, seconds, spread, spreadOf, whole } from "./report-lines.ts";
import { bareCommits } from "./reviews-bare-commits.ts";
import { emptyLedger, faultsIn, type Ledger } from "./reviews-ledger.ts";
import { decide, type Load, loadOf, steady, submit, titleOf, work } from "./reviews-load.ts";
import { type Stage, setStage } from "./reviews-stage.ts";
import { endAll, type Serving, serve } from "./serving.ts";

/**
 * `npm run bench:reviews`: two hundred people share and offer, twenty decide, through HTTP. With `-- --chaos` the
 * server is killed at random moments meanwhile, and after each start held against what it had acknowledged.
 */

const number = (name: string, usual: number) => Number(process.env[name] ?? usual);
const RESOURCES = number("BENCH_RECORDS", 100_000);
const SECONDS = number("BENCH_SECONDS", 60);
const STEP_SECONDS = number("BENCH_STEP_SECONDS", 5);
const KILLS = number("BENCH_KILLS", 20);
const CONTRIBUTORS = number("BENCH_CONTRIBUTORS", 200);
const REVIEWERS = number("BENCH_REVIEWERS", 20);
const AIM_MS = 80;
const WARM_UP = 150;
/** Submissions and decisions a second that are tried first, and the fewest that are tried at all. */
const [FIRST, FEWEST] = [8, 1];

const folder = mkdtempSync(join(tmpdir(), "registry-bench-"));
const file = join(folder, "registry.db");
let failed = false;
try {
  console.log(
    `${whole(RESOURCES)} resources, ${CONTRIBUTORS} contributors, ${REVIEWERS} reviewers, Node ${process.versions.node}\n`,
  );
  const begun = performance.now();
  const sizes = { resources: RESOURCES, contributors: CONTRIBUTORS, reviewers: REVIEWERS };
  const stage = await setStage(file, folder, sizes);
  line("prepared", `${seconds(begun).toFixed(1)} s`);
  failed = process.argv.includes("--chaos") ? await chaos(stage) : await bench(stage);
} finally {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
}
if (failed) process.exitCode = 1;

async function started(): Promise<Serving> {
  const server = await serve(folder);
  await server.ready();
  return server;
}

/** Finds the load at which both stay below the aim, and holds it. True when something was wrong. */
async function bench(stage: Stage): Promise<boolean> {
  const server = await started();
  const load = loadOf(stage, emptyLedger(), server.address, new Random(1));
  // A process that has just begun is slower than any that has worked for a while.
  for (let i = 0; i < WARM_UP; i++) {
    await submit(load, load.random.pick(stage.contributors));
    await decide(load, load.random.pick(stage.reviewers));
  }
  const rate = await sustainable(load);
  load.times = { submissions: [], offers: [], decisions: [] };
  const before = { ...counts(load), beaten: load.beaten };
  const begun = performance.now();
  const left = await steady(load, rate, SECONDS);
  const took = seconds(begun);
  const done = counts(load);
  const submitted = done.submissions - before.submissions;
  const decided = done.decisions - before.decisions;
  line("held for", `${took.toFixed(0)} s`);
  line("submissions a second (shared and offered)", (submitted / took).toFixed(1));
  line("decisions a second", (decided / took).toFixed(1));
  line("a submission, both requests", spreadOf(load.times.submissions), `aim p95: ${AIM_MS} ms`);
  line("of it the offer", spreadOf(load.times.offers));
  line("a decision", spreadOf(load.times.decisions), `aim p95: ${AIM_MS} ms`);
  line("somebody else was faster", whole(load.beaten - before.beaten));
  line("left out, because all were busy", whole(left));
  line("errors", whole(load.errors.length), "aim: 0");
  for (const error of load.errors.slice(0, 5)) console.log(`  ${error}`);
  await server.ready();
  await server.kill();
  const faults = report(load.ledger, stage);
  const bare = bareCommits(file, folder, load.ledger);
  const commits = (2 * submitted + decided) / took;
  line("commits a second through HTTP", commits.toFixed(0));
  line(`bare commits of the same rows, synchronous=${bare.synchronous}`, `${whole(bare.rate)} a second`);
  line("share of the bare commits", (commits / bare.rate).toFixed(3));
  return faults > 0 || load.errors.length > 0;
}

function counts({ ledger }: Load): { submissions: number; decisions: number } {
  return { submissions: ledger.submissions.length, decisions: ledger.decisions.length };
}

/** The most submissions and as many decisions a second that are taken in time, to an eighth. */
async function sustainable(load: Load): Promise<number> {
  let [good, bad] = [0, Number.POSITIVE_INFINITY];
  for (let rate = FIRST; bad - good > good / 8 && rate >= FEWEST; ) {
    if (await holds(load, rate)) good = rate;
    else bad = rate;
    rate = bad === Number.POSITIVE_INFINITY ? rate * 2 : (good + bad) / 2;
  }
  line("load that is held", good > 0 ? `${good.toFixed(1)} a second` : "none", "of each");
  return good || FEWEST;
}

async function holds(load: Load, rate: number): Promise<boolean> {
  load.times = { submissions: [], offers: [], decisions: [] };
  const errors = load.errors.length;
  const left = await steady(load, rate, STEP_SECONDS);
  const [submission, decision] = [spread(load.times.submissions), spread(load.times.decisions)];
  const held =
    left === 0 &&
    load.errors.length === errors &&
    submission.p95 <= AIM_MS &&
    decision.p95 <= AIM_MS &&
    load.times.submissions.length >= rate * STEP_SECONDS * 0.9;
  const told = `p95 ${submission.p95.toFixed(0)} and ${decision.p95.toFixed(0)} ms`;
  line(`  tried: ${rate.toFixed(1)} a second of each`, told, held ? "held" : "too much");
  return held;
}

function report(ledger: Ledger, stage: Stage): number {
  const faults = faultsIn(file, ledger, stage);
  line("held against the ledger: faults", whole(faults.length), "aim: 0");
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`);
  return faults.length;
}

/** Kills the server at random moments of the load, and looks each time what became of it. */
async function chaos(stage: Stage): Promise<boolean> {
  const seed = number("BENCH_SEED", Date.now() % 1e9);
  const random = new Random(seed);
  line("seed of the moments", String(seed));
  const load = loadOf(stage, emptyLedger(), "", random);
  let faults = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    const server = await started();
    load.address = server.address;
    let going = true;
    const working = work(load, () => going, 200);
    await sleep(random.int(500, 5000));
    await server.kill("SIGKILL");
    going = false;
    await working;
    faults += await lookedAt(load, kill);
  }
  const { submissions, decisions } = counts(load);
  line("acknowledged submissions", whole(submissions));
  line("acknowledged decisions", whole(decisions));
  line("decisions cut off", whole(load.ledger.unsure.length));
  line("errors", whole(load.errors.length), "aim: 0");
  for (const error of load.errors.slice(0, 5)) console.log(`  ${error}`);
  line("faults after all kills", whole(faults), "aim: 0");
  return faults > 0 || load.errors.length > 0;
}

/** After a start: the ledger holds, and the index has caught up with all that was shared. */
async function lookedAt(load: Load, kill: number): Promise<number> {
  const begun = performance.now();
  const server = await started();
  const caughtUp = seconds(begun);
  const faults = faultsIn(file, load.ledger, load.stage);
  const { submissions } = load.ledger;
  for (const { word } of submissions.slice(-20)) {
    const answer = await server.ask("GET", `/api/v1/search?q=kestrels+${word}`);
    const { hits } = (await answer.json()) as { hits: { title: string }[] };
    if (!hits.some((h) => h.title === titleOf(word))) faults.push(`${word} is not found`);
  }
  await server.kill();
  const told = `${whole(submissions.length)} and ${whole(load.ledger.decisions.length)}`;
  line(
    `kill ${kill}: acknowledged so far`,
    told,
    `index again in ${caughtUp.toFixed(1)} s, faults: ${faults.length}`,
  );
  for (const fault of faults.slice(0, 5)) console.log(`  ${fault}`);
  return faults.length;
}
