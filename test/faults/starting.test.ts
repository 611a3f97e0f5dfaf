import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { v7 } from "uuid";
import Database from "../../db/driver.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { seedResources } from "../../seed/data.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { command, freshFolder, run, served } from "../support/program.ts";

const auth = { authorization: `Bearer ${DEMO_KEY}` };
const total = async (address: string, words: string) => {
  const answer = await fetch(`${address}/api/v1/search?q=${words}`, { headers: auth });
  return ((await answer.json()) as { total: number }).total;
};
const register = (address: string, title: string) =>
  fetch(`${address}/api/v1/resources`, {
    method: "POST",
    headers: { ...auth, "content-type": "application/json" },
    body: JSON.stringify({ title, organization: "ri" }),
  });

async function until(holds: () => Promise<boolean>, everyMs = 50): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    if (await holds()) return;
    await sleep(everyMs);
  }
  throw new Error("It did not become so in fifteen seconds");
}

test("two servers started at once on one empty data folder both serve, and the seed is there once", async () => {
  const folder = join(freshFolder(), "data");
  const [one, two] = await Promise.all([served(folder, { SEED: "yes" }), served(folder, { SEED: "yes" })]);
  await until(async () => (await total(one.address, "fractions")) > 0);
  expect(await total(two.address, "fractions")).toBe(await total(one.address, "fractions"));
  expect((await register(two.address, "Written through the second")).status).toBe(201);
  await until(async () => (await total(one.address, "second written")) === 1);
  one.kill("SIGKILL");
  await one.ended;
  expect((await register(two.address, "Kestrels after the first has gone")).status).toBe(201);
  await until(async () => (await total(two.address, "kestrels")) === 1);
}, 120_000);

test("a server killed while it is being seeded for the first time goes on with the seed at its next start", async () => {
  const folder = join(freshFolder(), "data");
  const env = { DATA_DIR: folder, PORT: "0" };
  const seeding = run(["serve"], { env });
  const count = () => {
    try {
      const database = new Database(join(folder, "registry.db"), { readonly: true, fileMustExist: true });
      try {
        return database.prepare("select count(*) from resources").pluck().get() as number;
      } finally {
        database.close();
      }
    } catch {
      return 0;
    }
  };
  await until(async () => count() > 0, 1);
  seeding.kill("SIGKILL");
  await seeding.ended;
  const interrupted = count();
  await served(folder, { SEED: "yes" });
  expect(interrupted).toBeGreaterThan(0);
  expect(count()).toBe(seedResources().length);
}, 120_000);

test("a registry with resources of its own is not seeded", async () => {
  const folder = join(freshFolder(), "data");
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  await store.close();
  const server = await served(folder);
  expect((await register(server.address, "Our own")).status).toBe(201);
  server.kill("SIGTERM");
  await server.ended;
  const again = await served(folder, { SEED: "yes" });
  expect(await total(again.address, "fractions")).toBe(0);
}, 120_000);

test("a server that is told to end finishes the request it is reading, and takes no new ones", async () => {
  const server = await served(join(freshFolder(), "data"), { SEED: "yes" });
  const body = JSON.stringify({ title: "Begun before the end", organization: "ri" });
  const socket = connect(Number(new URL(server.address).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk));
  socket.write(
    `POST /api/v1/resources HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${DEMO_KEY}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  );
  await sleep(500);
  server.kill("SIGINT");
  const refuses = () =>
    fetch(`${server.address}/healthz`).then(
      () => false,
      () => true,
    );
  await until(refuses);
  socket.write(body.slice(10));
  expect(await server.ended).toBe(0);
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
}, 90_000);

test("a port that is taken is told in words, with what to do", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const port = String((other.address() as AddressInfo).port);
  const env = { DATA_DIR: join(freshFolder(), "data"), PORT: port };
  const { code, out } = await command(["serve"], { env });
  await new Promise((resolve) => other.close(resolve));
  expect(code).toBe(1);
  expect(out).toContain(`Port ${port} is taken`);
  expect(out).not.toMatch(/\n\s+at /);
}, 90_000);

test("settings that cannot be used are all told at once, and nothing is made", async () => {
  const folder = join(freshFolder(), "data");
  const env = { DATA_DIR: folder, PORT: "three", LOG_LEVEL: "loud", MEILI_URL: "ftp://x", TRUST_PROXY: "-1" };
  const { code, out } = await command(["serve"], { env });
  expect(code).toBe(1);
  for (const name of ["PORT=three", "LOG_LEVEL=loud", "MEILI_URL=ftp://x", "TRUST_PROXY=-1"])
    expect(out).toContain(name);
  expect(out).not.toMatch(/\n\s+at /);
}, 90_000);

/** Root may write everywhere, so the tests of a root user run the program as nobody. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534 } : {};

test("a data folder that cannot be written is told in words", async () => {
  const folder = join(freshFolder(), "data");
  mkdirSync(folder);
  chmodSync(join(folder, ".."), 0o755);
  chmodSync(folder, 0o555);
  const { code, out } = await command(["serve"], { env: { DATA_DIR: folder, PORT: "0" }, ...NOBODY });
  chmodSync(folder, 0o755);
  expect(code).toBe(1);
  expect(out).toContain(folder);
  expect(out).toMatch(/cannot be written|no permission/i);
  expect(out).not.toMatch(/\n\s+at /);
}, 90_000);

test("a database that is none is told in words, and is left as it is", async () => {
  const folder = join(freshFolder(), "data");
  mkdirSync(folder);
  writeFileSync(join(folder, "registry.db"), "This is a letter, not a database. ".repeat(200));
  const { code, out } = await command(["serve"], { env: { DATA_DIR: folder, PORT: "0" } });
  expect(code).toBe(1);
  expect(out).toMatch(/not a database/);
  expect(out).not.toMatch(/\n\s+at /);
}, 90_000);
