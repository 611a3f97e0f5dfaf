import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { catalog, page, record } from "../support/catalog.ts";
import { command, freshFolder } from "../support/program.ts";
import { curatorIn, looking } from "./curator.ts";
import { lesson, lessons, sheet } from "./import-client.ts";

const AS = ["--org", "28", "--as", "Ines Curator"];

test("at the command line a messy sheet is checked, fixed, brought in, taken back, and the registry is as before", async () => {
  const folder = await curatorIn(freshFolder());
  const env = { DATA_DIR: folder };
  const file = join(folder, "puddles.csv");
  writeFileSync(file, sheet([...lessons(60), lesson(61, { 6: "CC" }), lesson(62, { 1: "" })]));
  const checked = await command(["import", file, ...AS, "--preview-only"], { env });
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.out).toContain("60 new, 0 changed, 0 the same, 0 perhaps twice, 2 with a fault (2 cells)");
  expect(checked.out).toContain(
    'Row 62: License "CC" is not a license we know. Write its name or its address, such as CC BY 4.0',
  );
  const refused = await command(["import", file, ...AS, "--choice", "all"], { env });
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining("2 rows have a fault") });

  writeFileSync(file, sheet(lessons(62)));
  const done = await command(["import", file, ...AS, "--choice", "all", "--reach", "state"], { env });
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining("62 created") });
  const made = await looking(folder, (store) => store.resources.byExternalId("28", "m-7"));
  expect(made).toMatchObject({ reach: "state", description: { title: "Measuring puddles 7" } });

  const id = /undo-import (\S+)/.exec(done.out)?.[1] ?? "";
  const undone = await command(["undo-import", id, "--as", "Ines Curator"], { env });
  expect(undone).toMatchObject({ code: 0, out: expect.stringContaining("62 undone") });
  const gone = await looking(folder, (store) => store.resources.byExternalId("28", "m-7"));
  expect(gone?.status).toBe("undone");
}, 120_000);

test("at the command line a catalog is harvested, and the second time only what changed", async () => {
  const folder = await curatorIn(freshFolder());
  const env = { DATA_DIR: folder, PRIVATE_HOSTS: "127.0.0.1" };
  const c = await catalog(page(record(1) + record(2)));
  const harvest = () => command(["harvest", c.address, ...AS], { env });
  expect(await harvest()).toMatchObject({ code: 0, out: expect.stringContaining("2 created") });
  expect(await harvest()).toMatchObject({ code: 0, out: expect.stringContaining("2 the same") });
  expect(c.asked.at(-1)).toContain("from=2026-02-01");
  const refused = await command(["harvest", c.address, ...AS], { env: { DATA_DIR: folder } });
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining("not on the public web") });
}, 120_000);
