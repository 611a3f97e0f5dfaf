import { join } from "node:path";
import { expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { openStore } from "../../db/sqlite/store.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import { openEmbedded } from "../../src/search/embedded/engine.ts";
import { currentFile } from "../../src/search/embedded/index-file.ts";
import { INDEX_VERSION, indexVersion, writeMeta } from "../../src/search/embedded/schema.ts";
import { meiliVersion } from "../../src/search/meilisearch/index.ts";
import { documentOf } from "../../src/search/rules/document.ts";
import { FACETS } from "../../src/search/rules/facets.ts";
import { makeDataFolder } from "../../src/start/data-folder.ts";
import { command, freshFolder, served } from "../support/program.ts";
import { copyTemplate } from "../support/template.ts";

/** The facets of a program that did not have that of the grades yet. */
const BEFORE = FACETS.filter((f) => f.id !== "grade");

/** A seeded data folder with an index as that program left it: whole, current, and without a single grade. */
async function withYesterdaysIndex(): Promise<{ folder: string; resources: Resource[] }> {
  const folder = join(freshFolder(), "data");
  makeDataFolder(folder);
  const database = join(folder, "registry.db");
  await copyTemplate(true, database);
  const store = openStore(database);
  const engine = openEmbedded({ folder: join(folder, "search") });
  const reference = await store.reference();
  const resources = await store.resources.each("", 10_000);
  const cursor = { epoch: await store.outbox.epoch(), position: await store.outbox.head() };
  const rebuild = await engine.rebuild();
  await rebuild.put(resources.flatMap((r) => documentOf(r, reference, BEFORE) ?? []));
  await rebuild.finish(cursor);
  await engine.close();
  await store.close();
  const index = new Database(currentFile(join(folder, "search")) ?? "");
  writeMeta(index, "version", indexVersion(BEFORE));
  index.close();
  return { folder, resources };
}

/** How many resources that anyone may see state this grade, counted one by one. */
const inGrade = (resources: Resource[], grade: string): number =>
  resources.filter(
    (r) => r.status === "active" && r.reach === "public" && r.description.grades.includes(grade),
  ).length;

test("a server that has one facet more than yesterday's index rebuilds it, and counts it", async () => {
  const { folder, resources } = await withYesterdaysIndex();
  const before = await command(["index", "status"], { env: { DATA_DIR: folder } });
  expect(before.out).not.toMatch(/state\s+ready/);
  expect(before.out).toContain(`version ${indexVersion(BEFORE)}`);

  const { address, kill, ended } = await served(folder);
  for (;;) {
    if ((await fetch(`${address}/readyz`)).ok) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const answer = await fetch(`${address}/api/v1/search?size=1`);
  const { facets } = (await answer.json()) as {
    facets: { id: string; values: { value: string; count: number }[] }[];
  };
  const counted = facets.find((f) => f.id === "grade")?.values ?? [];
  const third = counted.find((v) => v.value === "03")?.count;
  expect(third).toBeGreaterThan(0);
  expect(third).toBe(inGrade(resources, "03"));

  const status = await command(["index", "status"], { env: { DATA_DIR: folder } });
  expect(status.out).toMatch(/state\s+ready/);
  kill("SIGTERM");
  await ended;
}, 120_000);

test("`index verify` does not call it right before it is rebuilt", async () => {
  const { folder, resources } = await withYesterdaysIndex();
  const { code, out } = await command(["index", "verify"], { env: { DATA_DIR: folder } });
  expect({ code, out }).toMatchObject({ code: 0 });
  expect(out).toContain("The index agrees with the registry.");
  const engine = openEmbedded({ folder: join(folder, "search") });
  const found = await engine.find({
    words: [],
    codes: [],
    impliedFilters: {},
    phrases: [],
    excluded: [],
    broad: false,
    filters: { grade: ["03"] },
    visible: ["public"],
    sort: "relevance",
    from: 0,
    size: 1,
    facets: [],
    values: 10,
  });
  await engine.close();
  expect(found.total).toBe(inGrade(resources, "03"));
}, 120_000);

test.each([
  ["the embedded index", INDEX_VERSION, indexVersion],
  ["Meilisearch", meiliVersion(), meiliVersion],
])("the version of %s follows from the facets and from what they say of a resource", (_, now, versionOf) => {
  expect(versionOf(FACETS)).toBe(now);
  expect(versionOf(BEFORE)).not.toBe(now);
  expect(versionOf(FACETS.map((f) => (f.id === "topic" ? { ...f, hierarchical: false } : f)))).not.toBe(now);
  expect(versionOf(FACETS.map((f) => (f.id === "language" ? { ...f, of: () => ["en"] } : f)))).not.toBe(now);
});
