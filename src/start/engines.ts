import { join } from "node:path";
import type { Config } from "../kernel/config.ts";
import { type EmbeddedEngine, openEmbedded } from "../search/embedded/engine.ts";
import { openMeilisearch } from "../search/meilisearch/engine.ts";
import type { SearchEngine } from "../search/rules/engine.ts";

/** The engines that are fed: the embedded one always, and first; Meilisearch where it is configured. */
export interface Engines {
  embedded: EmbeddedEngine;
  meilisearch: SearchEngine | undefined;
  all: SearchEngine[];
  close(): Promise<void>;
}

type Settings = Pick<Config, "dataDir" | "searchThreads" | "meili">;

/** `compiled` is a folder of compiled search threads, for tests. */
export function openEngines({ dataDir, searchThreads, meili }: Settings, compiled?: string): Engines {
  const embedded = openEmbedded({ folder: join(dataDir, "search"), threads: searchThreads, compiled });
  const meilisearch = meili && openMeilisearch({ ...meili, words: embedded });
  const all = [embedded, ...(meilisearch ? [meilisearch] : [])];
  return {
    embedded,
    meilisearch,
    all,
    async close() {
      for (const engine of all.toReversed()) await engine.close();
    },
  };
}
