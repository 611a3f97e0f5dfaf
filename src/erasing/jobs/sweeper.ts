import type { Logger } from "pino";
import type { FileKeeper } from "../../files/jobs/file-keeper.ts";
import type { JobPlan, Jobs } from "../../kernel/job.ts";
import { counted } from "../../kernel/words.ts";
import type { Indexer } from "../../search/jobs/indexer.ts";
import type { Ledger, Storage } from "../../store/storage.ts";
import type { Store } from "../../store/store.ts";
import type { Erasure } from "../rules/erasure.ts";
import { removeOutside } from "./remove-outside.ts";

export const ERASING: JobPlan = {
  name: "erasing",
  does: "Removes the last traces of what was erased",
  when: "0 */5 * * * *",
  afterFailure: 30_000,
  alone: true,
};

/**
 * Sees to it that nothing is left of what was erased: files, mentions, bytes, words in the indexes. It goes on
 * after a crash where it was.
 */
export interface Sweeper {
  /** Resolves when the erasure is in the ledger too, from which it is done again after a restore. Sweeps then. */
  erased(erasure: Erasure): Promise<void>;
  /** Resolves when nothing erased so far has left a trace. */
  swept(): Promise<void>;
}

interface SweeperParts {
  store: Store;
  storage: Pick<Storage, "ledger" | "sweep">;
  files: Pick<FileKeeper, "remove">;
  indexer: Pick<Indexer, "idle">;
  /** How often it was opened is counted first, so that the count is not written afterwards. */
  counter: { flush(): Promise<void> };
  jobs: Jobs;
  /** The data folder. */
  folder: string;
  clock: () => string;
  log: Logger;
}

export function startSweeper(parts: SweeperParts): Sweeper {
  const { store, storage, jobs } = parts;
  const run = jobs.add({ ...ERASING, run: () => sweep(parts) });
  return {
    async erased(erasure) {
      try {
        await storage.ledger.add([erasure]);
      } finally {
        void run();
      }
    },
    async swept() {
      await run();
      if ((await store.erasures.unswept()).length > 0) throw new Error("Something erased has left traces");
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

async function sweep({
  store,
  storage,
  files,
  indexer,
  counter,
  folder,
  clock,
  log,
}: SweeperParts): Promise<string | undefined> {
  const waiting = await store.erasures.unswept();
  if (waiting.length === 0) return undefined;
  await storage.ledger.add(waiting);
  for (const hash of new Set(waiting.flatMap((e) => e.files))) await files.remove(hash);
  // No search finds it from here on; what follows is for its words and its bytes.
  await indexer.idle();
  await counter.flush();
  await storage.sweep((elsewhere) => removeOutside(folder, elsewhere));
  await store.outbox.renew();
  await indexer.idle();
  await store.commit([{ noun: "swept", resources: waiting.map((e) => e.resource), at: clock() }]);
  log.info({ erased: waiting.map((e) => e.resource) }, "nothing is left of what was erased");
  return `Of ${counted(waiting.length, "erased resource")} no trace is left.`;
}
