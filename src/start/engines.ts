import { join } from "node:path";
import type { Config } from "../kernel/config.ts";
import { openCollectionsIndex } from "../search/embedded/collections-index.ts";
import { type EmbeddedEngine, openEmbedded } from "../search/embedded/engine.ts";
import { loadSynonyms } from "../search/jobs/load-synonyms.ts";
import { openMeilisearch } from "../search/meilisearch/engine.ts";
import type { CollectionsIndex } from "../search/rules/collections-index.ts";
import type { SearchEngine } from "../search/rules/engine.ts";

/** The engines that are fed: the embedded one always, and first; Meilisearch where it is configured. */
export interface Engines {
  embedded: EmbeddedEngine;
  meilisearch: SearchEngine | undefined;
  all: SearchEngine[];
  /** Collections are found by an index of their own, whichever engine finds resources. */
  collections: CollectionsIndex;
  close(): Promise<void>;
}

type Settings = Pick<Config, "dataDir" | "searchThreads" | "meili">;

/** `compiled` is a folder of compiled search threads, for tests. */
export function openEngines({ dataDir, searchThreads, meili }: Settings, compiled?: string): Engines {
  const embedded = openEmbedded({ folder: join(dataDir, "search"), threads: searchThreads, compiled });
  const meilisearch = meili && openMeilisearch({ ...meili, words: embedded, synonyms: loadSynonyms() });
  const collections = openCollectionsIndex(join(dataDir, "search"));
  const all = [embedded, ...(meilisearch ? [meilisearch] : [])];
  return {
    embedded,
    meilisearch,
    all,
    collections,
    async close() {
      for (const engine of all.toReversed()) await engine.close();
      collections.close();
    },
  };
}
