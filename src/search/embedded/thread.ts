import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { isDamage } from "./index-file.ts";

/** A worker thread that answers questions by name. */
export interface Thread {
  ask<T>(method: string, ...args: unknown[]): Promise<T>;
  /** Says something that is not answered. */
  tell(method: string, ...args: unknown[]): void;
  /** Questions not yet answered. */
  waiting(): number;
  close(): Promise<void>;
}

/** The thread met a file that is broken. */
export class DamagedIndex extends Error {}

/** In place of a question's number. */
const UNANSWERED = 0;

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: Error) => void;
}

/**
 * Starts `name.thread` of this folder, or of `compiled`. A thread that dies fails what it was asked; the next
 * question restarts it. A compiled thread starts by itself; from sources it needs the loader first.
 */
export function startThread(name: string, data: unknown, compiled?: string): Thread {
  const isCompiled = compiled !== undefined || import.meta.url.endsWith(".js");
  const from = compiled ? pathToFileURL(join(compiled, "here")) : import.meta.url;
  const module = new URL(`./${name}.thread${isCompiled ? ".js" : ".ts"}`, from);
  const entry = isCompiled ? module : new URL("../../kernel/thread-boot.mjs", import.meta.url);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let worker: Worker | undefined;

  const failAll = (reason: Error) => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const start = () => {
    const fresh = new Worker(entry, {
      workerData: { module: module.href, data },
      // Without a bound a thread keeps tens of megabytes for what one search throws away.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
    fresh.on("message", ({ n, result, error, damaged }) => {
      const asked = waiting.get(n);
      waiting.delete(n);
      // A thread with nothing to do keeps no program alive; one that is closing is waited for.
      if (waiting.size === 0 && worker === fresh) fresh.unref();
      if (error === undefined) asked?.resolve(result as never);
      else asked?.reject(damaged ? new DamagedIndex(error) : new Error(error));
    });
    const ended = (reason: Error) => {
      if (worker === fresh) worker = undefined;
      failAll(reason);
    };
    fresh.on("error", ended);
    fresh.on("exit", () => ended(new Error(`The ${name} thread of the search has ended.`)));
    return fresh;
  };

  return {
    ask(method, ...args) {
      worker ??= start();
      const running = worker;
      return new Promise((resolve, reject) => {
        waiting.set(++last, { resolve: resolve as Waiting["resolve"], reject });
        running.ref();
        running.postMessage({ n: last, method, args });
      });
    },
    tell(method, ...args) {
      worker ??= start();
      worker.postMessage({ n: UNANSWERED, method, args });
    },
    waiting: () => waiting.size,
    async close() {
      const running = worker;
      worker = undefined;
      if (!running) return;
      // The thread closes its files itself; it is not cut off in the middle of a transaction.
      await new Promise<void>((resolve) => {
        running.once("exit", () => resolve());
        running.ref();
        running.postMessage({ n: UNANSWERED, method: "close", args: [] });
      });
    },
  };
}

/** What a thread was started with. */
export const threadData = <T>(): T => workerData.data as T;

type Method = (...args: never[]) => unknown;

/** Answers, inside a thread, one question after another. `close` ends the thread. */
export function answerQuestions(methods: Record<string, Method>): void {
  parentPort?.on("message", ({ n, method, args }: { n: number; method: string; args: never[] }) => {
    try {
      const result = methods[method]?.(...args);
      if (n !== UNANSWERED) parentPort?.postMessage({ n, result });
    } catch (error) {
      const told = { n, error: (error as Error).stack ?? String(error), damaged: isDamage(error) };
      if (n !== UNANSWERED) parentPort?.postMessage(told);
    }
    if (method === "close") parentPort?.close();
  });
}
