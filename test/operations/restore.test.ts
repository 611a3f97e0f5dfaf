import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import Database from "../../db/driver.ts";
import { sqliteStorage } from "../../db/sqlite/storage.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { create } from "../../src/resources/rules/lifecycle.ts";
import { Description } from "../../src/resources/rules/resource.ts";
import { backUp } from "../../src/start/backup/backup.ts";
import { settingsToKeep } from "../../src/start/backup/backup-settings.ts";
import { restore } from "../../src/start/backup/restore.ts";
import { command, freshFolder, type Served, served } from "../support/program.ts";

const auth = { authorization: `Bearer ${DEMO_KEY}`, "content-type": "application/json" };

let place: string;
let folder: string;
let backup: string;
const registry = (...args: string[]) => command(args, { env: { DATA_DIR: folder } });

let reference: string;
beforeAll(async () => {
  reference = join(mkdtempSync(join(tmpdir(), "registry-reference-")), "registry.db");
  const store = openStore(reference);
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  await store.close();
});
afterAll(() => rmSync(dirname(reference), { recursive: true, force: true }));

beforeEach(() => {
  place = freshFolder();
  folder = join(place, "data");
  backup = join(place, "backup");
  cpSync(reference, join(folder, "registry.db"));
});

async function register({ address }: Served, title: string): Promise<string> {
  const body = JSON.stringify({ title, organization: "ri" });
  const answer = await fetch(`${address}/api/v1/resources`, { method: "POST", headers: auth, body });
  if (answer.status !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
}

async function total({ address }: Served, words: string): Promise<number> {
  const answer = await fetch(`${address}/api/v1/search?q=${encodeURIComponent(words)}`, { headers: auth });
  return ((await answer.json()) as { total: number }).total;
}

async function caughtUp({ address }: Served): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${address}/readyz`);
    if (answer.ok && ((await answer.json()) as { index: { lag: number } }).index.lag === 0) return;
    await sleep(50);
  }
  throw new Error("The index did not catch up in fifteen seconds");
}

async function end(server: Served): Promise<void> {
  server.kill("SIGTERM");
  await server.ended;
}

/** A registry with one resource, backed up. Without processes: those are for what is tested. */
async function backedUp(): Promise<void> {
  const store = openStore(join(folder, "registry.db"));
  const { organizations: tree } = await store.reference();
  const at = new Date().toISOString();
  const person = { id: v7(), name: "Somebody", demo: false, active: true, createdAt: at };
  const membership = { person: person.id, organization: "ri", role: "curator" as const, confirmed: true };
  const description = Description.parse({ title: "Kestrels before" });
  await store.commit([
    { noun: "person", after: person },
    { noun: "membership", after: membership },
    create(
      { id: v7(), description, organization: "ri" },
      { caller: { person, memberships: [membership] }, at, tree },
    ),
  ]);
  await store.close();
  await backUp(backup, {
    copies: sqliteStorage(folder).copies,
    folder,
    settings: settingsToKeep({}),
    at,
  });
}

const inThisProcess = () =>
  restore(backup, {
    storage: sqliteStorage(folder),
    folder,
    at: new Date().toISOString(),
  });

test("backed up while written to, wrecked and restored: all that was acknowledged before is there and found", async () => {
  mkdirSync(join(folder, "files", "ab"), { recursive: true });
  writeFileSync(join(folder, "files", "ab", "poster.pdf"), "a poster");
  let server = await served(folder);
  let writing = true;
  const acknowledged: string[] = [];
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    while (writing) acknowledged.push(await register(server, `Kestrels ${writer} ${acknowledged.length}`));
  });
  await sleep(500);
  const before = [...acknowledged];
  const made = await registry("backup", backup);
  expect(made.out).toContain("read back");
  writing = false;
  await Promise.all(writers);
  expect(acknowledged.length).toBeGreaterThan(before.length);
  await end(server);

  writeFileSync(join(folder, "registry.db"), "wrecked".repeat(3000));
  rmSync(join(folder, "files"), { recursive: true });
  rmSync(join(folder, "search"), { recursive: true });
  const restored = await registry("restore", backup);
  expect(restored.out).toContain("What was there before lies in");
  expect(restored.code).toBe(0);

  server = await served(folder);
  await caughtUp(server);
  for (const id of before)
    expect((await fetch(`${server.address}/api/v1/resources/${id}`, { headers: auth })).status).toBe(200);
  const found = await total(server, "kestrels");
  expect(found).toBeGreaterThanOrEqual(before.length);
  expect(await register(server, "Kestrels after")).toBeTruthy();
  await caughtUp(server);
  expect(await total(server, "kestrels")).toBe(found + 1);
  await end(server);
  expect(readFileSync(join(folder, "files", "ab", "poster.pdf"), "utf8")).toBe("a poster");
  expect((await registry("index", "verify")).out).toContain("agrees");
}, 120_000);

test("a restore goes back: what came after the backup is neither there nor found, and lies aside", async () => {
  await backedUp();
  let server = await served(folder);
  await register(server, "Falcons after");
  await caughtUp(server);
  expect(await total(server, "falcons")).toBe(1);
  await end(server);
  await inThisProcess();
  server = await served(folder);
  await caughtUp(server);
  expect(await total(server, "falcons")).toBe(0);
  expect(await total(server, "kestrels")).toBe(1);
  await end(server);
  const aside = readdirSync(folder).find((name) => name.startsWith("replaced-")) ?? "";
  const old = new Database(join(folder, aside, "registry.db"), { readonly: true });
  expect(old.prepare("select count(*) from resources").pluck().get()).toBe(2);
  old.close();
}, 120_000);

test("a restore into an empty place makes a registry there", async () => {
  await backedUp();
  rmSync(folder, { recursive: true });
  const { out } = await registry("restore", backup);
  expect(out).toContain("1 resources");
  expect(out).not.toContain("lies in");
  const server = await served(folder);
  await caughtUp(server);
  expect(await total(server, "kestrels")).toBe(1);
}, 120_000);

/** Files below a folder with this word in their bytes. */
function filesWith(word: string, below: string): string[] {
  const all = readdirSync(below, { recursive: true, withFileTypes: true });
  const paths = all.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
  return paths.filter((path) => readFileSync(path).toString("latin1").toLowerCase().includes(word));
}

test("what was erased after the backup was made stays erased when the backup is restored", async () => {
  const word = "xylorimbo";
  let server = await served(folder);
  const upload = await fetch(`${server.address}/api/v1/files?name=${word}.pdf`, {
    method: "POST",
    headers: { ...auth, "content-type": "application/octet-stream" },
    body: `%PDF-1.7 ${word}`,
  });
  const { files } = (await upload.json()) as { files: { hash: string }[] };
  const body = {
    title: `A ${word} lesson`,
    organization: "ri",
    reach: "public",
    url: "https://example.org/x",
  };
  const named = { ...body, files: [{ hash: files[0]?.hash, name: `${word}.pdf` }] };
  const post = (path: string, sent: object) =>
    fetch(`${server.address}/api/v1${path}`, { method: "POST", headers: auth, body: JSON.stringify(sent) });
  const { id } = (await (await post("/resources", named)).json()) as { id: string };
  const kept = await register(server, "Kestrels stay");
  await caughtUp(server);
  expect((await registry("backup", backup)).code).toBe(0);
  expect(filesWith(word, backup)).toHaveLength(2);

  expect((await post(`/resources/${id}/erasure`, { reason: "A rehearsal", confirm: id })).status).toBe(201);
  await sweptOf(server, id);
  expect(filesWith(word, folder)).toEqual([]);
  await register(server, "Falcons after");
  await end(server);
  expect(filesWith(word, folder)).toEqual([]);

  // Once in its place, and once more from another backup of the same time.
  for (const round of ["first", "second"]) {
    const { code, out } = await registry("restore", backup);
    expect([round, code, out]).toEqual([
      round,
      0,
      expect.stringContaining("1 resource was erased once more"),
    ]);
    expect([round, filesWith(word, folder)]).toEqual([round, []]);
    server = await served(folder);
    await caughtUp(server);
    const gone = await fetch(`${server.address}/api/v1/resources/${id}`);
    expect([round, gone.status, await gone.text()]).toEqual([
      round,
      410,
      expect.stringContaining("A rehearsal"),
    ]);
    expect((await fetch(`${server.address}/api/v1/resources/${kept}`, { headers: auth })).status).toBe(200);
    expect([
      await total(server, "lesson"),
      await total(server, "kestrels"),
      await total(server, "falcons"),
    ]).toEqual([0, 1, 0]);
    await end(server);
    expect([round, filesWith(word, folder)]).toEqual([round, []]);
  }
}, 240_000);

async function sweptOf({ address }: Served, id: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${address}/api/v1/resources/${id}/erasure`, { headers: auth });
    if (((await answer.json()) as { sweptAt?: string }).sweptAt) return;
    await sleep(50);
  }
  throw new Error("Traces were still there after thirty seconds");
}

