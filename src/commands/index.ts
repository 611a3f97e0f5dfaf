import { join } from "node:path";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { renewEpochIn } from "../../db/sqlite/copy.ts";
import { Problem } from "../problem.ts";
import { rebuildFrom } from "../search/carrier.ts";
import { differences } from "../search/differences.ts";
import { type EmbeddedEngine, openEmbedded } from "../search/embedded/engine.ts";
import { leaseOn } from "../search/lease.ts";
import type { Store } from "../store.ts";
import { say, table, withStore } from "./open.ts";

const status = new Command("status")
  .description("what the search index holds, and how far it has read")
  .action(() =>
    withIndex(async (store, engine) => {
      const { documents, cursor, bytes = 0, trouble } = await engine.status();
      const head = await store.outbox.head();
      const behind = cursor ? Math.max(0, head - cursor.position) : head;
      const foreign = cursor && cursor.epoch !== (await store.outbox.epoch());
      say(
        table([
          ["engine", engine.name],
          ["records", documents.toLocaleString("en-US")],
          ["size", `${(bytes / 1e6).toFixed(1)} MB`],
          ["behind", `${behind.toLocaleString("en-US")} changes`],
          ["state", trouble ?? (foreign ? "from before a restore: it will be built anew" : "ready")],
        ]),
      );
    }),
  );

const verify = new Command("verify")
  .description("compare the search index with the registry, record by record")
  .action(() =>
    withIndex(async (store, engine) => {
      const found = await differences(store, engine);
      const lines = [
        ...found.missing.map((id) => `  ${id} is not in the index`),
        ...found.stale.map((id) => `  ${id} is in the index as it was before its last change`),
        ...found.surplus.map((id) => `  ${id} is in the index and should not be`),
      ];
      say(`${found.compared.toLocaleString("en-US")} records compared`);
      if (lines.length === 0) return say("The index agrees with the registry.");
      const shown = lines.slice(0, 50);
      if (lines.length > shown.length) shown.push(`  and ${lines.length - shown.length} more`);
      throw new Problem(
        "conflict",
        `The index differs in ${lines.length} records. A server that is running may be about to take them; otherwise: registry index rebuild\n${shown.join("\n")}`,
      );
    }),
  );

const rebuild = new Command("rebuild")
  .description("build the search index anew; searches are answered from the old one meanwhile")
  .action(() =>
    withIndex(async (store, engine, folder) => {
      const lease = leaseOn(join(folder, "indexer.lock"));
      if (!lease.hold()) {
        // Whoever carries the index sees that what it has read belongs to another life of the registry.
        renewEpochIn(join(folder, "registry.db"));
        return say("The running server builds the index anew. `registry index status` says when it is done.");
      }
      const bar = new SingleBar({ format: "{bar} {value} of {total} records, {eta_formatted} to go" });
      bar.start(await store.resources.count(), 0);
      try {
        await rebuildFrom(store, engine, { stopped: () => false, progress: (done) => bar.update(done) });
      } finally {
        bar.stop();
        lease.release();
      }
      say(`The index is new. It holds ${(await engine.status()).documents.toLocaleString("en-US")} records.`);
    }),
  );

async function withIndex(work: (store: Store, engine: EmbeddedEngine, folder: string) => Promise<void>) {
  await withStore(async (store, { dataDir }) => {
    const engine = openEmbedded({ folder: join(dataDir, "search") });
    try {
      await work(store, engine, dataDir);
    } finally {
      await engine.close();
    }
  });
}

export const indexCommand = new Command("index")
  .description("the search index: a shadow of the registry, built anew at will")
  .addCommand(status)
  .addCommand(verify)
  .addCommand(rebuild);
