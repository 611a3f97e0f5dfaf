import { join } from "node:path";
import type { Logger } from "pino";
import { v7 } from "uuid";
import { startTelling } from "../asks/jobs/tell-who-asked.ts";
import type { Parts } from "../doorway/parts.ts";
import { startSweeper } from "../erasing/jobs/sweeper.ts";
import { fileKeeper } from "../files/jobs/file-keeper.ts";
import { clamd } from "../files/jobs/scanner.ts";
import { pageFetcher } from "../http/fetch-page.ts";
import { allowOf } from "../http/safe-fetch.ts";
import { importerOf } from "../imports/jobs/importer.ts";
import type { Config } from "../kernel/config.ts";
import { threadEntry } from "../kernel/thread-entry.ts";
import { startMailSender } from "../notices/jobs/mail-sender.ts";
import { startReminder } from "../notices/jobs/reminder.ts";
import { queuedTransport, smtpTransport } from "../notices/jobs/smtp.ts";
import { fileTransport } from "../notices/jobs/transport.ts";
import { passphrasesOf } from "../people/actions/passphrase.ts";
import { withFailover } from "../search/jobs/failover.ts";
import { finderOf } from "../search/jobs/finder.ts";
import { startIndexer } from "../search/jobs/indexer.ts";
import { loadModifiers } from "../search/jobs/load-modifiers.ts";
import { loadSynonyms } from "../search/jobs/load-synonyms.ts";
import type { SearchEngine } from "../search/rules/engine.ts";
import type { Core } from "../store/core.ts";
import type { Store } from "../store/store.ts";
import { usageCounter } from "../usage/jobs/counter.ts";
import { makeDataFolder } from "./data-folder.ts";
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
  const indexer = startIndexer({
    ...given,
    engines: engines.all,
    collections: engines.collections,
    lease: storage.lease("indexer"),
  });
  const importer = importerOf({ ...given, config, entry: IMPORT_THREAD, ended: schedule.committed });
  const files = fileKeeper({ ...given, folder, scanner: config.clamd ? clamd(config.clamd) : undefined });
  const counter = usageCounter(store.usage, clock, schedule);
  const sweeper = startSweeper({ ...given, storage, files, indexer, counter, folder });
  startTelling({ ...given, synonyms: loadSynonyms, modifiers: loadModifiers });
  const post = config.smtp ? smtpTransport(config.smtp) : core.post;
  const mailSender = startMailSender({ ...given, post, config });
  const reminder = startReminder(given);
  schedule.add(forgetExpired(store));
  const parts: Parts = {
    ...core,
    finder: finderOf({
      store,
      engine: engineOf(engines, log),
      collections: engines.collections,
      log,
    }),
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
