import { Worker } from "node:worker_threads";
import { threadEntry } from "../../src/kernel/thread-entry.ts";
import type { Elsewhere } from "../../src/store/storage.ts";

/** What the sweeping thread says; it goes on when it hears that what lies elsewhere is gone. */
export type FromSweep = { elsewhere: Elsewhere } | "swept";

/** Sweeps a database in a thread. What `outside` cannot remove ends the thread, and nothing is forgotten. */
export async function sweepDatabase(
  file: string,
  outside: (elsewhere: Elsewhere) => Promise<void>,
): Promise<void> {
  const { entry, module } = threadEntry("./sweep.thread", import.meta.url);
  const thread = new Worker(entry, { workerData: { module, data: { file } } });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on("message", (said: FromSweep) => {
        if (said === "swept") return resolve();
        outside(said.elsewhere).then(() => thread.postMessage("gone"), reject);
      });
      thread.on("error", reject);
      thread.on("exit", () => reject(new Error("The sweeping thread ended early")));
    });
  } finally {
    await thread.terminate();
  }
}
