import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";

/** One run of the program as a process of its own, as its users run it. */
export interface Run {
  readonly pid: number;
  /** All it has printed so far. */
  out(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
}

export interface Served extends Run {
  /** Where it listens, without a trailing slash. */
  address: string;
}

const COMPILED = join(ROOT, "dist", "src", "cli.js");

/** The compiled program when it is as new as its sources, else the sources themselves. */
const ENTRY: string[] = isFresh() ? [COMPILED] : ["--import", "tsx", join(ROOT, "src", "cli.ts")];

function isFresh(): boolean {
  if (!existsSync(COMPILED)) return false;
  const built = newest(join(ROOT, "dist"));
  return ["src", "db", "seed", "openapi"].every((folder) => newest(join(ROOT, folder)) <= built);
}

function newest(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  return Math.max(
    0,
    ...entries.map((e) =>
      e.isDirectory() ? newest(join(folder, e.name)) : statSync(join(folder, e.name)).mtimeMs,
    ),
  );
}

const running = new Set<Run>();
const folders: string[] = [];
afterEach(async () => {
  for (const run of running) run.kill("SIGKILL");
  await Promise.all([...running].map((run) => run.ended));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "registry-run-"));
  folders.push(folder);
  return folder;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** A user who may less than the one who runs the tests. */
  uid?: number;
}

/** Starts the program. Settings of the surrounding shell do not reach it. */
export function run(args: string[], { env = {}, uid }: RunOptions = {}): Run {
  const child: ChildProcess = spawn(process.execPath, [...ENTRY, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? "", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid }),
  });
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  const started: Run = {
    pid: child.pid ?? 0,
    out: () => printed,
    ended: new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        running.delete(started);
        resolve(signal ?? code ?? -1);
      });
    }),
    kill: (signal) => void child.kill(signal),
  };
  running.add(started);
  return started;
}

/** Runs a command to its end. */
export async function command(
  args: string[],
  options: RunOptions = {},
): Promise<{ code: number | string; out: string }> {
  const started = run(args, options);
  const code = await started.ended;
  return { code, out: started.out() };
}

/** Starts a server on a free port; resolves when it listens, fails with what it printed when it ends before. */
export async function served(folder: string, env: Record<string, string> = {}): Promise<Served> {
  const started = run(["serve"], {
    env: {
      DATA_DIR: folder,
      PORT: "0",
      RATE_LIMIT: "0",
      PAGE_LIMIT: "0",
      EXPORT_LIMIT: "0",
      SEED: "no",
      ...env,
    },
  });
  let over = false;
  started.ended.then(
    () => (over = true),
    () => (over = true),
  );
  for (;;) {
    const address = /http:\/\/localhost:(\d+)/.exec(started.out());
    if (address && started.out().includes("Ctrl-C"))
      return { ...started, address: `http://127.0.0.1:${address[1]}` };
    if (over) throw new Error(`The server did not start:\n${started.out()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
