import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "../../db/sqlite/store.ts";
import { type Attack, attacks } from "./attacks.ts";
import { fill } from "./filling.ts";
import { line, whole } from "./report-lines.ts";
import { endAll, furnish, type Serving, serve } from "./serving.ts";

/**
 * `npm run bench:hostile`: the worst of each kind that anybody may send, one at a time, and the longest the event loop
 * of the server kept others waiting meanwhile. Each is sent ROUNDS times: what other programs on the machine add is told
 * apart from what the request costs by the least of them.
 */
const SIZE = Number(process.env.BENCH_SIZE ?? 30_000);
const ROUNDS = 4;
const AIM = 100;

async function send({ method, path, body, type }: Attack, server: Serving): Promise<string> {
  const began = performance.now();
  try {
    const answer = await fetch(server.address + path, {
      method: method ?? "GET",
      redirect: "manual",
      ...(body === undefined ? {} : { body, headers: { "content-type": type ?? "text/plain" } }),
    });
    let bytes = 0;
    for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
    return `${answer.status}, ${whole(bytes / 1000)} kB in ${whole(performance.now() - began)} ms`;
  } catch {
    return "cut off";
  }
}

async function delayOf(
  attack: Attack,
  server: Serving,
): Promise<{ least: number; most: number; said: string }> {
  const delays: number[] = [];
  let said = "";
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(20);
    await server.longestDelay();
    said = await send(attack, server);
    await sleep(20);
    delays.push(await server.longestDelay());
  }
  return { least: Math.min(...delays), most: Math.max(...delays), said };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  await furnish(folder);
  const store = openStore(join(folder, "registry.db"));
  try {
    const reference = await fill(store, SIZE);
    await store.close();
    const server = await serve(folder, { watched: true });
    await server.ready();
    console.log(
      `${whole(SIZE)} invented records; the delay of the event loop, least and most of ${ROUNDS} times\n`,
    );
    await delayOf({ name: "warming up", path: "/search?q=students" }, server);
    const found: { name: string; least: number }[] = [];
    for (const attack of attacks(reference)) {
      const { least, most, said } = await delayOf(attack, server);
      found.push({ name: attack.name, least });
      line(
        attack.name,
        `${least.toFixed(0)} · ${most.toFixed(0)} ms`,
        `${said}${least > AIM ? " · TOO LONG" : ""}`,
      );
    }
    const worst = found.reduce((a, b) => (b.least > a.least ? b : a));
    console.log("");
    line(`the longest: ${worst.name}`, `${worst.least.toFixed(0)} ms`, `aim: ${AIM} ms`);
  } finally {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
