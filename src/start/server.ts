import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { DEMO_KEY } from "../../seed/demo.ts";
import { addRubrics, seed, seedDemoPeople, wantsSeed } from "../../seed/seed.ts";
import type { Parts } from "../doorway/parts.ts";
import { replayLedger } from "../erasing/jobs/sweeper.ts";
import { type Config, ConfigFault } from "../kernel/config.ts";
import { Problem } from "../kernel/problem.ts";
import { NOBODY } from "../people/rules/person.ts";
import type { Query } from "../search/rules/query.ts";
import { createApp } from "./app.ts";
import { alone, makeDataFolder } from "./data-folder.ts";
import { joinRegistry, type Registry } from "./join-registry.ts";
import { storageOf } from "./storage.ts";

export type { Registry } from "./join-registry.ts";

/** Opens everything, and from here on jobs run by themselves. */
export async function openRegistry(config: Config, log: Logger, compiled?: string): Promise<Registry> {
  const registry = await joinRegistry(config, log, compiled);
  registry.schedule.start();
  return registry;
}

/** Fills an empty registry, and in demo mode adds the demo people. Harmless to repeat. */
export async function prepare({ parts }: Pick<Registry, "parts">): Promise<void> {
  const { config } = parts;
  if (config.mode === "production") await refuseDemo(parts);
  await replayLedger(storageOf(config).ledger, parts.store);
  await addRubrics(parts);
  if (config.seed && (await wantsSeed(parts))) await seed(parts);
  if (config.mode === "demo") await seedDemoPeople(parts);
}

async function refuseDemo({ store }: Parts): Promise<void> {
  const demo = (await store.people.all()).filter((p) => p.demo && p.active);
  if (demo.length > 0)
    throw new ConfigFault(
      `Production mode does not start with demo people: ${demo.map((p) => p.name).join(", ")}.`,
    );
}

/** Serves until a signal comes: then lets requests in flight finish, and closes in reverse order. */
export async function serve(config: Config, log: Logger): Promise<void> {
  makeDataFolder(config.dataDir);
  const registry = await alone(storageOf(config).lease("starting"), async () => {
    const opened = await openRegistry(config, log);
    await prepare(opened);
    return opened;
  });
  const server = createServer(createApp(registry.parts));
  // A district's sheet may have 500 MB, and its line may be slow.
  server.requestTimeout = 900_000;
  server.headersTimeout = 15_000;
  const port = await listen(server, config);
  announce(config, port);
  warmUp(registry);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop(server, registry, log));
}

/** The first search after a start pays for threads and compilers: better nobody than a teacher. */
function warmUp({ parts }: Registry): void {
  const query: Query = { words: "a lesson", plain: false, filters: {}, sort: "relevance", page: 1, size: 20 };
  parts.finder
    .find(query, NOBODY)
    .catch((error) => parts.log.warn({ err: error }, "the first search failed"));
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inWords = `Port ${port} is taken. Stop what uses it, or choose another: PORT=3001 npm start`;
      reject(error.code === "EADDRINUSE" ? new Problem("unavailable", inWords) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function stop(server: Server, registry: Registry, log: Logger): Promise<void> {
  log.info("closing: requests in flight finish first");
  const force = setTimeout(() => server.closeAllConnections(), 10_000).unref();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(force);
  await registry.close();
  log.info("closed");
}

function announce(config: Config, port: number): void {
  const at = `http://localhost:${port}`;
  const lines = ["", `  ${config.site.name}`, "", `  Find      ${at}`, `  API       ${at}/api/reference`];
  if (config.mode === "demo") {
    lines.push(`  Demo key  ${DEMO_KEY}  (demo mode only)`);
    lines.push(`  Try       curl -H "Authorization: Bearer ${DEMO_KEY}" ${at}/api/v1/people/me`);
  }
  lines.push("", "  Ctrl-C ends it.", "");
  process.stdout.write(`${lines.join("\n")}\n`);
}
