import type { Change } from "../../../src/store/change.ts";
import type { Store } from "../../../src/store/store.ts";

/** What a suite has asked of a store so far: names of promises, and the nouns of what it committed. */
export interface Recorded {
  /** `resources.get`, `commit`; from the keys of the store itself. */
  there: Set<string>;
  called: Set<string>;
  nouns: Set<Change["noun"]>;
}

export const nothingRecorded = (): Recorded => ({ there: new Set(), called: new Set(), nouns: new Set() });

/** The same store, with every call of a promise written down. */
export function recording(store: Store, recorded: Recorded): Store {
  const promises: Record<string, unknown> = { ...store };
  for (const [name, part] of Object.entries(store)) {
    if (typeof part === "function") promises[name] = recorder(store, name, part, recorded);
    else if (typeof part === "object" && part !== null) promises[name] = recordedPart(name, part, recorded);
  }
  return promises as unknown as Store;
}

function recordedPart(name: string, part: object, recorded: Recorded): object {
  const methods = Object.entries(part).map(([method, call]) => [
    method,
    recorder(part, `${name}.${method}`, call, recorded),
  ]);
  return Object.fromEntries(methods);
}

type Call = (...given: unknown[]) => unknown;

function recorder(self: object, name: string, call: Call, recorded: Recorded): Call {
  recorded.there.add(name);
  return (...given) => {
    recorded.called.add(name);
    if (name === "commit") for (const { noun } of given[0] as Change[]) recorded.nouns.add(noun);
    return call.apply(self, given);
  };
}
