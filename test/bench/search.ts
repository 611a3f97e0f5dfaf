import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../db/sqlite/store.ts";
import { NOBODY } from "../../src/people/rules/person.ts";
import { visibilityTokensOf } from "../../src/reach/rules/visibility.ts";
import { type EmbeddedEngine, openEmbedded } from "../../src/search/embedded/engine.ts";
import { searchRequestOf } from "../../src/search/jobs/asking.ts";
import { rebuildFrom } from "../../src/search/jobs/index-feeder.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import type { SearchEngine, SearchRequest } from "../../src/search/rules/engine.ts";
import { type Parameters, readQuery } from "../../src/search/rules/query.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { line, seconds, spread, spreadOf, whole } from "./report-lines.ts";
import { compareMeilisearch } from "./search-meilisearch.ts";
import { overHttp } from "./search-over-http.ts";
import { endAll, furnish } from "./serving.ts";
import { syntheticQueries, syntheticResource } from "./synthetic.ts";

/** `npm run bench:search`: how long a search takes, on a registry of BENCH_SIZE invented records. */
const SIZE = Number(process.env.BENCH_SIZE ?? 100_000);
const QUERIES = 300;
const BATCH = 250;

async function fill(store: Store): Promise<Reference> {
  const reference = await store.reference();
  const began = performance.now();
  for (let n = 0; n < SIZE; n += BATCH) {
    const count = Math.min(BATCH, SIZE - n);
    await store.commit(Array.from({ length: count }, (_, i) => syntheticResource(n + i, reference)));
  }
  line("records put into the registry", `${whole(SIZE / seconds(began))}/s`);
  return reference;
}

/** Questions as the finder asks them of an engine. */
function requestsOf(queries: string[], reference: Reference): SearchRequest[] {
  const synonyms = loadSynonyms();
  return queries.map((q) => {
    const parameters = new URL(q, "http://x").searchParams;
    const given = Object.fromEntries([...new Set(parameters.keys())].map((k) => [k, parameters.getAll(k)]));
    const { query } = readQuery(given as Parameters, reference);
    const words = readWords(query.words, reference, synonyms);
    return searchRequestOf(query, words, visibilityTokensOf(NOBODY, reference.organizations));
  });
}

/** The engine alone: in this process, without HTTP, store and pages. Milliseconds, sorted. */
async function timed(engine: SearchEngine, asks: SearchRequest[]): Promise<number[]> {
  for (const ask of asks.slice(0, 20)) await engine.find(ask);
  const times: number[] = [];
  for (const ask of asks) {
    const began = performance.now();
    await engine.find(ask);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

async function index(name: string, store: Store, engine: SearchEngine, aim = ""): Promise<void> {
  const began = performance.now();
  await rebuildFrom(store, engine, { stopped: () => false, progress: () => {} });
  line(`${name}: records indexed`, `${whole(SIZE / seconds(began))}/s`, aim);
}

/** Closed, and opened again until the first answer. */
async function reopened(
  engine: EmbeddedEngine,
  folder: string,
  [ask]: SearchRequest[],
): Promise<EmbeddedEngine> {
  await engine.close();
  const began = performance.now();
  const again = openEmbedded({ folder });
  await again.find(ask as SearchRequest);
  line("embedded: reopened and answering", `${whole(performance.now() - began)} ms`);
  return again;
}

const sizeOf = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const indexFolder = join(folder, "search");
  mkdirSync(indexFolder);
  await furnish(folder);
  const store = openStore(join(folder, "registry.db"));
  let engine = openEmbedded({ folder: indexFolder });
  console.log(`${whole(SIZE)} invented records, ${QUERIES} questions, Node ${process.versions.node}\n`);
  try {
    const reference = await fill(store);
    line("size of the registry's file", `${whole(sizeOf(folder) / 1e6)} MB`);
    const queries = syntheticQueries(QUERIES, reference);
    const asks = requestsOf(queries, reference);
    await index("embedded", store, engine, "aim: 6,000/s");
    line("embedded: size of the index", `${whole(sizeOf(indexFolder) / 1e6)} MB`);
    engine = await reopened(engine, indexFolder, asks);
    const times = await timed(engine, asks);
    line("embedded: engine call", spreadOf(times));
    await compareMeilisearch({ store, asks, words: engine, embedded: spread(times), index, timed });
    await engine.close();
    await store.close();
    await overHttp(folder, queries, spread(times));
  } finally {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
