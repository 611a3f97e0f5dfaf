import type { Store } from "../../src/store/store.ts";

type Call = (...given: unknown[]) => unknown;

/** What jobs in the background ask for, whatever page is looked at, and what is written at most once a minute. */
const BESIDE =
  /^(outbox|mails|usage)\.|^(imports\.open|imports\.trying|reviews\.late|accounts\.sessionSeen)$/;

/** How often each promise was asked, by its name: `resources.get`. */
export type Calls = Record<string, number>;

/** What is asked of the store while the work is done, by whoever holds it: the doors, and what lies behind them. */
export async function callsDuring(store: Store, work: () => Promise<void>): Promise<Calls> {
  const calls: Calls = {};
  const undo = [...partsOf(store)].map(([prefix, part]) => watch(prefix, part, calls));
  try {
    await work();
  } finally {
    for (const done of undo) done();
  }
  return Object.fromEntries(Object.entries(calls).filter(([name]) => !BESIDE.test(name)));
}

function* partsOf(store: Store): Generator<[string, Record<string, unknown>]> {
  yield ["", store as unknown as Record<string, unknown>];
  for (const [name, part] of Object.entries(store))
    if (typeof part === "object" && part !== null) yield [`${name}.`, part];
}

/** Puts a counting function in the place of each promise. Gives back the way to undo it. */
function watch(prefix: string, part: Record<string, unknown>, calls: Calls): () => void {
  const before = { ...part };
  for (const [name, promise] of Object.entries(before)) {
    if (typeof promise !== "function") continue;
    part[name] = new Proxy(promise as Call, {
      apply(call, self, given) {
        calls[prefix + name] = (calls[prefix + name] ?? 0) + 1;
        return Reflect.apply(call, self, given);
      },
    });
  }
  return () => void Object.assign(part, before);
}
