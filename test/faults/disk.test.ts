import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import Database from "../../db/driver.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { command, freshFolder, served } from "../support/program.ts";

const auth = { authorization: `Bearer ${DEMO_KEY}` };

/** A data folder with everything but resources. */
async function furnished(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  await store.close();
  return folder;
}

const remount = (folder: string, size: string) =>
  spawnSync("mount", ["-o", `remount,size=${size}`, folder]).status === 0;

/** A disk of its own in memory; undefined where nobody may make one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "registry-disk-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=512m", "tmpfs", folder]).status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

const disk = smallDisk();
afterAll(() => {
  if (!disk) return;
  spawnSync("umount", ["-l", disk]);
  rmSync(disk, { recursive: true });
});
if (!disk)
  process.stderr.write("\n*** NO SMALL DISK: a full one is NOT tested. Only root may mount a tmpfs. ***\n\n");

/** Makes the disk just so large that this much is left. */
function leaveRoom(folder: string, mb: number): void {
  const { bsize, blocks, bfree } = statfsSync(folder);
  const used = Math.ceil(((blocks - bfree) * bsize) / 2 ** 20);
  if (!remount(folder, `${used + mb}m`)) throw new Error("The disk cannot be made smaller");
}

interface Sent {
  status: number;
  text: string;
}

async function register(address: string, n: number): Promise<Sent> {
  const answer = await fetch(`${address}/api/v1/resources`, {
    method: "POST",
    headers: { ...auth, "content-type": "application/json", "idempotency-key": `on-a-full-disk-${n}` },
    body: JSON.stringify({
      title: `Kestrels w${n}q`,
      summary: `${`a note about birds ${n} `.repeat(150)}`,
      organization: "ri",
    }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** A text of so many bytes. */
async function upload(address: string, bytes: number): Promise<Sent> {
  const form = new FormData();
  form.append("file", new Blob(["A kestrel hovers. ".repeat(bytes / 18)]), "kestrels.txt");
  const answer = await fetch(`${address}/api/v1/files`, { method: "POST", headers: auth, body: form });
  return { status: answer.status, text: await answer.text() };
}

const wholeDatabase = (folder: string) => {
  const database = new Database(join(folder, "registry.db"), { readonly: true });
  try {
    return database.pragma("integrity_check", { simple: true });
  } finally {
    database.close();
  }
};

async function caughtUp(address: string): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${address}/readyz`);
    const { ready, index } = (await answer.json()) as { ready: boolean; index: { lag?: number } };
    if (ready && index.lag === 0) return true;
    await sleep(50);
  }
  return false;
}

(disk ? test : test.skip)(
  "a full disk is told in words, keeps what was acknowledged, and takes everything again when there is room",
  async () => {
    if (!disk) return;
    const folder = await furnished(join(disk, "data"));
    const server = await served(folder);
    expect((await register(server.address, 0)).status).toBe(201);
    leaveRoom(disk, 2);
    const kept = [0];
    let refused: { n: number; sent: Sent } | undefined;
    for (let n = 1; n < 5000 && !refused; n++) {
      const sent = await register(server.address, n);
      if (sent.status === 201) kept.push(n);
      else refused = { n, sent };
    }
    expect(refused?.sent.status).toBe(503);
    expect(JSON.parse(refused?.sent.text ?? "{}")).toMatchObject({
      detail: "The registry cannot write just now. Nothing was saved.",
    });
    const file = await upload(server.address, 3 * 2 ** 20);
    expect([file.status, JSON.parse(file.text).detail]).toEqual([
      503,
      "There is no room on the disk for this file just now.",
    ]);
    const reading = await fetch(`${server.address}/api/v1/resources?limit=1`, { headers: auth });
    expect(reading.status).toBe(200);
    expect((await fetch(server.address)).status).toBe(200);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect(remount(disk, "512m")).toBe(true);
    const again = await register(server.address, refused?.n ?? 0);
    expect(again.status).toBe(201);
    kept.push(refused?.n ?? 0);
    const bytes = 3 * 2 ** 20;
    expect(await upload(server.address, bytes)).toMatchObject({ status: 201 });
    expect(await caughtUp(server.address)).toBe(true);
    for (const n of [kept[1], kept.at(-2), kept.at(-1)]) {
      const answer = await fetch(`${server.address}/api/v1/search?q=kestrels+w${n}q`, { headers: auth });
      const { hits } = (await answer.json()) as { hits: { title: string }[] };
      expect(hits[0]?.title).toBe(`Kestrels w${n}q`);
    }
    server.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(wholeDatabase(folder)).toBe("ok");
    const database = new Database(join(folder, "registry.db"), { readonly: true });
    expect(database.prepare("select count(*) from resources").pluck().get()).toBe(kept.length);
    database.close();
    const { out } = await command(["index", "verify"], { env: { DATA_DIR: folder } });
    expect(out).toContain("The index agrees with the registry.");
  },
  180_000,
);

/** Root may write everywhere, so the tests of a root user run the program as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534 } : {};

function give(folder: string, files: number, itself: number): void {
  for (const name of readdirSync(folder)) {
    if (NOBODY.uid) chownSync(join(folder, name), NOBODY.uid, NOBODY.uid);
    chmodSync(join(folder, name), files);
  }
  if (NOBODY.uid) chownSync(folder, NOBODY.uid, NOBODY.uid);
  chmodSync(join(folder, ".."), 0o755);
  chmodSync(folder, itself);
}

test.each([
  ["folder and files", 0o444, 0o555],
  ["files alone", 0o444, 0o755],
])(
  "a data folder whose %s cannot be written is told in words, and is whole afterwards",
  async (_what, files, itself) => {
    const folder = await furnished(join(freshFolder(), "data"));
    give(folder, files, itself);
    const env = { DATA_DIR: folder, PORT: "0" };
    const { code, out } = await command(["serve"], { env, ...NOBODY });
    give(folder, 0o644, 0o755);
    expect(code).toBe(1);
    expect(out).toMatch(/cannot be written|cannot write|no permission/i);
    expect(out).not.toMatch(/\n\s+at /);
    expect(wholeDatabase(folder)).toBe("ok");
  },
  90_000,
);
