import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { command, freshFolder, type Served, served } from "../support/program.ts";
import { Random } from "../support/random.ts";

const KILLS = 20;
const WRITERS = 4;
const auth = { authorization: `Bearer ${DEMO_KEY}` };

async function prepared(): Promise<string> {
  const folder = join(freshFolder(), "data");
  mkdirSync(folder);
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => new Date().toISOString(), newId: () => v7() });
  await store.close();
  return folder;
}

/** Registers one resource; true when the server said it has it. The same word may be sent again. */
async function register(address: string, word: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/v1/resources`, {
      method: "POST",
      headers: { ...auth, "content-type": "application/json", "idempotency-key": `registering-${word}` },
      body: JSON.stringify({ title: `Kestrels ${word}`, summary: "A note about birds", organization: "ri" }),
    });
    await answer.arrayBuffer();
    if (answer.status !== 201) throw new Error(`${word} was answered ${answer.status}`);
    return true;
  } catch (error) {
    // The connection broke. (`instanceof` does not hold here: fetch belongs to another realm than the test.)
    if ((error as Error).name === "TypeError") return false;
    throw error;
  }
}

async function titles(address: string): Promise<string[]> {
  const found: string[] = [];
  for (let after = ""; ; ) {
    const answer = await fetch(`${address}/api/v1/resources?limit=100${after && `&after=${after}`}`, {
      headers: auth,
    });
    const page = (await answer.json()) as { resources: { title: string }[]; next?: string };
    found.push(...page.resources.map((r) => r.title));
    if (!page.next) return found;
    after = page.next;
  }
}

async function foundBy(address: string, words: string): Promise<{ total: number; titles: string[] }> {
  const answer = await fetch(`${address}/api/v1/search?q=${encodeURIComponent(words)}`, { headers: auth });
  const { total, hits } = (await answer.json()) as { total: number; hits: { title: string }[] };
  return { total, titles: hits.map((h) => h.title) };
}

async function caughtUp(address: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const answer = await fetch(`${address}/readyz`);
    const { index } = (await answer.json()) as { index: { lag: number } };
    if (answer.ok && index.lag === 0) return;
    await sleep(20);
  }
  throw new Error("The index did not catch up in ten seconds");
}

test("killed at twenty random moments while it takes resources, it keeps each it acknowledged, once and findable", async () => {
  const random = new Random(Date.now() % 1e9);
  const folder = await prepared();
  const acknowledged = new Set<string>();
  const unanswered = new Set<string>();
  let made = 0;

  /** `acknowledge` is called for each that was acknowledged. */
  const write = async (server: Served, acknowledge: () => void) => {
    for (;;) {
      const [again] = unanswered;
      const word = again ?? `w${(made++).toString(36)}q`;
      unanswered.delete(word);
      if (await register(server.address, word)) {
        acknowledged.add(word);
        acknowledge();
      } else {
        unanswered.add(word);
        return;
      }
    }
  };

  for (let kill = 0; kill < KILLS; kill++) {
    const server = await served(folder);
    let writing: Promise<unknown> = Promise.resolve();
    // A random moment on a machine of any speed: so many have been acknowledged, and others are on their way.
    let left = random.int(0, 15);
    const reached = new Promise<void>((resolve) => {
      const acknowledge = () => (left-- <= 0 ? resolve() : undefined);
      writing = Promise.all(Array.from({ length: WRITERS }, () => write(server, acknowledge)));
    });
    await reached;
    await sleep(random.int(0, 30));
    server.kill("SIGKILL");
    expect(await server.ended).toBe("SIGKILL");
    await writing;
  }

  const server = await served(folder);
  await caughtUp(server.address);
  const known = await titles(server.address);
  const kept = known.filter((title) => title.startsWith("Kestrels "));
  const lost = [...acknowledged].filter((word) => !kept.includes(`Kestrels ${word}`));
  expect({ seed: random.seed, lost }).toEqual({ seed: random.seed, lost: [] });
  expect(kept.length).toBe(new Set(kept).size);
  expect(acknowledged.size).toBeGreaterThan(KILLS);
  expect((await foundBy(server.address, "kestrels")).total).toBe(kept.length);
  for (const title of kept) expect((await foundBy(server.address, title)).titles[0]).toBe(title);
  server.kill("SIGTERM");
  expect(await server.ended).toBe(0);
  const { out } = await command(["index", "verify"], { env: { DATA_DIR: folder } });
  expect(out).toContain("The index agrees with the registry.");
}, 300_000);
