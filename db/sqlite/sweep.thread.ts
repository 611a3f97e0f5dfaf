import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { elsewhereOf, removeMentions } from "./erasing-mentions.ts";
import { openDatabase } from "./open.ts";
import { overwrite } from "./overwrite.ts";
import type { FromSweep } from "./sweep.ts";

/** The sweeping thread: reads whole tables and rewrites the whole file. It waits for what lies outside to be gone. */
const { file } = workerData.data as { file: string };
const say = (message: FromSweep) => parentPort?.postMessage(message);

const { sqlite } = openDatabase(file);
// Nobody waits for this thread: it may wait itself.
sqlite.pragma("busy_timeout = 5000");
try {
  say({ elsewhere: elsewhereOf(sqlite) });
  if (parentPort) await once(parentPort, "message");
  removeMentions(sqlite);
  await overwrite(sqlite);
} finally {
  sqlite.close();
}
say("swept");
parentPort?.close();
