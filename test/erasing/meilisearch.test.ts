import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { cast, share } from "../reviews/review-cast.ts";
import { openTestRegistry } from "../support/registry.ts";
import { WORD } from "./planted.ts";

const url = process.env.MEILI_TEST_URL;
const key = process.env.MEILI_TEST_KEY;
/** Where that server keeps its indexes, when it runs on this machine: then its bytes are looked at, too. */
const data = process.env.MEILI_TEST_DATA;
const withServer = url ? test : test.skip;

function filesWithWord(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = all.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
  return paths.filter((path) => readFileSync(path).toString("latin1").toLowerCase().includes(WORD));
}

withServer(
  "what was erased is in no index of Meilisearch either (NOT TESTED without MEILI_TEST_URL)",
  async () => {
    const index = `test-${process.pid}-${Date.now()}`;
    const env = { MEILI_URL: url ?? "", MEILI_INDEX: index, ...(key ? { MEILI_KEY: key } : {}) };
    const registry = await openTestRegistry({ env });
    const { teacher, staff } = await cast(registry);
    const made = await share(registry, teacher, {
      reach: "state",
      title: `The ${WORD} lesson`,
      summary: WORD,
    });
    await share(registry, teacher, { reach: "state", title: "Kestrels stay", url: "https://example.org/k" });
    await registry.indexed();
    const find = async (words: string) => {
      const { headers, body } = await registry.call("GET", `/api/v1/search?q=${words}`, { key: teacher });
      return [headers.get("x-search-engine"), body.total];
    };
    const ask = async (path: string) => {
      const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
      return (await fetch(`${url}${path}`, { headers })).text();
    };
    try {
      expect([await find(WORD), await find("kestrels")]).toEqual([
        ["meilisearch", 1],
        ["meilisearch", 1],
      ]);
      expect(await ask(`/indexes/${index}/documents?limit=100`)).toContain(WORD);
      if (data) expect(filesWithWord(data)).not.toEqual([]);
      const { id } = made.body;
      const body = { reason: "A test", confirm: id };
      expect(
        (await registry.call("POST", `/api/v1/resources/${id}/erasure`, { key: staff, body })).status,
      ).toBe(201);
      await registry.parts.sweeper.swept();
      expect([await find("lesson"), await find("kestrels")]).toEqual([
        ["meilisearch", 0],
        ["meilisearch", 1],
      ]);
      expect(await ask(`/indexes/${index}/documents?limit=100`)).not.toContain(WORD);
      expect(await ask(`/indexes/${index}-next`)).toContain("index_not_found");
      if (data) expect(filesWithWord(data)).toEqual([]);
    } finally {
      const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
      await fetch(`${url}/indexes/${index}`, { method: "DELETE", headers });
    }
  },
  120_000,
);
