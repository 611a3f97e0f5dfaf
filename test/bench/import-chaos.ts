import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "../../db/driver.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { Random } from "../support/random.ts";
import { act, look, rested, upload } from "./import-client.ts";
import { line, whole } from "./report-lines.ts";
import { command, endAll, furnish, type Serving, serve } from "./serving.ts";
import { inventedRows, writeSheet } from "./sheets.ts";

/**
 * `npm run bench:import -- --chaos`: a server is killed at random moments while it brings a sheet in and people
 * edit records beside it. In the end the registry must equal that of an undisturbed run, row for row.
 */

const ROWS = Number(process.env.BENCH_ROWS ?? 40_000);
const KILLS = Number(process.env.BENCH_KILLS ?? 50);
const SEED = Number(process.env.BENCH_SEED ?? Date.now() % 1e9);
/** Records that people edit while the import runs: there before, and of a list of their own. */
const EDITED = 200;
const ORG = "28";

export async function chaos(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "registry-chaos-"));
  console.log(`${whole(ROWS)} rows, ${KILLS} kills, seed ${SEED}${meiliWords()}\n`);
  try {
    const sheet = join(folder, "sheet.csv");
    const edited = join(folder, "edited.csv");
    await writeSheet(sheet, inventedRows(ROWS, 1));
    await writeSheet(edited, inventedRows(EDITED, 2));
    const calm = await run(join(folder, "calm"), { sheet, edited, kills: 0 });
    const wild = await run(join(folder, "wild"), { sheet, edited, kills: KILLS });
    line("kills, and rows done at the last of them", `${wild.kills}, ${whole(wild.doneAtLast)}`);
    compare(calm.records, wild.records);
    line("records, the same in both row for row", whole(wild.records.size));
    line("edits beside it, all there", whole(wild.edits));
    line("changes left in the outbox", whole(wild.outbox), "must be 0");
    line("index verify", wild.verified, "must find nothing");
    await fullDisk(folder);
    if (wild.outbox > 0 || !/agree/i.test(wild.verified))
      throw new Error("The registry is not as it should be");
  } finally {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Room that is left to the import on the small disk (MB), and what it is given afterwards. */
const SMALL_MB = 4;
const LARGE = "2g";
const FULL_ROWS = Math.min(ROWS, 5000);

/** A disk that fills up on the way: it must stop with a clear word, and go on when there is room. */
async function fullDisk(folder: string): Promise<void> {
  const home = join(folder, "small");
  mkdirSync(home);
  const mount = (...options: string[]) => spawnSync("mount", [...options, home]).status === 0;
  if (!mount("-t", "tmpfs", "-o", `size=${LARGE}`, "tmpfs")) {
    console.warn("SKIPPED: the full disk. It needs a small tmpfs, which only root may mount.");
    return;
  }
  try {
    const sheet = join(folder, "full.csv");
    await writeSheet(sheet, inventedRows(FULL_ROWS, 3));
    await furnish(home);
    const server = await serve(home);
    const id = await upload(server, sheet, ORG);
    await rested(server, ORG, id);
    const { bsize, blocks, bfree } = statfsSync(home);
    const used = Math.ceil(((blocks - bfree) * bsize) / 2 ** 20);
    if (!mount("-o", `remount,size=${used + SMALL_MB}m`)) throw new Error("The disk cannot be made smaller");
    await act(server, ORG, id, "start", { choice: "all" });
    const words = await waitedFor(server, id);
    line("disk full", words);
    if (!mount("-o", `remount,size=${LARGE}`)) throw new Error("The disk cannot be made larger");
    const told = await rested(server, ORG, id, 200);
    line("with room again", `${told.state}, ${whole(told.results.created ?? 0)} rows`);
    if (told.state !== "done") throw new Error(`It did not go on: ${told.trouble}`);
    await server.ready();
    await server.kill();
    line("its index", (await command(["index", "verify"], home)).split("\n").at(-1) ?? "");
  } finally {
    await endAll();
    spawnSync("umount", [home]);
  }
}

async function waitedFor(server: Serving, id: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const { state, waits } = await look(server, ORG, id);
    if (waits) return waits;
    if (state === "done") return "never came: there was room enough";
    await sleep(100);
  }
  return "was not told within half a minute";
}

interface Given {
  sheet: string;
  edited: string;
  kills: number;
}

interface Outcome {
  records: Map<string, string>;
  edits: number;
  outbox: number;
  verified: string;
  kills: number;
  doneAtLast: number;
}

const meili = (away: boolean): Record<string, string> => {
  const url = process.env.MEILI_TEST_URL;
  if (!url) return {};
  const key = process.env.MEILI_TEST_KEY;
  // Away: an address where nobody listens.
  return {
    MEILI_URL: away ? "http://127.0.0.1:9" : url,
    MEILI_INDEX: `chaos-${SEED}`,
    ...(key ? { MEILI_KEY: key } : {}),
  };
};
const meiliWords = () => (process.env.MEILI_TEST_URL ? ", Meilisearch away for half of them" : "");

