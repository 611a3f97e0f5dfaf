import { readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Database from "../../db/driver.ts";
import { openDatabase } from "../../db/sqlite/open.ts";
import { sqliteStorage } from "../../db/sqlite/storage.ts";
import { openEmbedded } from "../../src/search/embedded/engine.ts";
import { type Indexer, startIndexer } from "../../src/search/jobs/indexer.ts";
import type { SearchEngine } from "../../src/search/rules/engine.ts";
import { type Schedule, scheduleOf } from "../../src/start/schedule.ts";
import { requestFor } from "./documents.ts";
import { log, newResource, openFolder, resourceOf, withdrawn } from "./stored-documents.ts";

let data: Awaited<ReturnType<typeof openFolder>>;
let engine: SearchEngine;
let indexer: Indexer;
let schedule: Schedule;

const start = () => {
  engine = openEmbedded({ folder: join(data.folder, "search") });
  const storage = sqliteStorage(data.folder);
  const clock = () => new Date().toISOString();
  schedule = scheduleOf({ clock, lease: storage.lease, keep: async () => {}, log });
  indexer = startIndexer({
    store: data.store,
    engines: [engine],
    lease: storage.lease("indexer"),
    jobs: schedule,
    log,
  });
};
const stop = async () => {
  await schedule.close();
  await indexer.close();
  await engine.close();
};
const found = async (words: string) => (await engine.find(requestFor(words))).ids;
const indexFile = () => {
  const name = readdirSync(join(data.folder, "search")).find((n) => /^index-\d+\.db$/.test(n)) ?? "";
  return join(data.folder, "search", name);
};

beforeEach(async () => {
  data = await openFolder();
  start();
});
afterEach(async () => {
  await stop();
  await data.remove();
});

describe("the indexer", () => {
  test("makes findable what was committed, and no longer what was withdrawn", async () => {
    const planet = newResource("Planet");
    await data.store.commit([planet]);
    await indexer.idle();
    expect(await found("planet")).toEqual([resourceOf(planet).id]);
    await data.store.commit([withdrawn(resourceOf(planet))]);
    await indexer.idle();
    expect(await found("planet")).toEqual([]);
  });

  test("catches up with what happened while it was not running", async () => {
    await indexer.idle();
    await stop();
    await data.store.commit([newResource("Planet")]);
    start();
    await indexer.idle();
    expect(await found("planet")).toHaveLength(1);
  });

  test("forgets the outbox behind the cursor and remembers the cursor", async () => {
    await data.store.commit([newResource("Planet"), newResource("Volcano")]);
    await indexer.idle();
    await schedule.run("outbox");
    expect(await data.store.outbox.after(0, 10)).toEqual([]);
    expect((await engine.cursor())?.position).toBe(await data.store.outbox.head());
  });

  test("rebuilds the index when the cursor is of another epoch", async () => {
    await data.store.commit([newResource("Planet")]);
    await indexer.idle();
    await stop();
    const { sqlite } = openDatabase(join(data.folder, "registry.db"));
    sqlite.prepare("update meta set value = 'another' where key = 'epoch'").run();
    sqlite.close();
    start();
    await indexer.idle();
    expect((await engine.cursor())?.epoch).toBe("another");
    expect(await found("planet")).toHaveLength(1);
  });

  test("rebuilds the index when it is older than the outbox remembers", async () => {
    await data.store.commit([newResource("Planet")]);
    await indexer.idle();
    await stop();
    await data.store.commit([newResource("Volcano")]);
    await data.store.outbox.forget(await data.store.outbox.head());
    start();
    await indexer.idle();
    expect(await found("volcano")).toHaveLength(1);
    expect(await found("planet")).toHaveLength(1);
  });

  test("waits while another process holds the lease, and takes over when it lets go", async () => {
    await indexer.idle();
    await stop();
    const other = sqliteStorage(data.folder).lease("indexer");
    expect(await other.hold()).toBe(true);
    start();
    await data.store.commit([newResource("Planet")]);
    await setTimeout(300);
    expect(await found("planet")).toEqual([]);
    await other.release();
    await indexer.idle();
    expect(await found("planet")).toHaveLength(1);
  });
});

describe("an index file that is", () => {
  const heals = async (harm: (file: string) => void) => {
    await data.store.commit([newResource("Planet"), newResource("Volcano")]);
    await indexer.idle();
    await stop();
    harm(indexFile());
    start();
    // Searches do not fail meanwhile.
    expect((await engine.find(requestFor("planet"))).total).toBeLessThanOrEqual(1);
    await indexer.idle();
    expect(await found("planet")).toHaveLength(1);
    expect(await found("volcano")).toHaveLength(1);
  };

  test("deleted is rebuilt", () => heals((file) => rmSync(file)));
  test("cut short is rebuilt", () => heals((file) => truncateSync(file, 5000)));
  test("empty is rebuilt", () => heals((file) => truncateSync(file, 0)));
  test("no database at all is rebuilt", () =>
    heals((file) => {
      writeFileSync(file, "not a database, ".repeat(1000));
    }));
  test("of an older version is rebuilt", () =>
    heals((file) => {
      const old = new Database(file);
      old.prepare("update meta set value = 0 where name = 'version'").run();
      old.close();
    }));
  test("deleted with its whole folder is rebuilt", () =>
    heals(() => rmSync(join(data.folder, "search"), { recursive: true })));
});
