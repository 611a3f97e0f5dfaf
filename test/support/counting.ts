import { AsyncLocalStorage } from "node:async_hooks";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Parts } from "../../src/doorway/parts.ts";
import { createApp } from "../../src/start/app.ts";
import type { Store } from "../../src/store/store.ts";
import { PLAINLY } from "./registry.ts";

/** How often each promise of the store was asked, by its name: `resources.get`. */
export type Calls = Record<string, number>;

export interface CountedAnswer {
  status: number;
  text: string;
  /** What the request asked of the store, in the doors and behind them. Jobs that run beside it are not counted. */
  calls: Calls;
}

export interface CountingServer {
  /** One request at a time. */
  get(path: string, cookie: string): Promise<CountedAnswer>;
  close(): Promise<void>;
}

/** The request on whose behalf something is asked, through everything it waits for. */
const request = new AsyncLocalStorage<Calls>();

/** The production app over these parts, with its store wrapped so that every call is counted. */
export async function openCounting(parts: Parts): Promise<CountingServer> {
  const undo = [...partsOf(parts.store)].map(([prefix, part]) => watch(prefix, part));
  const app = createApp(parts);
  let calls: Calls = {};
  const server = createServer((req, res) => {
    calls = {};
    request.run(calls, () => app(req, res));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async get(path, cookie) {
      const response = await fetch(address + path, { headers: { ...PLAINLY, cookie } });
      return { status: response.status, text: await response.text(), calls };
    },
    async close() {
      for (const done of undo) done();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function* partsOf(store: Store): Generator<[string, Record<string, unknown>]> {
  yield ["", store as unknown as Record<string, unknown>];
  for (const [name, part] of Object.entries(store))
    if (typeof part === "object" && part !== null) yield [`${name}.`, part];
}

type Call = (...given: unknown[]) => unknown;

/**
 * Puts a counting function in the place of each promise, for whoever holds the store has it from before. Gives
 * back the way to undo it.
 */
function watch(prefix: string, part: Record<string, unknown>): () => void {
  const before = { ...part };
  for (const [name, promise] of Object.entries(before)) {
    if (typeof promise !== "function") continue;
    part[name] = new Proxy(promise as Call, {
      apply(call, self, given) {
        const calls = request.getStore();
        if (calls) calls[prefix + name] = (calls[prefix + name] ?? 0) + 1;
        return Reflect.apply(call, self, given);
      },
    });
  }
  return () => void Object.assign(part, before);
}
