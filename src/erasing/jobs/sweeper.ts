import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { FileKeeper } from "../../files/jobs/file-keeper.ts";
import type { Indexer } from "../../search/jobs/indexer.ts";
import type { Store } from "../../store/store.ts";
import type { Erasure } from "../rules/erasure.ts";
import { addToLedger, readLedger } from "./ledger.ts";

/**
 * Sees to it that nothing is left of what was erased: files, mentions, bytes, words in the indexes. It goes on
 * after a crash where it was.
 */
export interface Sweeper {
  /** Resolves when the erasure is in the ledger too, from which it is done again after a restore. Sweeps then. */
  erased(erasure: Erasure): Promise<void>;
  /** Resolves when nothing erased so far has left a trace. */
  swept(): Promise<void>;
  close(): Promise<void>;
}

interface SweeperParts {
  store: Store;
  files: Pick<FileKeeper, "remove">;
  indexer: Pick<Indexer, "idle">;
  /** The data folder. */
  folder: string;
  clock: () => string;
  log: Logger;
}

/** How long it waits after something went wrong (ms). */
const AGAIN_AFTER = 30_000;

export function startSweeper(parts: SweeperParts): Sweeper {
  const { store, folder, log } = parts;
  let round: Promise<void> = Promise.resolve();
  let again: NodeJS.Timeout | undefined;
  let closed = false;
  const wake = () => {
    clearTimeout(again);
    round = round.then(() => (closed ? undefined : sweep(parts)));
    return round.catch((err) => {
      round = Promise.resolve();
      log.error({ err }, "what was erased has left traces: they are looked for again");
      if (!closed) again = setTimeout(() => void wake(), AGAIN_AFTER).unref();
    });
  };
  void wake();
  return {
    async erased(erasure) {
      try {
        await addToLedger(folder, [erasure]);
      } finally {
        void wake();
      }
    },
    async swept() {
      await wake();
      if ((await store.erasures.unswept()).length > 0) throw new Error("Something erased has left traces");
    },
    async close() {
      closed = true;
      clearTimeout(again);
      await round.catch(() => undefined);
    },
  };
}

/** What the ledger knows and the store does not, because another database was put in its place: once more. */
export async function replayLedger(folder: string, store: Store): Promise<number> {
  const done = new Set((await store.erasures.all()).map((e) => e.resource));
  const missing = (await readLedger(folder)).filter((e) => !done.has(e.resource));
  for (const after of missing) await store.commit([{ noun: "erasure", after }], after.by);
  return missing.length;
}

async function sweep({ store, files, indexer, folder, clock, log }: SweeperParts): Promise<void> {
  const waiting = await store.erasures.unswept();
  if (waiting.length === 0) return;
  await addToLedger(folder, waiting);
  for (const hash of new Set(waiting.flatMap((e) => e.files))) await files.remove(hash);
  // No search finds it from here on; what follows is for its words and its bytes.
  await indexer.idle();
  await inThread(folder);
  await store.outbox.renew();
  await indexer.idle();
  await store.commit([{ noun: "swept", resources: waiting.map((e) => e.resource), at: clock() }]);
  log.info({ erased: waiting.map((e) => e.resource) }, "nothing is left of what was erased");
}

const COMPILED = import.meta.url.endsWith(".js");

function inThread(dataDir: string): Promise<void> {
  const module = new URL(`../../start/threads/sweep.thread${COMPILED ? ".js" : ".ts"}`, import.meta.url);
  const entry = COMPILED ? module : new URL("../../search/embedded/boot.mjs", import.meta.url);
  return new Promise((resolve, reject) => {
    const thread = new Worker(entry, { workerData: { module: module.href, data: { dataDir } } });
    let swept = false;
    thread.on("message", (said) => {
      swept = said === "swept";
    });
    thread.on("error", reject);
    thread.on("exit", () => (swept ? resolve() : reject(new Error("The sweeping thread ended early"))));
  });
}
