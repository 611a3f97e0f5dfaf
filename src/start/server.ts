import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Logger } from "pino";
import { v7 } from "uuid";
import { DEMO_KEY } from "../../seed/demo.ts";
import { addRubrics, seed, seedDemoPeople, wantsSeed } from "../../seed/seed.ts";
import type { Parts } from "../doorway/parts.ts";
import { replayLedger, startSweeper } from "../erasing/jobs/sweeper.ts";
import { fileKeeper } from "../files/jobs/file-keeper.ts";
import { clamd } from "../files/jobs/scanner.ts";
import { pageFetcher } from "../http/fetch-page.ts";
import { allowOf } from "../http/safe-fetch.ts";
import { importerOf } from "../imports/jobs/importer.ts";
import { type Config, ConfigFault } from "../kernel/config.ts";
import { Problem } from "../kernel/problem.ts";
import { threadEntry } from "../kernel/thread-entry.ts";
import { startMailSender } from "../notices/jobs/mail-sender.ts";
import { startReminder } from "../notices/jobs/reminder.ts";
import { queuedTransport, smtpTransport } from "../notices/jobs/smtp.ts";
import { fileTransport } from "../notices/jobs/transport.ts";
import { passphrasesOf } from "../people/actions/passphrase.ts";
import { NOBODY } from "../people/rules/person.ts";
import { withFailover } from "../search/jobs/failover.ts";
import { finderOf } from "../search/jobs/finder.ts";
import { startIndexer } from "../search/jobs/indexer.ts";
import type { SearchEngine } from "../search/rules/engine.ts";
import type { Query } from "../search/rules/query.ts";
import type { Core } from "../store/core.ts";
import type { Store } from "../store/store.ts";
import { usageCounter } from "../usage/jobs/counter.ts";
import { createApp } from "./app.ts";
import { alone, makeDataFolder } from "./data-folder.ts";
import { type Engines, openEngines } from "./engines.ts";
import { forgetExpired } from "./forget-expired.ts";
import { keepIn } from "./jobs.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";
import { storageOf } from "./storage.ts";

export interface Registry {
  parts: Parts;
  schedule: Schedule;
  close(): Promise<void>;
}

/** Opens everything, and from here on jobs run by themselves. */
export async function openRegistry(config: Config, log: Logger, compiled?: string): Promise<Registry> {
  const registry = await joinRegistry(config, log, compiled);
  registry.schedule.start();
  return registry;
}

/**
 * Joins everything, in order; stops in reverse. The only file that knows every other. Jobs run only when they are
 * asked to. `compiled` is a folder of compiled search threads, for tests.
 */
export async function joinRegistry(config: Config, log: Logger, compiled?: string): Promise<Registry> {
  makeDataFolder(config.dataDir);
  const storage = storageOf(config);
  const store = await storage.open({ audited: (entry) => log.info({ audit: entry }, "audit") });
  const core = coreOf(config, store, log);
  const { clock } = core;
  const schedule = scheduleOf({ clock, lease: storage.lease, keep: keepIn(store), log });
  store.onCommit(schedule.committed);
  const given = { store, jobs: schedule, clock, log };
  const folder = config.dataDir;
  const engines = openEngines(config, compiled);
  const indexer = startIndexer({ ...given, engines: engines.all, lease: storage.lease("indexer") });
  const importer = importerOf({ ...given, config, entry: IMPORT_THREAD, ended: schedule.committed });
  const scanner = config.clamd ? clamd(config.clamd) : undefined;
  const files = fileKeeper({ ...given, folder, scanner });
  const counter = usageCounter(store.usage, clock, schedule);
  const sweeper = startSweeper({ ...given, storage, files, indexer, counter, folder });
  const out = config.smtp ? smtpTransport(config.smtp) : core.post;
  const mailSender = startMailSender({ ...given, post: out, config });
  const reminder = startReminder(given);
  schedule.add(forgetExpired(store));
  const parts: Parts = {
    ...core,
    finder: finderOf({ store, engine: engineOf(engines, log), log }),
    indexer,
    counter,
    passphrases: passphrasesOf(config.passphraseCost),
    mailSender,
    reminder,
    files,
    sweeper,
    importer,
    fetchPage: pageFetcher({
      product: config.site.product,
      about: config.publicUrl,
      allow: allowOf(config.privateHosts),
    }),
  };
  return {
    parts,
    schedule,
    async close() {
      await schedule.close();
      await counter.flush();
      await importer.close();
      await indexer.close();
      await engines.close();
      await store.close();
    },
  };
}

