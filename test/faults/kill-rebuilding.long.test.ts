import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { openEmbedded } from "../../src/search/embedded/engine.ts";
import { documentOf } from "../../src/search/rules/document.ts";
import { makeDataFolder } from "../../src/start/data-folder.ts";
import { syntheticResource } from "../bench/synthetic.ts";
import { command, freshFolder, run } from "../support/program.ts";
import { Random } from "../support/random.ts";

const KILLS = 20;
const RECORDS = 1500;

async function prepared(): Promise<string> {
  const folder = join(freshFolder(), "data");
  makeDataFolder(folder);
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  const reference = await store.reference();
  for (let n = 0; n < RECORDS; n += 250)
    await store.commit(Array.from({ length: 250 }, (_, i) => syntheticResource(n + i, reference)));
  await store.close();
  return folder;
}

test("killed at twenty random moments of a rebuild, the index needs no repair", async () => {
  const random = new Random(Date.now() % 1e9);
  const folder = await prepared();
  const env = { DATA_DIR: folder };
  const began = performance.now();
  expect((await command(["index", "rebuild"], { env })).code).toBe(0);
  const whole = performance.now() - began;
  let killed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const rebuilding = run(["index", "rebuild"], { env });
    await sleep(random.int(0, Math.ceil(whole)));
    rebuilding.kill("SIGKILL");
    if ((await rebuilding.ended) === "SIGKILL") killed++;
  }
  expect(killed).toBeGreaterThan(KILLS / 2);
  const { code, out } = await command(["index", "verify"], { env });
  expect({ seed: random.seed, code, out }).toMatchObject({ seed: random.seed, code: 0 });
  expect(out).toContain(`${RECORDS.toLocaleString("en-US")} records compared`);
  expect(out).toContain("The index agrees with the registry.");
}, 300_000);

test("what an index lacks, has too old or has too much is found by verify, and repaired", async () => {
  const folder = await prepared();
  const env = { DATA_DIR: folder };
  expect((await command(["index", "rebuild"], { env })).code).toBe(0);
  const store = openStore(join(folder, "registry.db"));
  const [lost, old] = await store.resources.each("", 2);
  const engine = openEmbedded({ folder: join(folder, "search") });
  const cursor = await engine.cursor();
  if (!lost || !old || !cursor) throw new Error("There is no index to spoil");
  const stranger = { id: v7(), revision: 1 };
  const document = documentOf(old, await store.reference());
  if (!document) throw new Error("It can be found by nobody");
  await engine.take({ put: [], remove: [{ id: lost.id, revision: -1 }] }, cursor);
  await engine.take({ put: [], remove: [{ id: old.id, revision: -1 }] }, cursor);
  await engine.take(
    {
      put: [
        { ...document, revision: 0 },
        { ...document, ...stranger },
      ],
      remove: [],
    },
    cursor,
  );
  await engine.close();
  await store.close();
  const { code, out } = await command(["index", "verify"], { env });
  expect(out).toContain(`${lost.id} was not in the index`);
  expect(out).toContain(`${old.id} was in the index as it had been before its last change`);
  expect(out).toContain(`${stranger.id} was in the index and nobody may find it`);
  expect(out).toContain("3 records differed and were repaired.");
  expect(code).toBe(0);
  expect((await command(["index", "verify"], { env })).out).toContain("agrees");
}, 120_000);
