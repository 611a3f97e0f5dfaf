import { setPriority } from "node:os";
import { join } from "node:path";
import { platform } from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { pino } from "pino";
import { v7 } from "uuid";
import { pageFetcher } from "../../http/fetch-page.ts";
import { oaiClient } from "../../http/oai-client.ts";
import { allowOf } from "../../http/safe-fetch.ts";
import { answerImports } from "../../imports/jobs/import-thread.ts";
import { startWorker } from "../../imports/jobs/import-worker.ts";
import type { ImportThreadData } from "../../imports/jobs/importer.ts";
import { linkOpener } from "../../imports/jobs/link-opening.ts";
import type { Change } from "../../store/change.ts";
import { storageOf } from "../storage.ts";

// The import thread: reads files, plans and carries out rows, with a store of its own.

/** Low enough that a search is answered first, high enough that a write is not left half done for long. */
const NICE = 5;
const { dataDir, logLevel, publicUrl, privateHosts, site } = workerData.data as ImportThreadData;

// Readers come first. Linux gives each thread a priority of its own; elsewhere it would be that of the whole program.
if (platform === "linux") setPriority(NICE);

/**
 * A chunk of rows is acknowledged to nobody, and an import resumes where the file says it is: only when it enters
 * another state is the disk waited for, and everything before is there with it.
 */
const durable = (changes: Change[]) =>
  changes.some((c) => c.noun === "import" && c.before?.state !== c.after.state);

const storage = storageOf({ dataDir, site });
const store = await storage.open({ durable });
const asker = { product: site.product, about: publicUrl, allow: allowOf(privateHosts) };
const port = parentPort;
if (!port) throw new Error("This is a thread: the importer starts it.");
const worker = startWorker({
  config: { site },
  store,
  folder: join(dataDir, "imports"),
  openLink: linkOpener(pageFetcher({ ...asker, most: 1000 })),
  openCatalog: oaiClient(asker),
  clock: () => new Date().toISOString(),
  newId: () => v7(),
  lease: storage.lease("imports"),
  log: pino({ level: logLevel }),
  // Chunks need not be announced: whoever searches would pay for each of them, and the index looks once a second.
  onEnd: () => port.postMessage("ended"),
});
answerImports(port, worker, () => store.close());
