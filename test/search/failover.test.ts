import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type EmbeddedEngine, openEmbedded } from "../../src/search/embedded/engine.ts";
import { withFailover } from "../../src/search/jobs/failover.ts";
import { openMeilisearch } from "../../src/search/meilisearch/engine.ts";
import { documentWith, requestFor } from "./documents.ts";

const folder = mkdtempSync(join(tmpdir(), "index-"));
let embedded: EmbeddedEngine;
let server: Server | undefined;

beforeAll(async () => {
  embedded = openEmbedded({ folder });
  const rebuild = await embedded.rebuild();
  await rebuild.put([documentWith("a", { text: { title: "Planet" } })]);
  await rebuild.finish({ epoch: "e", position: 1 });
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});
afterAll(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A server that treats every request in this way. */
async function serving(answer: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer(answer as never);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function asked(url: string, within = 200) {
  const said: string[] = [];
  const meili = openMeilisearch({ url, index: "r", words: embedded, within });
  const engine = withFailover(meili, embedded, (error) => said.push(error.message));
  const found = await engine.find(requestFor("planet"));
  const again = await engine.find(requestFor("planet"));
  const status = await meili.status();
  await meili.close();
  return { found, again, said, status };
}

describe("when Meilisearch", () => {
  const answersFor = async (url: string) => {
    const { found, again, said, status } = await asked(url);
    expect(found).toMatchObject({ ids: ["a"], total: 1, engine: "embedded" });
    expect(again.engine).toBe("embedded");
    // It is left alone for a while, and not asked by every search.
    expect(said).toHaveLength(1);
    expect(status).toMatchObject({ ready: false });
    return said[0] as string;
  };

  test("is away, the embedded engine answers and it is said why", async () => {
    expect(await answersFor("http://127.0.0.1:9")).toMatch(
      /Meilisearch cannot be used: .*(ECONNREFUSED|connection)/,
    );
  });

  test("is slow, the embedded engine answers", async () => {
    const url = await serving(() => {});
    const { found, said } = await (async () => {
      const meili = openMeilisearch({ url, index: "r", words: embedded, within: 100 });
      const failures: string[] = [];
      const result = await withFailover(meili, embedded, (e) => failures.push(e.message)).find(
        requestFor("planet"),
      );
      await meili.close();
      return { found: result, said: failures };
    })();
    expect(found.engine).toBe("embedded");
    expect(said[0]).toContain("no answer within 100 ms");
  });

  test("refuses the key, the embedded engine answers", async () => {
    const url = await serving((_, res) => {
      res.writeHead(403, { "content-type": "application/json" });
      res.end('{"message":"The provided API key is invalid.","code":"invalid_api_key"}');
    });
    expect(await answersFor(url)).toContain("The provided API key is invalid.");
  });

  test("answers with something else, the embedded engine answers", async () => {
    const url = await serving((_, res) => res.end("<html>"));
    expect(await answersFor(url)).toContain("not JSON");
  });

  test("was restarted empty, the embedded engine answers until its index is built", async () => {
    const url = await serving((_, res) => {
      res.writeHead(404, { "content-type": "application/json" });
      res.end('{"code":"index_not_found"}');
    });
    expect(await answersFor(url)).toContain("the index is not there");
  });
});
