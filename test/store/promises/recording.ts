import type { Change } from "../../../src/store/change.ts";
import type { Storage } from "../../../src/store/storage.ts";

/** What a suite has asked so far: names of promises, and the nouns of what it committed. */
export interface Recorded {
  /** `store.resources.get`, `copies.copyTo`; from the keys of the objects themselves. */
  there: Set<string>;
  called: Set<string>;
  nouns: Set<Change["noun"]>;
}

export const nothingRecorded = (): Recorded => ({ there: new Set(), called: new Set(), nouns: new Set() });

/** What these give back has promises of its own. */
const OPENS: Record<string, string> = { open: "store.", lease: "lease." };

/** The same storage, with every call of a promise of it and of its stores written down. */
export const recording = (storage: Storage, recorded: Recorded): Storage =>
  watched("", storage, recorded) as Storage;

type Call = (...given: unknown[]) => unknown;

function watched(prefix: string, of: object, recorded: Recorded): object {
  const members = Object.entries(of).map(([name, member]) => {
    if (typeof member === "function") return [name, watchedCall(prefix + name, of, member, recorded)];
    const inner = typeof member === "object" && member !== null;
    return [name, inner ? watched(`${prefix}${name}.`, member, recorded) : member];
  });
  return Object.fromEntries(members);
}

function watchedCall(name: string, of: object, call: Call, recorded: Recorded): Call {
  recorded.there.add(name);
  const opens = OPENS[name];
  const opened = (result: unknown) => watched(opens ?? "", result as object, recorded);
  return (...given) => {
    recorded.called.add(name);
    if (name === "store.commit") for (const { noun } of given[0] as Change[]) recorded.nouns.add(noun);
    const result = call.apply(of, given);
    if (opens === undefined) return result;
    return result instanceof Promise ? result.then(opened) : opened(result);
  };
}
