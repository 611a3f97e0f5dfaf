import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { seedOrganizations } from "../../seed/data.ts";
import { DATA } from "./corpus.ts";
import { act, type ImportBody, rested, upload } from "./import-client.ts";
import { line, seconds, whole } from "./report-lines.ts";
import { furnish, type Serving, serve } from "./serving.ts";
import { type Row, type SheetFormat, writeSheet } from "./sheets.ts";

/** A record as its source gave it. */
interface Raw {
  source: string;
  external_id: string;
  title?: string;
  description?: string;
  url?: string;
  publisher?: string;
  license?: string;
  subjects?: string[];
  topics?: string[];
  keywords?: string[];
  grades?: string[];
  standards?: string[];
  resource_type?: string;
  language?: string;
  author?: string;
  created?: string;
}

/** The bulk sheet districts know. */
const HEADERS: [string, (r: Raw) => string][] = [
  ["CR_NATIVE_ID", (r) => `${r.source}/${r.external_id}`],
  ["CR_TITLE", (r) => r.title ?? ""],
  ["CR_URL", (r) => r.url ?? ""],
  ["CR_ABSTRACT", (r) => r.description ?? ""],
  ["CR_SUBJECT", (r) => joined(r.subjects)],
  ["Topic", (r) => joined(r.topics)],
  ["CR_KEYWORDS", (r) => joined(r.keywords)],
  ["CR_SUBLEVEL", (r) => joined(r.grades)],
  ["CR_CURRIC_STANDARDS", (r) => joined(r.standards)],
  ["CR_MATERIAL_TYPE", (r) => r.resource_type ?? ""],
  ["CR_LANGUAGE", (r) => r.language ?? ""],
  ["CR_COU_TITLE", (r) => r.license ?? ""],
  ["CR_AUTHOR_NAME", (r) => r.author ?? ""],
  ["CR_PROVIDER", (r) => r.publisher ?? ""],
  ["CR_CREATE_DATE", (r) => r.created ?? ""],
];

const joined = (values: string[] = []) => values.map((v) => v.replace(/[|;]/g, "\\$&")).join("|");
const FORMATS: SheetFormat[] = ["csv", "xlsx", "jsonl"];

/**
 * `npm run bench:import -- --corpus`: real records as `CR_*` sheets of every district, a third each as CSV, XLSX
 * and JSON Lines, all at once. They are not part of the project; CORPUS_DIR says where they lie.
 */
export async function corpus(folder: string): Promise<void> {
  const file = join(DATA, "corpus", "oer-corpus.jsonl.gz");
  if (!existsSync(file)) {
    console.warn(
      `SKIPPED: there are no real records at ${file}. Set CORPUS_DIR to the folder that has them.`,
    );
    return;
  }
  const most = Number(process.env.BENCH_ROWS ?? Number.POSITIVE_INFINITY);
  const records = gunzipSync(readFileSync(file))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .slice(0, most)
    .map((text) => JSON.parse(text) as Raw);
  const districts = seedOrganizations().filter((o) => o.kind === "district");
  const home = join(folder, "corpus");
  await furnish(home);
  const server = await serve(home);
  await server.ready();
  const begun = performance.now();
  const sent = await Promise.all(
    districts.map((o, n) => sendOne(o.code, n, districts.length, records, folder, server)),
  );
  const told = await Promise.all(sent.map(({ code, id }) => broughtIn(code, id, server)));
  await server.ready();
  const spent = seconds(begun);
  report(told, records, spent, server);
  await reasons(sent, server);
  await server.kill();
}

async function sendOne(
  code: string,
  n: number,
  of: number,
  records: Raw[],
  folder: string,
  server: Serving,
): Promise<{ code: string; id: string }> {
  const format = FORMATS[n % FORMATS.length] as SheetFormat;
  const rows = records.filter((_, i) => i % of === n).map(asRow);
  const file = join(folder, `district-${code}.${format}`);
  await writeSheet(file, rows, { format, headers: HEADERS.map(([name]) => name) });
  return { code, id: await upload(server, file, code) };
}

const asRow = (r: Raw): Row =>
  Object.fromEntries(HEADERS.map(([name, of]) => [name, of(r)]).filter(([, text]) => text !== ""));

async function broughtIn(code: string, id: string, server: Serving): Promise<ImportBody> {
  const checked = await rested(server, code, id, 500);
  if (checked.state !== "checked")
    throw new Error(`The sheet of ${code} is ${checked.state}: ${checked.trouble}`);
  await act(server, code, id, "start", { choice: "good" });
  return rested(server, code, id, 500);
}

function report(told: ImportBody[], records: Raw[], spent: number, server: Serving): void {
  const sum = (of: (t: ImportBody) => number | undefined) =>
    whole(told.reduce((all, t) => all + (of(t) ?? 0), 0));
  const stated = (r: Raw) => r.url && r.license && (r.subjects ?? []).length > 0;
  line("districts, rows", `${told.length}, ${whole(records.length)}`);
  line("rows that lack a link, a license or a content area", whole(records.filter((r) => !stated(r)).length));
  line(
    "brought in",
    sum((t) => t.results.created),
  );
  line(
    "held as perhaps twice",
    sum((t) => t.counts.duplicate),
  );
  line(
    "refused with a fault",
    sum((t) => t.counts.faulty),
    `${sum((t) => t.faultyCells)} cells`,
  );
  line("until all can be found", `${spent.toFixed(0)} s`, `${whole(records.length / spent)} rows/s`);
  line("resident memory at most", `${whole(server.memory().peak)} MB`);
}

interface Shared {
  findings: { kind: string; column: string; value: string; detail: string; rows: number }[];
  understood: { column: string; rows: number }[];
}

/** Why, over all districts: the commonest first. */
async function reasons(sent: { code: string; id: string }[], server: Serving): Promise<void> {
  const counts = {
    fault: new Map<string, number>(),
    warning: new Map<string, number>(),
    read: new Map<string, number>(),
  };
  const add = (map: Map<string, number>, key: string, rows: number) =>
    map.set(key, (map.get(key) ?? 0) + rows);
  for (const { code, id } of sent) {
    const answer = await server.ask("GET", `/api/v1/organizations/${code}/imports/${id}/findings`);
    const { findings, understood } = (await answer.json()) as Shared;
    for (const f of findings)
      add(
        f.kind === "fault" ? counts.fault : counts.warning,
        `${f.column} ${f.detail.replace(/[\d,]+/g, "#")}`,
        f.rows,
      );
    for (const u of understood) add(counts.read, u.column, u.rows);
  }
  for (const [name, map] of [
    ["Refused", counts.fault],
    ["Warned of", counts.warning],
    ["Read as something else", counts.read],
  ] as const) {
    console.log(`\n${name}`);
    for (const [reason, rows] of [...map].sort((a, b) => b[1] - a[1]).slice(0, 12))
      console.log(`  ${whole(rows).padStart(8)}  ${reason}`);
  }
}
