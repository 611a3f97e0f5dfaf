import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { DEMO_KEY } from "../../seed/demo.ts";
import { seedDemoPeople, seedReferenceData } from "../../seed/seed.ts";
import { ROOT } from "../../src/kernel/root.ts";

/** The compiled program, as it is run in earnest. */
const compiledIn = (build: string) => join(build, "dist", "src", "cli.js");
const COMPILED = compiledIn(ROOT);
/** As `npm start` starts it: with its settings of the heap. */
const flagsOf = (build: string): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(build, "package.json"), "utf8"));
  return (scripts.start as string).split(" ").filter((word) => word.startsWith("--"));
};
const auth = { authorization: `Bearer ${DEMO_KEY}` };

/** A server in a process of its own, asked with the demo key of state staff. */
export interface Serving {
  address: string;
  /** Milliseconds from spawning until it listened, and `performance.now()` at the spawn. */
  ms: number;
  at: number;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Everything written so far can be found. */
  ready(): Promise<void>;
  /** Megabytes it occupies now, and at most so far; 0 where the system does not tell. */
  memory(): { now: number; peak: number };
  /** Milliseconds of processor time spent so far, all threads and processes it started counted; 0 where not told. */
  processor(): number;
  /** The longest the event loop kept a request waiting since this was last asked, in milliseconds. `watched` only. */
  longestDelay(): Promise<number>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<Serving>();
/** Ends what is still running, for the last lines of a bench. */
export const endAll = () => Promise.all([...running].map((s) => s.kill("SIGKILL")));

/** A data folder with reference data and the demo people, and no resource. */
export async function furnish(folder: string): Promise<void> {
  const store = openStore(join(folder, "registry.db"));
  const parts = { store, clock: () => new Date().toISOString(), newId: () => v7() };
  await seedReferenceData(parts);
  await seedDemoPeople(parts);
  await store.close();
}

export interface ServeOptions {
  env?: Record<string, string>;
  /** The folder of the build that serves, when not this one. */
  build?: string;
  /** Measures delays of the event loop from within. */
  watched?: boolean;
}

export async function serve(
  folder: string,
  { env = {}, build = ROOT, watched = false }: ServeOptions = {},
): Promise<Serving> {
  if (!existsSync(compiledIn(build))) throw new Error(`Build first: npm run build, in ${build}`);
  const at = performance.now();
  const settings = {
    DATA_DIR: folder,
    PORT: "0",
    RATE_LIMIT: "0",
    SUGGEST_LIMIT: "0",
    PAGE_LIMIT: "0",
    EXPORT_LIMIT: "0",
    LOG_LEVEL: "error",
    SEED: "no",
    ...env,
  };
  const watch = watched ? ["--import", join(ROOT, "test", "bench", "watch-loop.mjs")] : [];
  const child = spawn(process.execPath, [...flagsOf(build), ...watch, compiledIn(build), "serve"], {
    cwd: build,
    env: { PATH: process.env.PATH ?? "", ...settings },
    stdio: watched ? ["ignore", "pipe", "inherit", "ipc"] : ["ignore", "pipe", "inherit"],
  });
  return servingBy(child, at);
}

/** Express with the middleware of this build and the routes of its API, each of which answers with this file. */
export async function bareServer(body: string): Promise<Serving> {
  const at = performance.now();
  const script = join(ROOT, "test", "bench", "bare-server.mjs");
  const child = spawn(process.execPath, [...flagsOf(ROOT), script], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", BARE_BODY: body },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return servingBy(child, at);
}

async function servingBy(child: ChildProcess, at: number): Promise<Serving> {
  const address = `http://127.0.0.1:${await portOf(child)}`;
  const serving: Serving = {
    address,
    ms: performance.now() - at,
    at,
    ask: (method, path, body, headers = {}) =>
      fetch(address + path, {
        method,
        headers: {
          ...auth,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    ready: () => ready(address),
    memory: () => memoryOf(child.pid),
    processor: () => processorTimeOf(child.pid),
    longestDelay: () =>
      new Promise((resolve) => {
        child.once("message", (ms) => resolve(Number(ms)));
        child.send("delay");
      }),
    async kill(signal = "SIGTERM") {
      running.delete(serving);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.removeAllListeners("exit");
      await new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill(signal);
      });
    },
  };
  running.add(serving);
  return serving;
}

/** What a command says, run to its end over a data folder. */
export function command(args: string[], folder: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? "", DATA_DIR: folder, LOG_LEVEL: "error" };
    const child = spawn(process.execPath, [COMPILED, ...args], { cwd: ROOT, env });
    let out = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (out += chunk));
    child.once("error", reject);
    child.once("close", () => resolve(out.trim()));
  });
}

function portOf(child: ChildProcess): Promise<string> {
  let out = "";
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${out}`)));
    child.stdout?.on("data", (chunk) => {
      out += chunk;
      const found = /localhost:(\d+).*Ctrl-C/s.exec(out)?.[1];
      if (found) resolve(found);
    });
  });
}

async function ready(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/readyz`);
    const { index } = (await answer.json()) as { index: { lag: number } };
    if (answer.ok && index.lag === 0) return;
    await sleep(50);
  }
}

/** Linux tells both. */
function memoryOf(pid: number | undefined): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { now: mb("VmRSS"), peak: mb("VmHWM") };
  } catch {
    return { now: 0, peak: 0 };
  }
}

/** Ticks of the clock by which Linux counts processor time, a second. */
const TICKS = 100;

function processorTimeOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold blanks; what follows it begins with the third field.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  } catch {
    return 0;
  }
}
