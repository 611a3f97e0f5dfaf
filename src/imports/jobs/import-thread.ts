import { type MessagePort, Worker as Thread } from "node:worker_threads";
import type { Lanes } from "./import-jobs.ts";
import type { Worker } from "./import-worker.ts";

/** Where a thread begins, and the module it runs (`kernel/thread-entry.ts`). */
export interface ThreadEntry {
  entry: URL;
  module: string;
}

type Lane = keyof Lanes;
type ToThread = { lane: Lane; is: "asked" | "ending" } | "close";
/** `ended`: a step of an import has come to its end, while the lane goes on. */
type FromThread = { lane: Lane; says?: string | undefined; fault?: string } | "ended";

/**
 * Megabytes of the thread's heap. What an import holds is small whatever the length of its file; without a bound
 * the heap grows with what has been thrown away.
 */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 192 };

interface Asked {
  resolve: (says: string | undefined) => void;
  reject: (error: Error) => void;
}

/** The work of imports in a thread, which starts when it is first asked for and again after it broke. */
export function startImportThread(
  { entry, module }: ThreadEntry,
  data: unknown,
  ended: () => void,
): Lanes & { close(): Promise<void> } {
  const asked = new Map<Lane, Asked>();
  let thread: Thread | undefined;

  function start(): Thread {
    const fresh = new Thread(entry, { workerData: { module, data }, resourceLimits: LIMITS });
    let why = "it ended early";
    fresh.on("message", (message: FromThread) => {
      if (message === "ended") return ended();
      const { lane, says, fault } = message;
      const waiting = asked.get(lane);
      asked.delete(lane);
      // A thread with nothing to do keeps no program alive; one that works is waited for.
      if (asked.size === 0) fresh.unref();
      if (fault === undefined) waiting?.resolve(says);
      else waiting?.reject(new Error(fault));
    });
    fresh.on("error", (error) => {
      why = error.message;
    });
    fresh.on("exit", () => {
      if (thread === fresh) thread = undefined;
      for (const { reject } of asked.values()) reject(new Error(`The import thread broke: ${why}`));
      asked.clear();
    });
    return fresh;
  }

  const ask = (lane: Lane) => (ending: AbortSignal) => {
    thread ??= start();
    const running = thread;
    const say = (message: ToThread) => running.postMessage(message);
    running.ref();
    const end = () => say({ lane, is: "ending" });
    ending.addEventListener("abort", end);
    return new Promise<string | undefined>((resolve, reject) => {
      asked.set(lane, { resolve, reject });
      say({ lane, is: "asked" });
    }).finally(() => ending.removeEventListener("abort", end));
  };

  return {
    carryOn: ask("carryOn"),
    tryLinks: ask("tryLinks"),
    async close() {
      const running = thread;
      if (!running) return;
      await new Promise<void>((resolve) => {
        running.ref();
        running.once("exit", () => resolve());
        running.postMessage("close" satisfies ToThread);
      });
    },
  };
}

/** Inside the thread: does what is asked, and tells what came of it. `closed` is called before it ends. */
export function answerImports(port: MessagePort, worker: Worker, closed: () => Promise<void>): void {
  const say = (message: FromThread) => port.postMessage(message);
  const endings = new Map<Lane, AbortController>();

  async function work(lane: Lane): Promise<void> {
    const ending = new AbortController();
    endings.set(lane, ending);
    try {
      say({ lane, says: await worker[lane](ending.signal) });
    } catch (error) {
      say({ lane, fault: error instanceof Error ? error.message : String(error) });
    }
  }

  port.on("message", async (message: ToThread) => {
    if (message !== "close") {
      if (message.is === "asked") await work(message.lane);
      else endings.get(message.lane)?.abort();
      return;
    }
    await worker.close();
    await closed();
    port.close();
  });
}
