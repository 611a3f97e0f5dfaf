import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { DEMO_KEY } from "../../seed/demo.ts";
import { command, freshFolder, served } from "../support/program.ts";

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

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await holds()) return;
    await sleep(50);
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
}, 60_000);

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
  await sleep(200);
  server.kill("SIGINT");
  await sleep(200);
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  socket.write(body.slice(10));
  expect(await server.ended).toBe(0);
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
}, 30_000);

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
}, 30_000);

test("settings that cannot be used are all told at once, and nothing is made", async () => {
  const folder = join(freshFolder(), "data");
  const env = { DATA_DIR: folder, PORT: "three", LOG_LEVEL: "loud", MEILI_URL: "ftp://x", TRUST_PROXY: "-1" };
  const { code, out } = await command(["serve"], { env });
  expect(code).toBe(1);
  for (const name of ["PORT=three", "LOG_LEVEL=loud", "MEILI_URL=ftp://x", "TRUST_PROXY=-1"])
    expect(out).toContain(name);
  expect(out).not.toMatch(/\n\s+at /);
}, 30_000);

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
}, 30_000);

test("a database that is none is told in words, and is left as it is", async () => {
  const folder = join(freshFolder(), "data");
  mkdirSync(folder);
  writeFileSync(join(folder, "registry.db"), "This is a letter, not a database. ".repeat(200));
  const { code, out } = await command(["serve"], { env: { DATA_DIR: folder, PORT: "0" } });
  expect(code).toBe(1);
  expect(out).toMatch(/not a database/);
  expect(out).not.toMatch(/\n\s+at /);
}, 30_000);
