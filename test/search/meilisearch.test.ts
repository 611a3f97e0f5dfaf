import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "@jest/globals";
import { openEmbedded } from "../../src/search/embedded/engine.ts";
import { callsTo } from "../../src/search/meilisearch/calls.ts";
import { openMeilisearch } from "../../src/search/meilisearch/engine.ts";
import { dropIndex } from "../../src/search/meilisearch/index.ts";
import type { SearchEngine } from "../../src/search/rules/engine.ts";
import { keepsItsPromises } from "./promises.ts";
import { SAME } from "./promises-of-topics.ts";

const url = process.env.MEILI_TEST_URL;
const key = process.env.MEILI_TEST_KEY;
const server = { url: url ?? "", ...(key ? { key } : {}) };

/** As in the registry: the embedded engine is fed the same and knows the words. */
async function both(): Promise<{ engine: SearchEngine; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "index-"));
  const index = `test-${process.pid}-${Date.now()}`;
  const embedded = openEmbedded({ folder });
  const meili = openMeilisearch({ ...server, index, words: embedded, synonyms: SAME, within: 10_000 });
  const engine: SearchEngine = {
    ...meili,
    async take(batch, cursor) {
      await embedded.take(batch, cursor);
      await meili.take(batch, cursor);
    },
    async rebuild() {
      const [a, b] = [await embedded.rebuild(), await meili.rebuild()];
      return {
        async put(documents) {
          await a.put(documents);
          await b.put(documents);
        },
        async finish(cursor) {
          await a.finish(cursor);
          await b.finish(cursor);
        },
        async abandon() {
          await a.abandon();
          await b.abandon();
        },
      };
    },
  };
  return {
    engine,
    async remove() {
      const calls = callsTo(server);
      await dropIndex(calls, index);
      calls.close();
      await meili.close();
      await embedded.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

if (url) {
  let opened: Awaited<ReturnType<typeof both>>;
  keepsItsPromises("Meilisearch", {
    async open() {
      opened = await both();
      return opened.engine;
    },
    remove: () => opened.remove(),
  });
} else {
  describe("The Meilisearch engine", () => {
    test.skip("is NOT TESTED: set MEILI_TEST_URL (and MEILI_TEST_KEY) to a server whose indexes may be written", () => {});
  });
}