async function run(home: string, { sheet, edited, kills }: Given): Promise<Outcome> {
  const random = new Random(SEED);
  await furnish(home);
  let server = await serve(home, { env: meili(false) });
  const before = await upload(server, edited, ORG, "edited.csv");
  await rested(server, ORG, before);
  await act(server, ORG, before, "start", { choice: "all" });
  await rested(server, ORG, before);
  const ids = await editable(server, before);
  const id = await upload(server, sheet, ORG, "sheet.csv");
  await rested(server, ORG, id);
  await act(server, ORG, id, "start", { choice: "good" });
  let doneAtLast = 0;
  let killed = 0;
  let edits = 0;
  let state = "importing";
  for (; killed < kills && state !== "done"; killed++) {
    // Kills lie all over the import, however fast the machine is.
    const target = doneAtLast + random.int(0, Math.ceil((2 * ROWS) / (kills + 1)));
    const last = performance.now() + 10_000;
    do {
      edits += await edit(server, ids, edits);
      const told = await look(server, ORG, id);
      ({ state } = told);
      doneAtLast = told.progress.done;
    } while (doneAtLast < target && state !== "done" && performance.now() < last);
    await sleep(random.int(0, 40));
    await server.kill("SIGKILL");
    server = await serve(home, { env: meili(killed % 2 === 0) });
  }
  // The same edits happen in the undisturbed run, and none is lost on the way.
  while (edits < ids.length) edits += await edit(server, ids, edits);
  const told = await rested(server, ORG, id, 200);
  if (told.state !== "done") throw new Error(`The import is ${told.state}: ${told.trouble}`);
  await server.kill();
  server = await serve(home, { env: meili(false) });
  await server.ready();
  await server.kill();
  const verified = (await command(["index", "verify"], home)).split("\n").at(-1) ?? "";
  return { ...(await read(home)), edits, verified, kills: killed, doneAtLast };
}

/** The records that people edit. */
async function editable(server: Serving, id: string): Promise<string[]> {
  const answer = await server.ask("GET", `/api/v1/organizations/${ORG}/imports/${id}/rows?limit=200`);
  const { rows } = (await answer.json()) as { rows: { resource: string }[] };
  return rows.map((r) => r.resource);
}

/** Gives the n-th of them a new publisher, once; 1 when the server says it is on disk. */
async function edit(server: Serving, ids: string[], n: number): Promise<number> {
  const id = ids[n];
  if (id === undefined) {
    await sleep(20);
    return 0;
  }
  try {
    const found = await server.ask("GET", `/api/v1/resources/${id}`);
    const headers = {
      "if-match": found.headers.get("etag") ?? "",
      "content-type": "application/merge-patch+json",
    };
    const answer = await server.ask(
      "PATCH",
      `/api/v1/resources/${id}`,
      { publisher: `Edited ${n}` },
      headers,
    );
    return answer.ok ? 1 : 0;
  } catch (error) {
    // A server that is being killed answers nothing.
    if (error instanceof TypeError) return 0;
    throw error;
  }
}

/** Every record as far as it must be the same in both runs: not its ids and times. */
async function read(home: string): Promise<Pick<Outcome, "records" | "outbox">> {
  const store = openStore(join(home, "registry.db"));
  const outbox = (await store.outbox.after(0, 10)).length;
  await store.close();
  const sqlite = new Database(join(home, "registry.db"), { readonly: true });
  const rows = sqlite
    .prepare(
      `select r.external_id as id, r.status, r.reach, r.published, r.revision, v.description,
         (select count(*) from versions w where w.resource = r.id) as versions,
         (select count(*) from history h where h.resource = r.id) as events,
         (select w.result from import_rows w where w.resource = r.id order by w.import desc limit 1) as result
       from resources r join versions v on v.resource = r.id and v.number = r.published
       where r.organization = ?`,
    )
    .all(ORG) as { id: string }[];
  const integrity = sqlite.pragma("integrity_check", { simple: true });
  sqlite.close();
  if (integrity !== "ok") throw new Error(`The database is damaged: ${integrity}`);
  if (new Set(rows.map((r) => r.id)).size !== rows.length) throw new Error("A row is there twice");
  return { records: new Map(rows.map((r) => [r.id, JSON.stringify(r)])), outbox };
}

function compare(calm: Map<string, string>, wild: Map<string, string>): void {
  const differing = [...calm].filter(([id, said]) => wild.get(id) !== said);
  const more = [...wild.keys()].filter((id) => !calm.has(id));
  if (differing.length === 0 && more.length === 0) return;
  for (const [id, said] of differing.slice(0, 5)) console.error(`${id}\n  ${said}\n  ${wild.get(id)}`);
  throw new Error(`${differing.length} records differ, ${more.length} are there that should not be`);
}
