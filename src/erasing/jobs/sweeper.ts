import type { Logger } from "pino";
import type { FileKeeper } from "../../files/jobs/file-keeper.ts";
import type { Indexer } from "../../search/jobs/indexer.ts";
import type { Ledger, Storage } from "../../store/storage.ts";
import type { Store } from "../../store/store.ts";
import type { Erasure } from "../rules/erasure.ts";
import { removeOutside } from "./outside.ts";

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
  storage: Pick<Storage, "ledger" | "sweep">;
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
  const { store, storage, log } = parts;
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
        await storage.ledger.add([erasure]);
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
export async function replayLedger(ledger: Ledger, store: Store): Promise<number> {
  const done = new Set((await store.erasures.all()).map((e) => e.resource));
  const missing = (await ledger.read()).filter((e) => !done.has(e.resource));
  for (const after of missing) await store.commit([{ noun: "erasure", after }], after.by);
  return missing.length;
}

async function sweep({ store, storage, files, indexer, folder, clock, log }: SweeperParts): Promise<void> {
  const waiting = await store.erasures.unswept();
  if (waiting.length === 0) return;
  await storage.ledger.add(waiting);
  for (const hash of new Set(waiting.flatMap((e) => e.files))) await files.remove(hash);
  // No search finds it from here on; what follows is for its words and its bytes.
  await indexer.idle();
  await storage.sweep((elsewhere) => removeOutside(folder, elsewhere));
  await store.outbox.renew();
  await indexer.idle();
  await store.commit([{ noun: "swept", resources: waiting.map((e) => e.resource), at: clock() }]);
  log.info({ erased: waiting.map((e) => e.resource) }, "nothing is left of what was erased");
}
