import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOBODY } from "../../src/people/rules/person.ts";
import { visibilityTokensOf } from "../../src/reach/rules/visibility.ts";
import type { EmbeddedEngine } from "../../src/search/embedded/engine.ts";
import { searchRequestOf } from "../../src/search/jobs/asking.ts";
import { loadModifiers } from "../../src/search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import type { SearchEngine, SearchRequest } from "../../src/search/rules/engine.ts";
import { type Parameters, readQuery } from "../../src/search/rules/query.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import type { Reference } from "../../src/standards/rules/reference.ts";
import type { Store } from "../../src/store/store.ts";
import { type Build, builds } from "./builds.ts";
import { fill } from "./filling.ts";
import { line, seconds, spread, spreadOf, whole } from "./report-lines.ts";
import { compareMeilisearch } from "./search-meilisearch.ts";
import { HTTP_QUESTIONS, overHttp } from "./search-over-http.ts";
import { endAll } from "./serving.ts";
import { syntheticQueries } from "./synthetic.ts";

/**
 * `npm run bench:search`: how long a search takes and what it costs, on a registry of BENCH_SIZE invented records.
 * BENCH_BASE: the folder of an older build, measured in turns with this one. BENCH_KEEP: a folder where the filled
 * registries are kept for the next run.
 */
const SIZE = Number(process.env.BENCH_SIZE ?? 100_000);
const QUERIES = 300;

/** Questions as the finder asks them of an engine. */
function requestsOf(queries: string[], reference: Reference): SearchRequest[] {
  const [synonyms, modifiers] = [loadSynonyms(), loadModifiers()];
  return queries.map((q) => {
    const parameters = new URL(q, "http://x").searchParams;
    const given = Object.fromEntries([...new Set(parameters.keys())].map((k) => [k, parameters.getAll(k)]));
    const { query } = readQuery(given as Parameters, reference);
    const words = readWords(query.words, reference, synonyms, false, modifiers);
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

/** Records a second, by the clock and by this process's own processor time. */
async function index(name: string, store: Store, engine: SearchEngine, build: Build): Promise<number> {
  const [began, spent] = [performance.now(), process.cpuUsage()];
  await build.rebuildFrom(store, engine, { stopped: () => false, progress: () => {} });
  const { user, system } = process.cpuUsage(spent);
  const rate = SIZE / seconds(began);
  line(
    `${name}: records indexed`,
    `${whole(rate)}/s`,
    `${whole((user + system) / SIZE)} µs of processor each`,
  );
  return (user + system) / SIZE;
}

/** Closed, and opened again until the first answer. */
async function reopened(
  build: Build,
  engine: EmbeddedEngine,
  folder: string,
  [ask]: SearchRequest[],
): Promise<EmbeddedEngine> {
  await engine.close();
  const began = performance.now();
  const again = build.openEmbedded({ folder });
  await again.find(ask as SearchRequest);
  line(`${build.name}: reopened and answering`, `${whole(performance.now() - began)} ms`);
  return again;
}

const sizeOf = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Two folders with the same records: filled by the older build, which knows fewer tables, and copied for this one. */
async function prepare(folder: string, own: Build, base: Build | undefined): Promise<Reference> {
  const [ownFolder, baseFolder] = [join(folder, "own"), join(folder, "base")];
  const first = base ? baseFolder : ownFolder;
  if (!existsSync(join(first, "registry.db"))) {
    mkdirSync(first, { recursive: true });
    const by = base ?? own;
    await by.furnish(join(first, "registry.db"));
    const store = by.openStore(join(first, "registry.db"));
    await fill(store, SIZE);
    await store.close();
  }
  if (base && !existsSync(join(ownFolder, "registry.db"))) cpSync(baseFolder, ownFolder, { recursive: true });
  const store = own.openStore(join(ownFolder, "registry.db"));
  const reference = await store.reference();
  await store.close();
  return reference;
}

/** Builds the index anew and measures that; then the engine by itself. */
async function engineOf(build: Build, folder: string, asks: SearchRequest[], measured: Measured[]) {
  const indexFolder = join(folder, "search");
  mkdirSync(indexFolder, { recursive: true });
  const store = build.openStore(join(folder, "registry.db"));
  let engine = build.openEmbedded({ folder: indexFolder });
  const indexed = await index(build.name, store, engine, build);
  line(`${build.name}: size of the index`, `${whole(sizeOf(indexFolder) / 1e6)} MB`);
  engine = await reopened(build, engine, indexFolder, asks);
  const times = await timed(engine, asks);
  line(`${build.name}: engine call`, spreadOf(times));
  measured.push({ indexed, engine: spread(times) });
  return { store, engine };
}

interface Measured {
  indexed: number;
  engine: { p50: number; p95: number };
}

async function main(): Promise<void> {
  const kept = process.env.BENCH_KEEP;
  const folder = kept ?? mkdtempSync(join(tmpdir(), "bench-"));
  console.log(`${whole(SIZE)} invented records, ${QUERIES} questions, Node ${process.versions.node}\n`);
  const { own, base } = await builds();
  try {
    const reference = await prepare(folder, own, base);
    const queries = syntheticQueries(QUERIES, reference);
    const asks = requestsOf(queries, reference);
    const measured: Measured[] = [];
    const { store, engine } = await engineOf(own, join(folder, "own"), asks, measured);
    const [{ engine: spent, indexed }] = measured as [Measured];
    if (!process.env.BENCH_HTTP_ONLY)
      await compareMeilisearch({ store, asks, words: engine, embedded: spent, own, index, timed });
    await engine.close();
    await store.close();
    if (base) {
      const older = await engineOf(base, join(folder, "base"), asks, measured);
      await older.engine.close();
      await older.store.close();
      const before = (measured[1] as Measured).indexed;
      line("processor time of indexing, to the base's", (indexed / before).toFixed(2), "aim: 0.5 or less");
    }
    const fresh = syntheticQueries(QUERIES + HTTP_QUESTIONS, reference).slice(QUERIES);
    await overHttp(folder, { own, ...(base ? { base } : {}) }, fresh, spent);
  } finally {
    await endAll();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

await main();
