// A worker thread does not inherit the TypeScript loader of its parent: load it first, then the thread itself.
import { workerData } from "node:worker_threads";

if (workerData.module.endsWith(".ts")) (await import("tsx/esm/api")).register();
await import(workerData.module);
