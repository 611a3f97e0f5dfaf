import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import Database from "../../db/driver.ts";
import { openDatabase } from "../../db/sqlite/open.ts";
import { openStore } from "../../db/sqlite/store.ts";
import type { Caller } from "../../src/people/rules/person.ts";
import { create } from "../../src/resources/rules/lifecycle.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { understand } from "../../src/resources/rules/understand-input.ts";
import type { Change } from "../../src/store/change.ts";
import type { Store } from "../../src/store/store.ts";
import { type Incoming, incoming } from "./incoming-text.ts";
import { line, percentile, seconds, whole } from "./report-lines.ts";
import { endAll, furnish, type Serving, serve } from "./serving.ts";

/** `npm run bench`: how fast records come in, how soon they are found, and what that costs. */

const RECORDS = Number(process.env.BENCH_RECORDS ?? 100_000);
const BATCH = 250;
/** Records in the bare insert. */
const BARE = Math.min(RECORDS, 20_000);
/** Where the rows of a new resource go. */
const TABLES = ["resources", "versions", "resource_keys", "history", "outbox"];
const SINGLE = 200;

const folder = mkdtempSync(join(tmpdir(), "registry-bench-"));
try {
  await bench();
} finally {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  console.log(`${whole(RECORDS)} synthetic records, Node ${process.versions.node}\n`);
  const records = take(incoming(1), RECORDS);
  await furnish(folder);
  const store = openStore(join(folder, "registry.db"));
  const { rate, compared, bare } = await ingest(store, records);
  await store.close();
  line("ingest: understand, create, commit by 250", `${whole(rate)} rows/s`);
  line(`the first ${whole(BARE)} of them`, `${whole(compared)} rows/s`);
  line("their rows by bare prepared inserts, in turns", `${whole(bare)} rows/s`);
  line("share of the bare insert", (compared / bare).toFixed(2), "aim: 0.25 or more");

  const building = performance.now();
  const first = await serve(folder);
  await first.ready();
  line("index rebuilt, with the server's start", `${seconds(building).toFixed(1)} s`);
  await first.kill();
  const server = await serve(folder);
  line("start: listening", `${whole(server.ms)} ms`, "aim: 1,000 ms");
  line("start: first search answered", `${whole(await firstAnswer(server))} ms`);
  await searches(server, records);
  line("resident memory after 300 searches", memory(server), "aim: 350 MB");
  const times = await findable(server);
  line("commit to findable, median of 200", `${percentile(times, 0.5).toFixed(0)} ms`);
  line("commit to findable, 95th percentile", `${percentile(times, 0.95).toFixed(0)} ms`, "aim: 100 ms");
  line("resident memory after 200 commits", memory(server));
  await server.kill();
}

function take(source: Iterator<Incoming>, count: number): Incoming[] {
  return Array.from({ length: count }, () => source.next().value as Incoming);
}

/** Registers all records; rows a second, and those of the bare insert over the first of them. */
async function ingest(
  store: Store,
  records: Incoming[],
): Promise<{ rate: number; compared: number; bare: number }> {
  const reference = await store.reference();
  const person = (await store.people.all())[0];
  if (!person) throw new Error("There is nobody to share them");
  const membership = { person: person.id, organization: "ri", role: "curator" as const, confirmed: true };
  const caller: Caller = { person, memberships: [membership] };
  const bare = bareInserts();
  let spent = 0;
  let compared = 0;
  for (let from = 0; from < records.length; from += BATCH) {
    const begun = performance.now();
    const changes = records.slice(from, from + BATCH).map(({ input, organization, externalId }): Change => {
      const { description } = understand(Description.parse(input), reference);
      const actor = { caller, at: new Date().toISOString(), tree: reference.organizations };
      return create({ id: v7(), description, organization, externalId, reach: "state" }, actor);
    });
    await store.commit(changes);
    spent += seconds(begun);
    if (from >= BARE) continue;
    bare.follow();
    compared = spent;
  }
  return { rate: records.length / spent, compared: BARE / compared, bare: BARE / bare.end() };
}

/**
 * What SQLite does with the same rows in the same tables, when nothing is understood, checked, guarded or told:
 * the bound to compare with. Foreign keys are off. Takes turns with the ingest, so that both meet the same disk.
 */
function bareInserts() {
  const source = new Database(join(folder, "registry.db"), { readonly: true });
  const { sqlite } = openDatabase(join(folder, "bare.db"));
  sqlite.pragma("foreign_keys = OFF");
  const tables = TABLES.map((name) => {
    const width = (source.pragma(`table_info(${name})`) as unknown[]).length;
    return {
      fresh: source.prepare(`select *, rowid from ${name} where rowid > ? order by rowid`).raw(),
      insert: sqlite.prepare(`insert into ${name} values (${Array(width).fill("?").join(", ")})`),
      last: 0,
    };
  });
  let spent = 0;
  return {
    /** Inserts what has come since the last time. */
    follow(): void {
      const batches = tables.map((table) => {
        const rows = table.fresh.all(table.last) as unknown[][];
        table.last = (rows.at(-1)?.at(-1) as number | undefined) ?? table.last;
        return { insert: table.insert, rows: rows.map((row) => row.slice(0, -1)) };
      });
      const begun = performance.now();
      sqlite
        .transaction(() => {
          for (const { insert, rows } of batches) for (const row of rows) insert.run(row);
        })
        .immediate();
      spent += seconds(begun);
    },
    end(): number {
      sqlite.close();
      source.close();
      return spent;
    },
  };
}

async function search(server: Serving, words: string): Promise<number> {
  const answer = await server.ask("GET", `/api/v1/search?q=${encodeURIComponent(words)}`);
  return ((await answer.json()) as { total: number }).total;
}

async function firstAnswer(server: Serving): Promise<number> {
  while ((await search(server, "fractions")) === 0) await sleep(5);
  return performance.now() - server.at;
}

async function searches(server: Serving, records: Incoming[]): Promise<void> {
  for (let i = 0; i < 300; i++) await search(server, records[(i * 331) % records.length]?.input.title ?? "");
}

/** Milliseconds from the answer to a registration to the first search that finds it, sorted. */
async function findable(server: Serving): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < SINGLE; i++) {
    const word = `quokka${i.toString(36)}x`;
    const body = { title: `All about ${word}`, organization: "ri", subjects: ["science"] };
    const answer = await server.ask("POST", "/api/v1/resources", body);
    const committed = performance.now();
    if (answer.status !== 201) throw new Error(await answer.text());
    await answer.arrayBuffer();
    while ((await search(server, word)) === 0) await sleep(1);
    times.push(performance.now() - committed);
  }
  return times.sort((a, b) => a - b);
}

/** What the server occupies now, and at most so far. */
function memory(server: Serving): string {
  const { now, peak } = server.memory();
  return peak > 0 ? `${whole(now)} MB (peak ${whole(peak)})` : "not told here";
}
