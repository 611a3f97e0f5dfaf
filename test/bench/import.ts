import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "../../db/driver.ts";
import { openDatabase } from "../../db/sqlite/open.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { READING } from "../../src/imports/actions/open-source-file.ts";
import { matchColumns } from "../../src/imports/rules/columns.ts";
import { rowReader } from "../../src/imports/rules/understand-row.ts";
import { openImport } from "../../src/sheets/open-file.ts";
import { outlineOf } from "../../src/sheets/outline.ts";
import { chaos } from "./import-chaos.ts";
import { runImport, type Times } from "./import-client.ts";
import { corpus } from "./import-corpus.ts";
import { line, percentile, seconds, whole } from "./report-lines.ts";
import { endAll, furnish, serve } from "./serving.ts";
import { inventedRows, type SheetFormat, writeSheet } from "./sheets.ts";

/**
 * `npm run bench:import`: how fast a district's sheet is checked and brought in, and what that costs. With
 * `-- --chaos` what is left of it when it is killed again and again; with `-- --corpus` what becomes of real rows.
 */

const ROWS = Number(process.env.BENCH_ROWS ?? 42_370);
/** Lengths of sheets, brought into empty registries one by one: time must grow with them, memory must not. */
const SCALE = (process.env.BENCH_SCALE ?? "10000,40000,100000,400000,1000000")
  .split(",")
  .flatMap((n) => Number(n) || []);
/** Where the rows of a new resource go. */
const TABLES = ["resources", "versions", "resource_keys", "history", "outbox"];
const BATCH = 250;
const QUESTIONS = [
  "fractions",
  "water cycle",
  "a week of chemistry",
  "games about energy",
  "poem",
  "map of egypt",
];

const folder = mkdtempSync(join(tmpdir(), "registry-bench-"));
try {
  if (process.argv.includes("--chaos")) await chaos();
  else if (process.argv.includes("--corpus")) await corpus(folder);
  else await bench();
} finally {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  console.log(`${whole(ROWS)} invented rows, Node ${process.versions.node}\n`);
  const sheets = await Promise.all((["csv", "xlsx"] as const).map((format) => sheetOf(ROWS, format)));
  const [csv = "", xlsx = ""] = sheets;
  for (const file of sheets) await parsing(file);
  const home = join(folder, "home");
  const times = await brought(home, csv);
  rates("CSV", ROWS, times);
  line("the same rows by bare prepared inserts", `${whole(ROWS / bareInserts(home))} rows/s`);
  const other = await brought(join(folder, "other"), xlsx);
  rates("XLSX", ROWS, other);
  line("XLSX takes, of the time of CSV", (other.whole / times.whole).toFixed(2), "aim: 1.5 or less");
  await searching(home);
  for (const rows of SCALE) await scaled(rows);
}

/** How long readers wait for a search while another district brings its sheet in. */
async function searching(home: string): Promise<void> {
  const file = join(folder, "other.csv");
  await writeSheet(file, inventedRows(Math.min(ROWS, 20_000), 2));
  const server = await serve(home);
  await server.ready();
  const ask = async (n: number) => {
    const begun = performance.now();
    const words = QUESTIONS[n % QUESTIONS.length] as string;
    await (await server.ask("GET", `/api/v1/search?q=${encodeURIComponent(words)}`)).arrayBuffer();
    return performance.now() - begun;
  };
  const calm: number[] = [];
  for (let n = 0; n < 300; n++) calm.push(await ask(n));
  let over = false;
  const bringing = runImport(server, file, "01").finally(() => {
    over = true;
  });
  const busy: number[] = [];
  for (let n = 0; !over; n++) {
    busy.push(await ask(n));
    await sleep(20);
  }
  await bringing;
  await server.kill();
  const p95 = (times: number[]) =>
    percentile(
      times.slice().sort((a, b) => a - b),
      0.95,
    );
  line("search p95, alone", `${p95(calm.slice(50)).toFixed(1)} ms`);
  line("search p95, while a sheet comes in", `${p95(busy).toFixed(1)} ms`, "aim: at most twice");
}

