import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";
import { pino } from "pino";
import { openApiDocument } from "../../openapi/document.ts";
import type { Parts } from "../../src/doorway/parts.ts";
import { type Config, readConfig } from "../../src/kernel/config.ts";
import { ROOT } from "../../src/kernel/root.ts";
import { newKey } from "../../src/people/actions/new-key.ts";
import type { Scope } from "../../src/people/rules/key.ts";
import type { Role } from "../../src/people/rules/person.ts";
import { endpoints } from "../../src/start/api.ts";
import { createApp } from "../../src/start/app.ts";
import type { Schedule } from "../../src/start/schedule.ts";
import { openRegistry } from "../../src/start/server.ts";
import { Contract } from "./contract.ts";
import { copyIndex, copyTemplate } from "./template.ts";

const contract = new Contract(openApiDocument(endpoints));

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; the contract checks their shape
  body: any;
  text: string;
}

export interface RequestOptions {
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a string. */
  body?: unknown;
}

/** A registry of one test: the production `createApp` over a fresh database, listening on a free port. */
export interface TestRegistry {
  parts: Parts;
  schedule: Schedule;
  address: string;
  call(method: string, path: string, ask?: RequestOptions): Promise<Answer>;
  /** A person with one confirmed membership, and the secret of a key of theirs. */
  person(organization: string, role?: Role, scopes?: Scope[]): Promise<string>;
  /** Resolves when everything written so far can be found. */
  indexed(): Promise<void>;
  close(): Promise<void>;
}

const opened: TestRegistry[] = [];
afterEach(async () => {
  for (const registry of opened.splice(0)) await registry.close();
});

/** `npm test` builds first, and says so: compiled threads start ten times faster than from sources. */
const COMPILED_THREADS =
  process.env.COMPILED_THREADS === "yes" ? join(ROOT, "dist", "src", "search", "embedded") : undefined;

export interface Options {
  /** True for the whole seed; else reference data alone. */
  seeded?: boolean;
  env?: Record<string, string>;
}

export async function openTestRegistry({ seeded = false, env = {} }: Options = {}): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), "registry-test-"));
  await copyTemplate(seeded, join(folder, "registry.db"));
  await copyIndex(seeded, join(folder, "search"));
  const config: Config = readConfig({
    DATA_DIR: folder,
    RATE_LIMIT: "0",
    PAGE_LIMIT: "0",
    EXPORT_LIMIT: "0",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
    PASSPHRASE_COST: "14",
    ...env,
  });
  const registry = await openRegistry(config, pino({ level: config.logLevel }), COMPILED_THREADS);
  const { parts } = registry;
  const server = createServer(createApp(parts));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test: TestRegistry = {
    parts,
    schedule: registry.schedule,
    address,
    call: (method, path, ask) => call(address, method, path, ask),
    person: (organization, role = "member", scopes = ["read", "write", "curate"]) =>
      addPerson(parts, organization, role, scopes),
    indexed: () => parts.indexer.idle(),
    async close() {
      await closed(server);
      await registry.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  opened.push(test);
  return test;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Packing answers and unpacking them again would be a tenth of the work; what is packed has tests of its own. */
export const PLAINLY = { "accept-encoding": "identity" };

async function call(
  address: string,
  method: string,
  path: string,
  ask: RequestOptions = {},
): Promise<Answer> {
  const { key, body, headers = {} } = ask;
  const init: RequestInit = {
    method,
    redirect: "manual",
    headers: {
      ...PLAINLY,
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
  };
  if (body !== undefined) init.body = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(address + path, init);
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  const read = type.includes("json") && text ? JSON.parse(text) : text || undefined;
  const faults = response.status === 304 ? [] : contract.faults(method, path, response.status, type, read);
  if (faults.length > 0)
    throw new Error(`The answer breaks the OpenAPI document:\n${faults.join("\n")}\n${text}`);
  return { status: response.status, headers: response.headers, body: read, text };
}

let people = 0;

async function addPerson(parts: Parts, organization: string, role: Role, scopes: Scope[]): Promise<string> {
  const id = parts.newId();
  const { key, secret } = newKey({
    id: parts.newId(),
    person: id,
    label: "test",
    scopes,
    days: 1,
    at: parts.clock(),
  });
  await parts.store.commit([
    {
      noun: "person",
      after: { id, name: `Person ${++people}`, demo: false, active: true, createdAt: parts.clock() },
    },
    { noun: "membership", after: { person: id, organization, role, confirmed: true } },
    { noun: "key", after: key },
  ]);
  return secret;
}
