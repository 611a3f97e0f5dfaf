import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { Config } from "../../kernel/config.ts";
import { threadEntry } from "../../kernel/thread-entry.ts";

/** Carries imports on, off the main thread. */
export interface Importer {
  /** Where uploaded files and reports lie. */
  folder: string;
  /** There is something to do. The thread starts with the first call. */
  wake(): void;
  /** The step under way ends first; the rest goes on at the next start. */
  close(): Promise<void>;
}

/**
 * Megabytes of the thread's heap. What an import holds is small whatever the length of its file; without a bound
 * the heap grows with what has been thrown away.
 */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 192 };
/** How long a thread that broke is left alone (ms). */
const PAUSE = 2000;

/** What the thread is told of the settings. */
export type ImportThreadData = Pick<Config, "dataDir" | "logLevel" | "publicUrl" | "privateHosts" | "site">;

/** `ended` is called when a job has come to its end, and what it wrote is there. */
export function importerOf(config: ImportThreadData, log: Logger, ended: () => void): Importer {
  const { dataDir, logLevel, publicUrl, privateHosts, site } = config;
  const data: ImportThreadData = { dataDir, logLevel, publicUrl, privateHosts, site };
  const { entry, module } = threadEntry("../../start/threads/import.thread", import.meta.url);
  const folder = join(dataDir, "imports");
  mkdirSync(folder, { recursive: true });
  let thread: Worker | undefined;
  let closed = false;

  function start(): Worker {
    const fresh = new Worker(entry, { workerData: { module, data }, resourceLimits: LIMITS });
    fresh.on("message", ended);
    fresh.on("error", (error) => log.error({ err: error }, "the import thread broke, and is started anew"));
    fresh.on("exit", () => {
      if (thread !== fresh) return;
      thread = undefined;
      if (!closed) setTimeout(wake, PAUSE).unref();
    });
    fresh.unref();
    return fresh;
  }
  function wake(): void {
    if (closed) return;
    thread ??= start();
    thread.postMessage("wake");
  }

  return {
    folder,
    wake,
    async close() {
      closed = true;
      const running = thread;
      thread = undefined;
      if (!running) return;
      await new Promise<void>((resolve) => {
        running.ref();
        running.once("exit", () => resolve());
        running.postMessage("close");
      });
    },
  };
}