test("while a server uses the folder nothing is restored", async () => {
  await backedUp();
  const server = await served(folder);
  const { code, out } = await registry("restore", backup);
  expect(code).toBe(1);
  expect(out).toMatch(/server is using .*nothing was changed/);
  expect(await register(server, "Still serving")).toBeTruthy();
  expect(readdirSync(folder).filter((name) => /replaced|restore/.test(name))).toEqual([]);
}, 120_000);

test("what an interrupted restore left changes nothing, and the next one finishes", async () => {
  await backedUp();
  mkdirSync(join(folder, "restore-unfinished"));
  cpSync(join(backup, "registry.db"), join(folder, "restore-unfinished", "registry.db"));
  appendFileSync(join(folder, "restore-unfinished", "registry.db"), "half");
  const server = await served(folder);
  await register(server, "Falcons meanwhile");
  await caughtUp(server);
  expect(await total(server, "kestrels")).toBe(1);
  await end(server);
  await inThisProcess();
  expect(existsSync(join(folder, "restore-unfinished"))).toBe(false);
}, 120_000);

describe("a backup that is not whole is refused before anything is touched", () => {
  const database = () => join(backup, "registry.db");
  test.each<[string, () => void, string]>([
    [
      "has lost its end",
      () => writeFileSync(database(), readFileSync(database()).subarray(0, -4096)),
      "bytes",
    ],
    [
      "has a byte changed",
      () => {
        const bytes = readFileSync(database());
        bytes[5000] = (bytes[5000] ?? 0) ^ 1;
        writeFileSync(database(), bytes);
      },
      "checksum",
    ],
    ["lacks a file", () => rmSync(join(backup, "settings.json")), "settings.json is missing"],
    [
      "lacks its manifest",
      () => renameSync(join(backup, "manifest.json"), join(backup, "m")),
      "not a backup",
    ],
  ])(
    "it %s",
    async (_what, damage, why) => {
      await backedUp();
      damage();
      const before = statSync(join(folder, "registry.db")).mtimeMs;
      const { code, out } = await registry("restore", backup);
      expect(code).toBe(1);
      expect(out).toContain(why);
      expect(statSync(join(folder, "registry.db")).mtimeMs).toBe(before);
      expect(readdirSync(folder).filter((name) => /replaced|restore/.test(name))).toEqual([]);
    },
    60_000,
  );
});

test("a backup never overwrites another, and a folder without a registry is not backed up", async () => {
  await backedUp();
  await expect(backedUp()).rejects.toThrow("is not empty");
  const nothing = await command(["backup", join(place, "other")], {
    env: { DATA_DIR: join(place, "nothing") },
  });
  expect(nothing.code).toBe(1);
  expect(nothing.out).toContain("no registry");
  expect(existsSync(join(place, "nothing"))).toBe(false);
}, 120_000);
