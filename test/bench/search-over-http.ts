import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_KEY } from "../../seed/demo.ts";
import type { Build } from "./builds.ts";
import { line, type Spread, seconds, spread, spreadOf, whole } from "./report-lines.ts";
import { bareServer, type Serving, serve } from "./serving.ts";

const CLIENTS = 8;
/** Questions that nobody has asked before: to warm up, one after another, and in each round of the clients. */
const [WARMING, ALONE, ROUND, ROUNDS] = [150, 300, 250, 6];
export const HTTP_QUESTIONS = WARMING + ALONE + ROUND * ROUNDS;
const TYPING = ["fra", "frac", "fractio", "photosy", "number l", "ecosys", "prob", "hist", "grav"];

interface Side {
  name: string;
  server: Serving;
  agent: Agent;
  times: number[];
  typed: number[];
  /** Milliseconds of processor time: of one search after another, and of those of many clients. */
  alone: number;
  together: number;
  again: number;
  /** Seconds in which the clients' searches were answered. */
  seconds: number;
}

/**
 * The same questions over HTTP, half of them by somebody signed in, of this build and of an older one in turns: what
 * else the machine does meets both alike. `engine`: what the engine call took.
 */
export async function overHttp(
  folder: string,
  { own, base }: { own: Build; base?: Build },
  queries: string[],
  engine: Spread,
): Promise<void> {
  const sides = [await sideOf(own, join(folder, "own"))];
  if (base) sides.push(await sideOf(base, join(folder, "base")));
  const [warming, alone] = [queries.slice(0, WARMING), queries.slice(WARMING, WARMING + ALONE)];
  for (const side of sides) for (const [i, q] of warming.entries()) await ask(side, q, i);
  await oneByOne(sides, alone);
  await together(sides, queries.slice(WARMING + ALONE));
  await askedAgain(sides, queries.slice(-ROUND));
  await typing(sides);
  for (const side of sides) report(side);
  const [mine, before] = sides as [Side, Side | undefined];
  const added = spread(mine.times).p50 - engine.p50;
  line("added by HTTP, store and rendering, p50", `${added.toFixed(1)} ms`, "aim: 5 ms");
  if (before) compare(mine, before);
  for (const side of sides) await end(side);
  await besideBareExpress(folder, queries, engine, spread(mine.times).p50);
}

async function sideOf({ name, folder: build }: Build, folder: string): Promise<Side> {
  const server = await serve(folder, { build });
  await server.ready();
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  return { name, server, agent, times: [], typed: [], alone: 0, together: 0, again: 0, seconds: 0 };
}

async function end({ agent, server }: Side): Promise<void> {
  agent.destroy();
  await server.kill();
}

const ask = ({ server, agent }: Pick<Side, "server" | "agent">, path: string, i: number): Promise<number> =>
  timedGet(server, path, i % 2 === 1, agent);

async function oneByOne(sides: Side[], queries: string[]): Promise<void> {
  const before = sides.map((s) => s.server.processor());
  for (const [i, q] of queries.entries())
    for (const side of i % 2 ? sides.toReversed() : sides) side.times.push(await ask(side, q, i));
  sides.forEach((side, k) => {
    side.alone = side.server.processor() - (before[k] as number);
  });
}

async function together(sides: Side[], queries: string[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++)
    for (const side of round % 2 ? sides.toReversed() : sides) {
      const { took, spent } = await byClients(side, queries.slice(round * ROUND, (round + 1) * ROUND));
      side.seconds += took;
      side.together += spent;
    }
}

/** What has just been asked, asked once more: as a class does that is given one question. */
async function askedAgain(sides: Side[], queries: string[]): Promise<void> {
  for (const side of sides) {
    await byClients(side, queries);
    side.again = (await byClients(side, queries)).spent / queries.length;
  }
}

