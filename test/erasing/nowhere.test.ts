import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { idOf } from "../reviews/review-cast.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { TEXTS, WITH_WORDS, WITHOUT_WORDS } from "./columns.ts";
import { OTHERS, planted, WORD } from "./planted.ts";

/** Rows by column in which this stands, whatever its case. */
function rowsWith(registry: TestRegistry, what: string, columns = TEXTS): Record<string, number> {
  const sqlite = new Database(join(registry.parts.config.dataDir, "registry.db"), { readonly: true });
  const counts = columns.map((name) => {
    const [table, column] = name.split(".");
    const count = sqlite
      .prepare(`select count(*) from "${table}" where instr(lower("${column}"), ?)`)
      .pluck();
    return [name, count.get(what)] as [string, number];
  });
  sqlite.close();
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}

/** Files of the data folder with this word in their bytes. */
function filesWith({ parts }: TestRegistry, word: string): string[] {
  const { dataDir } = parts.config;
  const all = readdirSync(dataDir, { recursive: true, withFileTypes: true });
  const paths = all.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
  return paths
    .filter((path) => readFileSync(path).toString("latin1").toLowerCase().includes(word))
    .map((path) => relative(dataDir, path))
    .sort();
}

test("every column of the schema that keeps text is known to hold words of a resource, or not to", () => {
  const not = Object.values(WITHOUT_WORDS).flat();
  const named = (text: string) => not.filter((n) => n === text || n === text.split(".")[0]);
  const twice = TEXTS.filter((text) => named(text).length + Number(WITH_WORDS.includes(text)) !== 1);
  expect(twice).toEqual([]);
  expect(WITH_WORDS.filter((text) => !TEXTS.includes(text))).toEqual([]);
});

test("a word that stood in each of these columns, in files, mails and the index is nowhere after erasing", async () => {
  const registry = await openTestRegistry();
  const { parts } = registry;
  const { id, other, collection, file, shared, staff, neighbor, teacher } = await planted(registry);
  const before = rowsWith(registry, WORD);
  // Traces come to be only while something is erased.
  expect(Object.keys(before)).toEqual(WITH_WORDS.filter((c) => c !== "erasures.traces"));
  const kinds = [
    ...new Set(filesWith(registry, WORD).map((path) => path.split("/")[0]?.replace(/-wal$/, ""))),
  ];
  expect(kinds).toEqual(["files", "imports", "mail", "registry.db", "search"]);

  const body = { reason: "It showed personal data", confirm: id };
  const erased = await registry.call("POST", `/api/v1/resources/${id}/erasure`, { key: staff, body });
  expect([erased.status, erased.body.sweptAt]).toEqual([201, undefined]);
  await parts.sweeper.swept();
  // Who had reported it is told by mail; a letter that is sent is kept no longer.
  await parts.mailSender.send();
  const { sweptAt } = (await registry.call("GET", `/api/v1/resources/${id}/erasure`, { key: staff })).body;
  expect(sweptAt).toBeTruthy();

  expect(rowsWith(registry, WORD)).toEqual({});
  expect(filesWith(registry, WORD)).toEqual([]);
  // Its id is left where it was erased, and as a gap in what others keep.
  expect(Object.keys(rowsWith(registry, id)).filter((column) => !column.startsWith("outbox."))).toEqual(
    [
      "audit.thing",
      "collection_versions.content",
      "collections.draft",
      "erasures.resource",
      "notices.about",
    ].sort(),
  );
  const ids = [body.reason, "parent@home.example"].flatMap((w) =>
    Object.keys(rowsWith(registry, w.toLowerCase())),
  );
  expect([...new Set(ids)]).toEqual(["erasures.reason"]);

  // What is others' stays.
  expect(filesWith(registry, "a sheet everyone uses")).toEqual([`files/${shared.slice(0, 2)}/${shared}`]);
  expect(await parts.store.files.get(file)).toBeUndefined();
  const read = await registry.call("GET", `/api/v1/resources/${other}`, { key: neighbor });
  expect(read.body).toMatchObject({ title: OTHERS, files: [{ hash: shared }] });
  expect(read.body.relations).toEqual([{ type: "basedOn", url: "https://example.org/kept", title: "Kept" }]);
  const kept = await registry.call("GET", `/api/v1/collections/${collection}?draft=yes`, { key: neighbor });
  expect(kept.body.gaps).toMatchObject([{ resource: id, why: "gone" }]);
  expect(await parts.store.drafts.of(await idOf(registry, neighbor))).toHaveLength(1);
  expect((await parts.store.usage.between("2026-11-30", "2026-11-30")).map((u) => u.what)).toContain(
    "sounds",
  );
  expect(await registry.call("GET", `/api/v1/search?q=${WORD}`, { key: teacher })).toMatchObject({
    body: { total: 0 },
  });
  expect((await parts.indexer.state()).ready).toBe(true);
}, 120_000);