const IMPORT_THREAD = threadEntry("./threads/import.thread", import.meta.url);

function coreOf(config: Config, store: Store, log: Logger): Core {
  const clock = () => new Date().toISOString();
  const newId = () => v7();
  // Without a mail server mails become files.
  const post = config.smtp
    ? queuedTransport(store, clock, newId)
    : fileTransport(join(config.dataDir, "mail"), clock, newId);
  return { config, store, post, clock, newId, log };
}

function engineOf({ meilisearch, embedded }: Engines, log: Logger): SearchEngine {
  const away = (error: Error) =>
    log.warn({ err: error }, "Meilisearch does not answer: the embedded engine does");
  return meilisearch ? withFailover(meilisearch, embedded, away) : embedded;
}

/** Fills an empty registry, and in demo mode adds the demo people. Harmless to repeat. */
export async function prepare({ parts }: Pick<Registry, "parts">): Promise<void> {
  const { config } = parts;
  if (config.mode === "production") await refuseDemo(parts);
  await replayLedger(storageOf(config).ledger, parts.store);
  await addRubrics(parts);
  if (config.seed && (await wantsSeed(parts))) await seed(parts);
  if (config.mode === "demo") await seedDemoPeople(parts);
}

async function refuseDemo({ store }: Parts): Promise<void> {
  const demo = (await store.people.all()).filter((p) => p.demo && p.active);
  if (demo.length > 0)
    throw new ConfigFault(
      `Production mode does not start with demo people: ${demo.map((p) => p.name).join(", ")}.`,
    );
}

/** Serves until a signal comes: then lets requests in flight finish, and closes in reverse order. */
export async function serve(config: Config, log: Logger): Promise<void> {
  makeDataFolder(config.dataDir);
  const registry = await alone(storageOf(config).lease("starting"), async () => {
    const opened = await openRegistry(config, log);
    await prepare(opened);
    return opened;
  });
  const server = createServer(createApp(registry.parts));
  // A district's sheet may have 500 MB, and its line may be slow.
  server.requestTimeout = 900_000;
  server.headersTimeout = 15_000;
  const port = await listen(server, config);
  announce(config, port);
  warmUp(registry);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop(server, registry, log));
}

/** The first search after a start pays for threads and compilers: better nobody than a teacher. */
function warmUp({ parts }: Registry): void {
  const query: Query = { words: "a lesson", plain: false, filters: {}, sort: "relevance", page: 1, size: 20 };
  parts.finder
    .find(query, NOBODY)
    .catch((error) => parts.log.warn({ err: error }, "the first search failed"));
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inWords = `Port ${port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`;
      reject(error.code === "EADDRINUSE" ? new Problem("unavailable", inWords) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function stop(server: Server, registry: Registry, log: Logger): Promise<void> {
  log.info("closing: requests in flight finish first");
  const force = setTimeout(() => server.closeAllConnections(), 10_000).unref();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(force);
  await registry.close();
  log.info("closed");
}

function announce(config: Config, port: number): void {
  const at = `http://localhost:${port}`;
  const lines = ["", `  ${config.site.name}`, "", `  Find      ${at}`, `  API       ${at}/api/reference`];
  if (config.mode === "demo") {
    lines.push(`  Demo key  ${DEMO_KEY}  (demo mode only)`);
    lines.push(`  Try       curl -H "Authorization: Bearer ${DEMO_KEY}" ${at}/api/v1/people/me`);
  }
  lines.push("", "  Ctrl-C ends it.", "");
  process.stdout.write(`${lines.join("\n")}\n`);
}
