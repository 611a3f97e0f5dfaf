import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "../../db/driver.ts";
import { type EmbeddedEngine, openEmbedded } from "../../src/search/embedded/engine.ts";
import { searchRequestOf } from "../../src/search/jobs/asking.ts";
import { loadModifiers } from "../../src/search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../../src/search/jobs/load-synonyms.ts";
import { callsTo } from "../../src/search/meilisearch/calls.ts";
import { openMeilisearch } from "../../src/search/meilisearch/engine.ts";
import { dropIndex } from "../../src/search/meilisearch/index.ts";
import type { SearchEngine } from "../../src/search/rules/engine.ts";
import type { Query } from "../../src/search/rules/query.ts";
import { readWords } from "../../src/search/rules/read-words.ts";
import { tokensOf } from "../../src/search/rules/tokens.ts";
import { type CorpusRecord, corpusReference, DATA, documentOfRecord, idOf, readCorpus } from "./corpus.ts";
import {
  type JudgedQuery,
  type Judgments,
  type Measured,
  meanOf,
  measure,
  readJudgments,
  readQueries,
} from "./judged.ts";

type Finder = (query: string) => Promise<string[]>;

const OWN = join(import.meta.dirname, "relevance");

/** Fills an engine with the corpus. */
async function fill(engine: SearchEngine, records: CorpusRecord[]): Promise<void> {
  const rebuild = await engine.rebuild();
  for (let at = 0; at < records.length; at += 500) {
    await rebuild.put(records.slice(at, at + 500).map(documentOfRecord));
  }
  await rebuild.finish({ epoch: "bench", position: 0 });
}

function finderOf(engine: SearchEngine, records: CorpusRecord[]): Finder {
  const reference = corpusReference(records);
  const [synonyms, modifiers] = [loadSynonyms(), loadModifiers()];
  return async (query) => {
    const reading = readWords(query, reference, synonyms, false, modifiers);
    const asked: Query = { words: query, plain: false, filters: {}, sort: "relevance", page: 1, size: 10 };
    const ask = { ...searchRequestOf(asked, reading, ["public"]), facets: [], values: 0 };
    return (await engine.find(ask)).ids;
  };
}

/** What SQLite alone would answer: any of the words, stemmed, ordered by bm25. */
function plainFullText(records: CorpusRecord[]): Finder {
  const sqlite = new Database(":memory:");
  sqlite.exec("create virtual table plain using fts5(title, topics, summary, tokenize='porter unicode61')");
  const insert = sqlite.prepare("insert into plain (rowid, title, topics, summary) values (?, ?, ?, ?)");
  sqlite.transaction(() => {
    records.forEach((r, i) => {
      const { text } = documentOfRecord(r);
      insert.run(i, text.title, text.topics, text.summary);
    });
  })();
  const find = sqlite
    .prepare("select rowid from plain where plain match ? order by bm25(plain, 5, 2, 1) limit 10")
    .pluck();
  return async (query) => {
    const match = tokensOf(query)
      .map((t) => `"${t}"`)
      .join(" OR ");
    return match ? (find.all(match) as number[]).map((i) => idOf(records[i] as CorpusRecord)) : [];
  };
}

async function measureAll(
  find: Finder,
  queries: JudgedQuery[],
  judged: Judgments,
): Promise<Map<string, Measured[]>> {
  const byCategory = new Map<string, Measured[]>();
  for (const q of queries) {
    const measured = measure(await find(q.query), judged.get(q.id) ?? new Map());
    for (const name of [q.category, "all"]) byCategory.set(name, [...(byCategory.get(name) ?? []), measured]);
  }
  return byCategory;
}

function print(name: string, byCategory: Map<string, Measured[]>): void {
  console.log(`\n${name}`);
  console.log(`${"".padEnd(24)}${"n".padStart(5)}  MRR@10  nDCG@10  recall@10  none found`);
  for (const [category, rows] of byCategory) {
    const m = meanOf(rows);
    const cells = [
      m.mrr.toFixed(3).padStart(6),
      m.ndcg.toFixed(3).padStart(7),
      m.recall.toFixed(3).padStart(9),
    ];
    console.log(
      `${category.padEnd(24)}${String(rows.length).padStart(5)}  ${cells.join("  ")}  ${(m.empty * 100).toFixed(0).padStart(9)}%`,
    );
  }
}

const SETS = [
  {
    name: "given (British)",
    queries: join(DATA, "relevance/queries.jsonl"),
    judged: join(DATA, "relevance/qrels.tsv"),
  },
  { name: "own (American)", queries: join(OWN, "queries.jsonl"), judged: join(OWN, "qrels.tsv") },
  {
    name: "plain, broad and with modifiers",
    queries: join(OWN, "plain-and-broad.queries.jsonl"),
    judged: join(OWN, "plain-and-broad.qrels.tsv"),
  },
];

/** Meilisearch with the same records, when `MEILI_TEST_URL` says where one is. */
async function openBeside(embedded: EmbeddedEngine, records: CorpusRecord[]) {
  const { MEILI_TEST_URL: url, MEILI_TEST_KEY: key } = process.env;
  if (!url) {
    console.log("Meilisearch is not measured: MEILI_TEST_URL is not set.");
    return { remove: async () => {} };
  }
  const server = { url, ...(key ? { key } : {}) };
  const index = `relevance-${process.pid}`;
  const meili = openMeilisearch({
    ...server,
    index,
    words: embedded,
    synonyms: loadSynonyms(),
    within: 30_000,
  });
  await fill(meili, records);
  const remove = async () => {
    const calls = callsTo(server);
    await dropIndex(calls, index);
    calls.close();
    await meili.close();
  };
  return { meili, remove };
}

async function main(): Promise<void> {
  const records = readCorpus();
  const folder = mkdtempSync(join(tmpdir(), "relevance-"));
  const engine = openEmbedded({ folder });
  let drop = async () => {};
  try {
    const began = performance.now();
    await fill(engine, records);
    console.log(`${records.length} records indexed in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const { meili, remove } = await openBeside(engine, records);
    drop = remove;
    const finders: [string, Finder][] = [
      ["embedded", finderOf(engine, records)],
      ...(meili ? [["Meilisearch", finderOf(meili, records)] as [string, Finder]] : []),
      ["FTS5 bm25", plainFullText(records)],
    ];
    for (const set of SETS.filter((s) => existsSync(s.queries))) {
      const [queries, judged] = [readQueries(set.queries), readJudgments(set.judged)];
      for (const [name, find] of finders)
        print(`${set.name} · ${name}`, await measureAll(find, queries, judged));
    }
  } finally {
    await drop();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