async function sheetOf(rows: number, format: SheetFormat): Promise<string> {
  const file = join(folder, `${rows}.${format}`);
  await writeSheet(file, inventedRows(rows), { format });
  return file;
}

/** What reading the file alone takes, and understanding its rows. */
async function parsing(file: string): Promise<void> {
  const store = openStore(join(folder, "reference.db"));
  await store.close();
  await furnish(folder);
  const opened = openStore(join(folder, "registry.db"));
  const reference = await opened.reference();
  await opened.close();
  const format = file.endsWith(".xlsx") ? "XLSX" : "CSV";
  let begun = performance.now();
  const sheet = await openImport(file, file, READING);
  let rows = 0;
  for await (const read of sheet.rows()) if (read.kind === "row") rows++;
  line(`${format}: parsed alone`, `${whole(rows / seconds(begun))} rows/s`);
  const { headers, samples } = await outlineOf(sheet.rows());
  const read = rowReader({ mapping: matchColumns(headers, samples).mapping, reference });
  begun = performance.now();
  for await (const row of sheet.rows()) if (row.kind === "row") read(row);
  line(`${format}: parsed and understood`, `${whole(rows / seconds(begun))} rows/s`);
}

interface Brought extends Times {
  /** Megabytes: when the server had just begun, and at most. */
  before: number;
  peak: number;
}

/** Brings a sheet into an empty registry of its own. */
async function brought(home: string, file: string): Promise<Brought> {
  await furnish(home);
  const server = await serve(home);
  await server.ready();
  const before = server.memory().now;
  const times = await runImport(server, file);
  const { peak } = server.memory();
  await server.kill();
  return { ...times, before, peak };
}

function rates(
  name: string,
  rows: number,
  { told, checking, importing, whole: all, before, peak }: Brought,
): void {
  const written = told.results.created ?? 0;
  if (written !== rows) line(`${name}: rows not brought in`, whole(rows - written));
  line(`${name}: preview`, `${whole(rows / checking)} rows/s`, "aim: 5,000");
  line(`${name}: import`, `${whole(written / importing)} rows/s`);
  line(`${name}: end to end, until findable`, `${whole(written / all)} rows/s`, "aim: 2,500");
  line(`${name}: resident memory, before and at most`, `${whole(before)} / ${whole(peak)} MB`, "aim: 300 MB");
}

/** Seconds SQLite takes for the same rows in the same tables, when nothing is read, checked, guarded or told. */
function bareInserts(home: string): number {
  const source = new Database(join(home, "registry.db"), { readonly: true });
  const { sqlite } = openDatabase(join(folder, "bare.db"));
  sqlite.pragma("foreign_keys = OFF");
  const tables = TABLES.map((name) => {
    const width = (source.pragma(`table_info(${name})`) as unknown[]).length;
    return {
      rows: source.prepare(`select * from ${name}`).raw().all() as unknown[][],
      insert: sqlite.prepare(`insert into ${name} values (${Array(width).fill("?").join(", ")})`),
    };
  });
  const resources = tables[0]?.rows.length ?? 0;
  const begun = performance.now();
  for (let from = 0; from < resources; from += BATCH) {
    const share = (of: unknown[][]) => {
      const per = of.length / resources;
      return of.slice(Math.round(from * per), Math.round(Math.min(resources, from + BATCH) * per));
    };
    sqlite
      .transaction(() => {
        for (const { rows, insert } of tables) for (const row of share(rows)) insert.run(row);
      })
      .immediate();
  }
  const spent = seconds(begun);
  sqlite.close();
  source.close();
  return spent;
}

async function scaled(rows: number): Promise<void> {
  const file = await sheetOf(rows, "csv");
  const home = join(folder, `home-${rows}`);
  const { whole: all, peak, before } = await brought(home, file);
  line(
    `${whole(rows)} rows: time, rate, memory at most`,
    `${all.toFixed(1)} s, ${whole(rows / all)}/s`,
    `${whole(peak)} MB (from ${whole(before)})`,
  );
  rmSync(file);
  rmSync(home, { recursive: true });
}
