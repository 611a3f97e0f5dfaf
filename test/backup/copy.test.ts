import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { copyDatabase, databaseFiles } from "../../db/sqlite/copy.ts";
import { openDatabase } from "../../db/sqlite/open.ts";

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "registry-copy-"));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

test("a copy ends although others commit all the time, and holds what was there when it began", async () => {
  const file = join(place, "busy.db");
  const { sqlite } = openDatabase(file);
  const insert = sqlite.prepare("insert into outbox (thing) values (?)");
  sqlite.transaction(() => {
    for (let i = 0; i < 20_000; i++) insert.run(`resource-${i} ${"x".repeat(1000)}`);
  })();
  let writing = true;
  let committed = 0;
  const write = () => {
    if (!writing) return;
    insert.run("meanwhile");
    committed++;
    setImmediate(write);
  };
  setImmediate(write);
  await copyDatabase(file, join(place, "copy.db"));
  writing = false;
  expect(committed).toBeGreaterThan(3);
  const copy = new Database(join(place, "copy.db"), { readonly: true });
  expect(copy.prepare("select count(*) from outbox").pluck().get()).toBe(20_000);
  expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
  copy.close();
  sqlite.close();
}, 20_000);

test("a file in use is not settled, a free one is, and what is no database is told", () => {
  const file = join(place, "settle.db");
  expect(databaseFiles.settle(file)).toBe("absent");
  const { sqlite } = openDatabase(file);
  expect(databaseFiles.settle(file)).toBe("in use");
  sqlite.close();
  expect(databaseFiles.settle(file)).toBe("settled");
  expect(databaseFiles.inspect(file).faults).toEqual([]);
  expect(databaseFiles.settle(import.meta.filename)).toBe("broken");
  expect(databaseFiles.inspect(import.meta.filename).faults.join()).toContain("not a database");
});
