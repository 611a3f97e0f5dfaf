import { Agent, get } from "node:http";
import { DEMO_KEY } from "../../seed/demo.ts";
import { line, type Spread, seconds, spread, spreadOf, whole } from "./report-lines.ts";
import { type Serving, serve } from "./serving.ts";

const CLIENTS = 8;
const TYPING = ["fra", "frac", "fractio", "photosy", "number l", "ecosys", "prob", "hist", "grav"];

/** The same questions over HTTP, half of them by somebody signed in. `engine`: what the engine call took. */
export async function overHttp(folder: string, queries: string[], engine: Spread): Promise<void> {
  const server = await serve(folder);
  await server.ready();
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const ask = (path: string, signedIn: boolean) => timedGet(server, path, signedIn, agent);
  try {
    for (const [i, q] of queries.slice(0, 40).entries()) await ask(q, i % 2 === 1);
    const times: number[] = [];
    for (const [i, q] of queries.entries()) times.push(await ask(q, i % 2 === 1));
    line("embedded: over HTTP, half signed in", spreadOf(times), "aim p95: 15 ms, at 1M 80 ms");
    const added = spread(times).p50 - engine.p50;
    line("added by HTTP, store and rendering, p50", `${added.toFixed(1)} ms`, "aim: 5 ms");
    line(`embedded: ${CLIENTS} clients`, `${whole(await rate(ask, queries))} searches/s`, "aim: 300/s");
    const suggested: number[] = [];
    for (let i = 0; i < 5; i++)
      for (const t of TYPING) suggested.push(await ask(`/api/v1/suggest?q=${encodeURIComponent(t)}`, false));
    line("embedded: suggestions while typing", spreadOf(suggested), "aim: 10 ms");
    const { now, peak } = server.memory();
    line("resident memory of the server", `${whole(now)} MB`, `peak ${whole(peak)} MB · aim: 350 MB`);
  } finally {
    agent.destroy();
    await server.kill();
  }
}

type AskHttp = (path: string, signedIn: boolean) => Promise<number>;

/** Searches a second that all clients together get answered. */
async function rate(ask: AskHttp, queries: string[]): Promise<number> {
  const total = queries.length * 3;
  let next = 0;
  const client = async () => {
    while (next < total) {
      const i = next++;
      await ask(queries[i % queries.length] as string, i % 2 === 1);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return total / seconds(began);
}

function timedGet(server: Serving, path: string, signedIn: boolean, agent: Agent): Promise<number> {
  const began = performance.now();
  const headers: Record<string, string> = signedIn ? { authorization: `Bearer ${DEMO_KEY}` } : {};
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
