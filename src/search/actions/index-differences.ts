import type { Store } from "../../store/store.ts";
import { documentOf } from "../rules/document.ts";
import type { Removal, SearchEngine } from "../rules/engine.ts";

/** Where an index and the store do not agree, by id of the resource. */
export interface Differences {
  compared: number;
  /** Can be found by someone, and is not held. */
  missing: string[];
  /** Held at another revision than it has. */
  stale: string[];
  /** Held, and nobody may find it. */
  surplus: string[];
}

/** Records read in one go. */
const PAGE = 500;

/** Compares all an engine holds with all the store has. Reads both in order of their ids, a page at a time. */
export async function differences(
  store: Store,
  engine: Pick<SearchEngine, "held">,
  progress: (compared: number) => void = () => {},
): Promise<Differences> {
  const found: Differences = { compared: 0, missing: [], stale: [], surplus: [] };
  const held = pages((after) => engine.held(after, PAGE));
  let is = await next(held);
  for await (const wanted of findable(store)) {
    for (; is && is.id < wanted.id; is = await next(held)) found.surplus.push(is.id);
    if (is?.id !== wanted.id) found.missing.push(wanted.id);
    else {
      if (is.revision !== wanted.revision) found.stale.push(wanted.id);
      is = await next(held);
    }
    found.compared++;
    if (found.compared % PAGE === 0) progress(found.compared);
  }
  for (; is; is = await next(held)) found.surplus.push(is.id);
  return found;
}

async function* findable(store: Store): AsyncGenerator<Removal> {
  for await (const resource of pages((after) => store.resources.each(after, PAGE))) {
    const document = documentOf(resource, await store.reference());
    if (document) yield document;
  }
}

async function* pages<T extends { id: string }>(read: (after: string) => Promise<T[]>): AsyncGenerator<T> {
  for (let after = ""; ; ) {
    const page = await read(after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const next = async <T>(iterator: AsyncGenerator<T>): Promise<T | undefined> => {
  const { value, done } = await iterator.next();
  return done ? undefined : value;
};
