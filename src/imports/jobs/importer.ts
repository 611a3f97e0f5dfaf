import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../kernel/config.ts";
import type { Jobs } from "../../kernel/job.ts";
import type { Store } from "../../store/store.ts";
import { addImportJobs } from "./import-jobs.ts";
import { startImportThread, type ThreadEntry } from "./import-thread.ts";

/** Has imports worked at off the main thread. */
export interface Importer {
  /** Where uploaded files and reports lie. */
  folder: string;
  /** What is half done goes on at the next start. After the schedule has closed. */
  close(): Promise<void>;
}

/** What the thread is told of the settings. */
export type ImportThreadData = Pick<Config, "dataDir" | "logLevel" | "publicUrl" | "privateHosts" | "site">;

interface ImporterParts {
  config: ImportThreadData;
  store: Store;
  jobs: Jobs;
  /** Where the thread begins. */
  entry: ThreadEntry;
  /** Called when a step of an import has come to its end, and what it wrote is there. */
  ended: () => void;
}

export function importerOf({ config, store, jobs, entry, ended }: ImporterParts): Importer {
  const { dataDir, logLevel, publicUrl, privateHosts, site } = config;
  const data: ImportThreadData = { dataDir, logLevel, publicUrl, privateHosts, site };
  const folder = join(dataDir, "imports");
  mkdirSync(folder, { recursive: true });
  const thread = startImportThread(entry, data, ended);
  // Without work there is no thread: it costs memory.
  addImportJobs(jobs, {
    carryOn: async (ending) => ((await store.imports.open()).length > 0 ? thread.carryOn(ending) : undefined),
    tryLinks: async (ending) =>
      (await store.imports.withLinkCheck()).length > 0 ? thread.tryLinks(ending) : undefined,
  });
  return { folder, close: () => thread.close() };
}
