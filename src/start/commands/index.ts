import { SingleBar } from "cli-progress";
import { Command } from "commander";
import type { Lease } from "../../kernel/lease.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Differences } from "../../search/actions/index-differences.ts";
import { differingCollections, rebuildCollections } from "../../search/jobs/collections-feeder.ts";
import { rebuildFrom } from "../../search/jobs/index-feeder.ts";
import { startIndexer } from "../../search/jobs/indexer.ts";
import { differing, verifyIndex } from "../../search/jobs/repair.ts";
import type { CollectionsIndex } from "../../search/rules/collections-index.ts";
import type { SearchEngine } from "../../search/rules/engine.ts";
import type { Store } from "../../store/store.ts";
import { type Engines, openEngines } from "../engines.ts";
import { storageOf } from "../storage.ts";
import { logOf, printLine, scheduleIn, settings, table, withStore } from "./open.ts";

const number = (n: number) => n.toLocaleString("en-US");

const statusCommand = new Command("status")
  .description("what each search index holds, and how far it has read")
  .action(() =>
    withEngines(async (store, { all, collections }) => {
      for (const engine of all) printLine(`${table(await rowsOf(store, engine))}\n`);
      printLine(`${table(await rowsOfCollections(store, collections))}\n`);
    }),
  );

async function rowsOfCollections(store: Store, index: CollectionsIndex): Promise<string[][]> {
  const { documents, trouble } = index.status();
  const [cursor, head] = [index.cursor(), await store.outbox.head()];
  const behind = cursor ? Math.max(0, head - cursor.position) : head;
  const foreign = cursor?.epoch !== (await store.outbox.epoch());
  return [
    ["index", "collections"],
    ["collections", number(documents)],
    ["behind", `${number(behind)} changes`],
    ["state", trouble ?? (foreign ? "not built yet: a server builds it" : "ready")],
  ];
}

async function rowsOf(store: Store, engine: SearchEngine): Promise<string[][]> {
  const { documents, cursor, bytes, trouble } = await engine.status();
  const head = await store.outbox.head();
  const behind = cursor ? Math.max(0, head - cursor.position) : head;
  const foreign = cursor && cursor.epoch !== (await store.outbox.epoch());
  return [
    ["engine", engine.name],
    ["records", number(documents)],
    ...(bytes === undefined ? [] : [["size", `${(bytes / 1e6).toFixed(1)} MB`]]),
    ["behind", `${number(behind)} changes`],
    ["state", trouble ?? (foreign ? "from before a restore: it will be rebuilt" : "ready")],
  ];
}

const verifyCommand = new Command("verify")
  .description("compare each search index with the registry, record by record, and mend what differs")
  .action(() =>
    withEngines(async (store, { all, collections }, lease) => {
      const jobs = scheduleIn(store, settings());
      // What is repaired is fed by the running server, or else from here.
      const indexer = startIndexer({ store, engines: all, collections, lease, jobs, log: logOf(settings()) });
      try {
        await indexer.idle();
        for (const engine of all) await verifyOne(store, engine, () => indexer.idle());
        await verifyCollections(store, collections, () => indexer.idle());
      } finally {
        await jobs.close();
        await indexer.close();
      }
    }),
  );

async function verifyCollections(
  store: Store,
  index: CollectionsIndex,
  feedAll: () => Promise<void>,
): Promise<void> {
  const found = await differingCollections(store, index);
  printLine(`collections: ${number(await store.collections.count())} collections compared`);
  if (found.length === 0) return printLine("The index agrees with the registry.");
  await store.commit([{ noun: "reindex", collections: found }]);
  await feedAll();
  const left = await differingCollections(store, index);
  if (left.length === 0) return printLine(`${number(found.length)} collections differed and were repaired.`);
  throw new Problem("conflict", `${number(left.length)} collections still differ: ${left.join(", ")}.`);
}

async function verifyOne(store: Store, engine: SearchEngine, feedAll: () => Promise<void>): Promise<void> {
  const total = await store.resources.count();
  const { found, left } = await withBar(total, (bar) =>
    verifyIndex(store, engine, feedAll, (n) => bar.update(n)),
  );
  printLine(`${engine.name}: ${number(found.compared)} records compared`);
  if (differing(found).length === 0) return printLine("The index agrees with the registry.");
  printLine(linesOf(found).join("\n"));
  const still = differing(left).length;
  if (still === 0) return printLine(`${number(differing(found).length)} records differed and were repaired.`);
  const remedy = "`registry index rebuild` rebuilds the index";
  throw new Problem(
    "conflict",
    `${number(still)} records still differ. ${remedy}.\n${linesOf(left).join("\n")}`,
  );
}

/** The first differences, in words. */
function linesOf({ missing, stale, surplus }: Differences): string[] {
  const lines = [
    ...missing.map((id) => `  ${id} was not in the index`),
    ...stale.map((id) => `  ${id} was in the index as it had been before its last change`),
    ...surplus.map((id) => `  ${id} was in the index and nobody may find it`),
  ];
  const more = lines.length - 50;
  return more > 0 ? [...lines.slice(0, 50), `  and ${number(more)} more`] : lines;
}

const rebuildCommand = new Command("rebuild")
  .description("rebuild each search index; searches are answered from the old one in the meantime")
  .action(() =>
    withEngines(async (store, { all, collections }, lease) => {
      if (!(await lease.hold())) {
        // Whoever carries the index sees that what it has read belongs to another life of the registry.
        await store.outbox.renew();
        return printLine(
          "The running server rebuilds the index. `registry index status` says when it is done.",
        );
      }
      try {
        for (const engine of all) await rebuildOne(store, engine);
        await rebuildCollections(store, collections);
        printLine(
          `collections: the index is new. It holds ${number(collections.status().documents)} collections.`,
        );
      } finally {
        await lease.release();
      }
    }),
  );

async function rebuildOne(store: Store, engine: SearchEngine): Promise<void> {
  const total = await store.resources.count();
  await withBar(total, (bar) =>
    rebuildFrom(store, engine, { stopped: () => false, progress: (done) => bar.update(done) }),
  );
  printLine(
    `${engine.name}: the index is new. It holds ${number((await engine.status()).documents)} records.`,
  );
}

async function withBar<T>(total: number, work: (bar: SingleBar) => Promise<T>): Promise<T> {
  const bar = new SingleBar({ format: "{bar} {value} of {total} records, {eta_formatted} to go" });
  bar.start(total, 0);
  try {
    return await work(bar);
  } finally {
    bar.stop();
  }
}

async function withEngines(work: (store: Store, engines: Engines, lease: Lease) => Promise<void>) {
  await withStore(async (store, config) => {
    const engines = openEngines(config);
    try {
      await work(store, engines, storageOf(config).lease("indexer"));
    } finally {
      await engines.close();
    }
  });
}

export const indexCommand = new Command("index")
  .description("the search indexes: shadows of the registry, rebuilt at will")
  .addCommand(statusCommand)
  .addCommand(verifyCommand)
  .addCommand(rebuildCommand);
