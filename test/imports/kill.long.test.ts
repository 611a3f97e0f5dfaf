import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import type { Store } from "../../src/store/store.ts";
import { command, freshFolder, run } from "../support/program.ts";
import { Random } from "../support/random.ts";
import { curatorIn, looking } from "./curator.ts";

const ROWS = 1500;
const KILLS = 4;

test("killed again and again while it brings a sheet in, it goes on where it was: no row twice, none lost", async () => {
  const random = new Random(Date.now() % 1e9);
  const folder = await curatorIn(freshFolder());
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `k-${n},Kite ${n} over the bay,https://kites.example.org/${n},Science,CC BY 4.0`,
  );
  const file = join(folder, "kites.csv");
  writeFileSync(file, ["Your ID,Title,Link,Content area,License", ...lines].join("\n"));
  const env = { DATA_DIR: folder };
  const started = run(["import", file, "--org", "28", "--as", "Ines Curator"], { env });
  // Its check is over and it brings rows in.
  while (!started.out().includes(" new,")) await sleep(20);
  await sleep(random.int(50, 400));
  started.kill("SIGKILL");
  await started.ended;

  const look = <T>(read: (store: Store) => Promise<T>) => looking(folder, read);
  const states: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = run(["worker"], { env });
    while (!worker.out().includes("Carrying")) await sleep(20);
    await sleep(random.int(50, 500));
    worker.kill("SIGKILL");
    await worker.ended;
    states.push(await look(async (store) => (await store.imports.list("28", 1))[0]?.state ?? "none"));
  }
  const last = run(["worker"], { env });
  while (!last.out().includes("Carrying")) await sleep(20);
  for (;;) {
    const i = await look(async (store) => (await store.imports.list("28", 1))[0]);
    if (i?.state === "done") break;
    await sleep(200);
  }
  last.kill("SIGTERM");
  expect(await last.ended).toBe(0);

  await look(async (store) => {
    const [done] = await store.imports.list("28", 1);
    expect({ seed: random.seed, states, ...done?.results }).toEqual({
      seed: random.seed,
      states,
      created: ROWS,
    });
    expect(await store.resources.count()).toBe(ROWS);
    for (const n of [0, 1, 700, ROWS - 1]) {
      const record = await store.resources.byExternalId("28", `k-${n}`);
      expect([record?.description.title, record?.published]).toEqual([`Kite ${n} over the bay`, 1]);
    }
  });
  const again = await command(["import", file, "--org", "28", "--as", "Ines Curator"], { env });
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(`${ROWS} the same`) });
}, 180_000);