async function byClients(side: Side, queries: string[]): Promise<{ took: number; spent: number }> {
  const [began, before] = [performance.now(), side.server.processor()];
  let next = 0;
  const client = async () => {
    while (next < queries.length) {
      const i = next++;
      await ask(side, queries[i] as string, i);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { took: seconds(began), spent: side.server.processor() - before };
}

async function typing(sides: Side[]): Promise<void> {
  for (let i = 0; i < 10; i++)
    for (const t of TYPING)
      for (const side of i % 2 ? sides.toReversed() : sides)
        side.typed.push(await ask(side, `/api/v1/suggest?q=${encodeURIComponent(t)}`, 0));
}

const rateOf = (side: Side) => (ROUND * ROUNDS) / side.seconds;

function report(side: Side): void {
  const { name } = side;
  line(`${name}: over HTTP, half signed in`, spreadOf(side.times), "aim p95: 15 ms, at 1M 80 ms");
  line(`${name}: processor time of a search`, `${(side.alone / ALONE).toFixed(1)} ms`);
  const each = side.together / ROUND / ROUNDS;
  line(`${name}: ${CLIENTS} clients`, `${whole(rateOf(side))} searches/s`, `${each.toFixed(1)} ms each`);
  line(`${name}: asked again, processor time`, `${side.again.toFixed(1)} ms each`);
  line(`${name}: suggestions while typing`, spreadOf(side.typed), "aim: 10 ms");
  const { now, peak } = side.server.memory();
  line(`${name}: resident memory`, `${whole(now)} MB`, `peak ${whole(peak)} MB · aim: 350 MB`);
  line(`${name}: start until it listens`, `${whole(side.server.ms)} ms`);
}

function compare(mine: Side, before: Side): void {
  const ratio = (a: number, b: number) => (a / b).toFixed(2);
  console.log("\nto the base, measured in turns");
  line("processor time of a search", ratio(mine.alone, before.alone), "aim: 0.45 or less");
  line(
    `processor time of a search, ${CLIENTS} clients`,
    ratio(mine.together, before.together),
    "aim: 0.45 or less",
  );
  line(`${CLIENTS} clients, searches a second`, ratio(before.seconds, mine.seconds), "aim: 2.5 or more");
  line("over HTTP, p50", ratio(spread(mine.times).p50, spread(before.times).p50));
  line("suggestions, p95", ratio(spread(mine.typed).p95, spread(before.typed).p95), "aim: 0.6 or less");
}

/** The same bytes by Express with the same middleware, and how soon that listens with the same routes. */
async function besideBareExpress(
  folder: string,
  queries: string[],
  engine: Spread,
  ours: number,
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "bare-"));
  const server = await serve(join(folder, "own"));
  try {
    const starts = [server.ms];
    const body = await (await server.ask("GET", queries[0] as string)).text();
    await server.kill();
    for (let i = 0; i < 2; i++) {
      const again = await serve(join(folder, "own"));
      starts.push(again.ms);
      await again.kill();
    }
    writeFileSync(join(scratch, "body.json"), body);
    const bareStarts: number[] = [];
    const agent = new Agent({ keepAlive: true });
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const bare = await bareServer(join(scratch, "body.json"));
      bareStarts.push(bare.ms);
      for (const [n, q] of queries.entries()) times.push(await timedGet(bare, q, n % 2 === 1, agent));
      await bare.kill();
    }
    agent.destroy();
    const bare = spread(times.slice(queries.length)).p50;
    const share = ((ours - engine.p50) / bare).toFixed(1);
    console.log(`\nbeside bare Express (${whole(body.length / 1000)} kB a search)`);
    line("bare Express, p50", `${bare.toFixed(1)} ms`);
    line("over HTTP without the engine's p50, to it", share, "aim: 4 or less");
    const [a, b] = [Math.min(...starts), Math.min(...bareStarts)];
    line(
      "start until it listens, ours and bare",
      `${whole(a)} · ${whole(b)} ms`,
      `${(a / b).toFixed(1)}; aim: 4 or less`,
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function timedGet(
  server: Pick<Serving, "address">,
  path: string,
  signedIn: boolean,
  agent: Agent,
): Promise<number> {
  const began = performance.now();
  const headers: Record<string, string> = {
    "accept-encoding": "gzip",
    ...(signedIn ? { authorization: `Bearer ${DEMO_KEY}` } : {}),
  };
  return new Promise((resolve, reject) => {
    get(server.address + path, { headers, agent }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`${path} answered ${response.statusCode}`)),
      );
    }).on("error", reject);
  });
}
