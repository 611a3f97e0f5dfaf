import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedDemoPeople, seedReferenceData } from "../../seed/seed.ts";
import { tokensOf } from "../../src/people/may.ts";
import { NOBODY } from "../../src/people/person.ts";
import type { Reference } from "../../src/reference/reference.ts";
import { ROOT } from "../../src/root.ts";
import { rebuildFrom } from "../../src/search/carrier.ts";
import { openEmbedded } from "../../src/search/embedded/engine.ts";
import type { SearchEngine } from "../../src/search/engine.ts";
import { askOf } from "../../src/search/finder.ts";
import { openMeilisearch } from "../../src/search/meilisearch.ts";
import { callsTo } from "../../src/search/meilisearch-calls.ts";
import { dropIndex } from "../../src/search/meilisearch-index.ts";
import { type Parameters, readQuery } from "../../src/search/query.ts";
import { loadSynonyms } from "../../src/search/synonym-file.ts";
import { readWords } from "../../src/search/words.ts";
import type { Store } from "../../src/store.ts";
import { syntheticQueries, syntheticResource } from "./synthetic.ts";

const SIZE = Number(process.env.BENCH_SIZE ?? 100_000);
const QUERIES = 300;
const PORT = Number(process.env.BENCH_PORT ?? 3999);
const BATCH = 250;

const rows: [string, string][] = [];
const say = (what: string, value: string) => {
  rows.push([what, value]);
  console.log(`${what.padEnd(52)} ${value}`);
};
const ms = (n: number) => `${n.toFixed(1)} ms`;
const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const spread = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  return `p50 ${ms(at(sorted, 0.5))} · p95 ${ms(at(sorted, 0.95))}`;
};
const since = (began: number) => (performance.now() - began) / 1000;

async function fillStore(store: Store, folder: string): Promise<Reference> {
  const parts = { store, clock: () => new Date().toISOString(), newId: () => crypto.randomUUID() };
  await seedReferenceData(parts);
  await seedDemoPeople(parts);
  const reference = await store.reference();
  const began = performance.now();
  for (let n = 0; n < SIZE; n += BATCH) {
    const count = Math.min(BATCH, SIZE - n);
    await store.commit(Array.from({ length: count }, (_, i) => syntheticResource(n + i, reference)));
  }
  say("records put into the registry", `${Math.round(SIZE / since(began))} a second`);
  say("size of the registry's file", bytes(statSync(join(folder, "registry.db")).size));
  return reference;
}

const bytes = (n: number) => `${(n / 1e6).toFixed(0)} MB`;

/** The engine alone, as the finder asks it: in this process, without HTTP, store and pages. */
async function timeEngine(
  name: string,
  engine: SearchEngine,
  queries: string[],
  reference: Reference,
): Promise<void> {
  const synonyms = loadSynonyms();
  const asks = queries.map((q) => {
    const parameters = new URL(q, "http://x").searchParams;
    const given = Object.fromEntries([...new Set(parameters.keys())].map((k) => [k, parameters.getAll(k)]));
    const { query } = readQuery(given as Parameters, reference);
    return askOf(
      query,
      readWords(query.words, reference, synonyms),
      tokensOf(NOBODY, reference.organizations),
    );
  });
  for (const ask of asks.slice(0, 20)) await engine.find(ask);
  const times: number[] = [];
  for (const ask of asks) {
    const began = performance.now();
    await engine.find(ask);
    times.push(performance.now() - began);
  }
  say(`${name}: engine call`, spread(times));
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function fetchOnce(path: string, key?: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
    get({ host: "127.0.0.1", port: PORT, path, headers, agent }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`${path} answered ${response.statusCode}`)),
      );
    }).on("error", reject);
  });
}

async function serve(folder: string): Promise<{ server: ChildProcess; took: number }> {
  const began = performance.now();
  const env = {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(PORT),
    SEED: "no",
    RATE_LIMIT: "0",
    LOG_LEVEL: "error",
  };
  const server = spawn(process.execPath, [join(ROOT, "dist/src/cli.js"), "serve"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (;;) {
    const done = await fetchOnce("/api/v1/search?q=fraction").catch(() => undefined);
    if (done !== undefined) return { server, took: performance.now() - began };
    if (server.exitCode !== null) throw new Error("The server did not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const residentOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;

async function timeHttp(folder: string, queries: string[]): Promise<void> {
  const { server, took } = await serve(folder);
  try {
    say("started and answering after", ms(took));
    for (const q of queries.slice(0, 20)) await fetchOnce(q);
    const times: number[] = [];
    for (const [i, q] of queries.entries()) times.push(await fetchOnce(q, i % 2 ? DEMO_KEY : undefined));
    say("embedded: search over HTTP, half signed in", spread(times));
    const began = performance.now();
    let next = 0;
    const total = queries.length * 3;
    const client = async () => {
      while (next < total) {
        const i = next++;
        await fetchOnce(queries[i % queries.length] as string, i % 2 ? DEMO_KEY : undefined);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    say("embedded: 8 clients over HTTP", `${Math.round(total / since(began))} searches a second`);
    const typing = ["fra", "frac", "fractio", "photosy", "number l", "ecosys", "prob", "hist", "grav"];
    const suggested: number[] = [];
    for (let i = 0; i < 5; i++)
      for (const t of typing) suggested.push(await fetchOnce(`/api/v1/suggest?q=${encodeURIComponent(t)}`));
    say("embedded: suggestions while typing over HTTP", spread(suggested));
    if (server.pid) say("resident memory of the server", bytes(residentOf(server.pid)));
  } finally {
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
  }
}

async function index(name: string, store: Store, engine: SearchEngine): Promise<void> {
  const began = performance.now();
  await rebuildFrom(store, engine, { stopped: () => false, progress: () => {} });
  say(`${name}: records indexed`, `${Math.round(SIZE / since(began))} a second`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  mkdirSync(join(folder, "search"));
  const store = openStore(join(folder, "registry.db"));
  const engine = openEmbedded({ folder: join(folder, "search") });
  try {
    const reference = await fillStore(store, folder);
    const queries = syntheticQueries(QUERIES, reference);
    await index("embedded", store, engine);
    say("embedded: size of the index", bytes(sizeOf(join(folder, "search"))));
    await timeEngine("embedded", engine, queries, reference);
    await timeMeilisearch(store, queries, reference, engine);
    await engine.close();
    await store.close();
    await timeHttp(folder, queries);
    console.log(`\n| ${SIZE.toLocaleString("en-US")} records, ${QUERIES} questions | |\n|---|---|`);
    for (const [what, value] of rows) console.log(`| ${what} | ${value} |`);
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeMeilisearch(
  store: Store,
  queries: string[],
  reference: Reference,
  words: ReturnType<typeof openEmbedded>,
) {
  const { MEILI_TEST_URL: url, MEILI_TEST_KEY: key } = process.env;
  if (!url) return console.log("Meilisearch is not measured: MEILI_TEST_URL is not set.");
  const server = { url, ...(key ? { key } : {}) };
  const name = `bench-${process.pid}`;
  const meili = openMeilisearch({ ...server, index: name, words, within: 60_000 });
  await index("Meilisearch", store, meili);
  await timeEngine("Meilisearch", meili, queries, reference);
  const calls = callsTo(server);
  await dropIndex(calls, name);
  calls.close();
  await meili.close();
}

const sizeOf = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

await main();
