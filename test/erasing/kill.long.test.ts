import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { freshFolder, type Served, served } from "../support/program.ts";
import { WORD } from "./planted.ts";

const auth = { authorization: `Bearer ${DEMO_KEY}`, "content-type": "application/json" };

/** Files below a folder with the word in their bytes. */
function filesWithWord(below: string): string[] {
  const all = readdirSync(below, { recursive: true, withFileTypes: true });
  const paths = all.filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name));
  return paths.filter((path) => readFileSync(path).toString("latin1").toLowerCase().includes(WORD));
}

async function registered(server: Served, n: number): Promise<string> {
  const sent = {
    title: `The ${WORD} lesson ${n}`,
    organization: "ri",
    url: `https://example.org/${WORD}/${n}`,
  };
  const answer = await fetch(`${server.address}/api/v1/resources`, {
    method: "POST",
    headers: auth,
    body: JSON.stringify(sent),
  });
  return ((await answer.json()) as { id: string }).id;
}

test("killed at any moment after an erasure was acknowledged, the next start leaves no trace of it", async () => {
  const folder = freshFolder();
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  await store.close();
  let server = await served(folder);
  for (const [n, moment] of [0, 40, 150, 400, 900, 1500].entries()) {
    const id = await registered(server, n);
    expect(filesWithWord(folder)).not.toEqual([]);
    const erased = await fetch(`${server.address}/api/v1/resources/${id}/erasure`, {
      method: "POST",
      headers: auth,
      body: JSON.stringify({ reason: "A test", confirm: id }),
    });
    expect([moment, erased.status]).toEqual([moment, 201]);
    await sleep(moment);
    server.kill("SIGKILL");
    await server.ended;
    server = await served(folder);
    for (let tries = 0; ; tries++) {
      const answer = await fetch(`${server.address}/api/v1/resources/${id}/erasure`, { headers: auth });
      if (((await answer.json()) as { sweptAt?: string }).sweptAt) break;
      if (tries > 600) throw new Error(`Killed after ${moment} ms it was not swept`);
      await sleep(50);
    }
    expect((await fetch(`${server.address}/api/v1/resources/${id}`, { headers: auth })).status).toBe(410);
    expect([moment, filesWithWord(folder)]).toEqual([moment, []]);
  }
  server.kill("SIGTERM");
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
}, 240_000);
