import type { EmbeddedEngine } from "../../src/search/embedded/engine.ts";
import { callsTo, type MeiliCalls } from "../../src/search/meilisearch/calls.ts";
import type { MeiliAnswer } from "../../src/search/meilisearch/compile-query.ts";
import { openMeilisearch } from "../../src/search/meilisearch/engine.ts";
import { findIn, type Search } from "../../src/search/meilisearch/find.ts";
import { dropIndex } from "../../src/search/meilisearch/index.ts";
import type { SearchEngine, SearchRequest } from "../../src/search/rules/engine.ts";
import type { Store } from "../../src/store/store.ts";
import type { Build } from "./builds.ts";
import { line, type Spread, spread, spreadOf } from "./report-lines.ts";

interface Compared {
  store: Store;
  asks: SearchRequest[];
  words: EmbeddedEngine;
  /** What the embedded engine needed for the same questions. */
  embedded: Spread;
  own: Build;
  index: (name: string, store: Store, engine: SearchEngine, build: Build) => Promise<number>;
  timed: (engine: SearchEngine, asks: SearchRequest[]) => Promise<number[]>;
}

const ratio = (a: number, b: number) => (a / b).toFixed(2);

/** Meilisearch beside the embedded engine, where `MEILI_TEST_URL` says that there is one. */
export async function compareMeilisearch(compared: Compared): Promise<void> {
  const { MEILI_TEST_URL: url, MEILI_TEST_KEY: key } = process.env;
  if (!url) return console.log("Meilisearch is NOT MEASURED: MEILI_TEST_URL is not set.");
  const server = { url, ...(key ? { key } : {}) };
  const { store, asks, words, embedded } = compared;
  const name = `bench-${process.pid}`;
  const meili = openMeilisearch({ ...server, index: name, words, within: 60_000 });
  const calls = callsTo(server);
  try {
    await compared.index("Meilisearch", store, meili, compared.own);
    const ours = await compared.timed(meili, asks);
    line("Meilisearch: engine call", spreadOf(ours));
    const bare = await bareTimes(calls, name, asks, words);
    line("Meilisearch: its first multi-search alone", spreadOf(bare));
    const [a, b] = [spread(ours), spread(bare)];
    line("engine call to that multi-search, p50", ratio(a.p50, b.p50), "aim: 1.3 or less");
    const faster = `${ratio(b.p50, embedded.p50)} · ${ratio(b.p95, embedded.p95)}`;
    line("that multi-search to the embedded engine, p50 · p95", faster, "aim: 2 or more");
  } finally {
    await dropIndex(calls, name);
    calls.close();
    await meili.close();
  }
}

/** The first request of each question, sent again as it was and by itself. Milliseconds, sorted. */
async function bareTimes(calls: MeiliCalls, index: string, asks: SearchRequest[], words: EmbeddedEngine) {
  const times: number[] = [];
  for (const ask of asks) {
    const sent: Parameters<Search>[0][] = [];
    const search: Search = async (queries) => {
      sent.push(queries);
      return (await multiSearch(calls, index, queries)) ?? [];
    };
    await findIn(ask, search, words);
    const [first] = sent;
    if (!first) continue;
    const began = performance.now();
    await multiSearch(calls, index, first);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

async function multiSearch(calls: MeiliCalls, index: string, queries: Parameters<Search>[0]) {
  const body = { queries: queries.map((q) => ({ indexUid: index, ...q })) };
  return (await calls.call<{ results: MeiliAnswer[] }>("POST", "/multi-search", body))?.results;
}
