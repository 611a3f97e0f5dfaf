import { setImmediate as breath } from "node:timers/promises";
import { counted } from "../../kernel/words.ts";
import type { Store } from "../../store/store.ts";
import { documentOf } from "../rules/document.ts";
import type { Cursor, DocumentBatch, SearchEngine } from "../rules/engine.ts";

/** Records an engine takes in one transaction: about 50 ms of work, off the main thread. */
export const BATCH = 400;
/** Records read and made into documents at a stretch: whoever waits for an answer has it in between. */
const STRETCH = 40;

/** Feeds what happened in the store to one engine. */
export interface IndexFeeder {
  readonly engine: SearchEngine;
  /** Brings the engine up to date, and says what was done, if anything. Rejects when the engine or the store cannot. */
  feed(): Promise<string | undefined>;
  /** How far the engine is known to have read, without asking it. */
  known(): Cursor | undefined;
  /** Forgets what is known, so that the engine is asked again. */
  doubt(): void;
}

export interface Hooks {
  stopped: () => boolean;
  /** Told before a rebuild, and of its progress. */
  rebuilding: (why: string) => void;
  progress: (done: number) => void;
}

export function indexFeederOf(store: Store, engine: SearchEngine, hooks: Hooks): IndexFeeder {
  let cursor: Cursor | undefined;

  const feed = async () => {
    const epoch = await store.outbox.epoch();
    cursor ??= await engine.cursor();
    const why = await reasonToRebuild(store, cursor, epoch);
    if (why || !cursor) {
      hooks.rebuilding(why ?? "it has none");
      cursor = await rebuildFrom(store, engine, hooks);
    }
    const taken = cursor ? await feedFrom(cursor, epoch) : 0;
    if (why) return cursor ? `Rebuilt: ${why}.` : "The rebuild was broken off.";
    return taken > 0 ? `${counted(taken, "change")} taken in.` : undefined;
  };

  /** The next entries are read and made into documents while the engine takes those before. */
  async function feedFrom(from: Cursor, epoch: string): Promise<number> {
    let { position } = from;
    let taken = 0;
    let ahead: Promise<Next | undefined> | undefined;
    try {
      while (!hooks.stopped()) {
        // What came while the engine was taking is looked for once more.
        const found = (await ahead) ?? (await nextBatch(store, position));
        if (!found) break;
        position = found.position;
        const taking = engine.take(found.batch, { epoch, position });
        ahead = nextBatch(store, position);
        // A failure is met in the next round; until then it must not count as unheard.
        ahead.catch(() => undefined);
        await taking;
        cursor = { epoch, position };
        taken += found.changes;
      }
    } finally {
      // Nobody may close the store under it.
      await ahead?.catch(() => undefined);
    }
    return taken;
  }

  return {
    engine,
    async feed() {
      try {
        return await feed();
      } catch (error) {
        cursor = undefined;
        throw error;
      }
    },
    known: () => cursor,
    doubt() {
      cursor = undefined;
    },
  };
}

/** Why what the engine holds cannot be brought up to date by the outbox; undefined when it can. */
export async function reasonToRebuild(
  store: Store,
  cursor: Cursor | undefined,
  epoch: string,
): Promise<string | undefined> {
  if (!cursor) return "there is no complete index";
  if (cursor.epoch !== epoch) return "the registry was restored, or something in it was erased";
  const head = await store.outbox.head();
  if (cursor.position > head) return "the index is ahead of the registry";
  const [next] = await store.outbox.after(cursor.position, 1);
  if (next ? next.position > cursor.position + 1 : head > cursor.position) {
    return "the index is older than what the registry remembers of its changes";
  }
  return undefined;
}

interface Next {
  batch: DocumentBatch;
  /** Of the last entry in it. */
  position: number;
  /** How many entries it was made of. */
  changes: number;
}

/** What happened after a position; undefined when nothing did. */
async function nextBatch(store: Store, after: number): Promise<Next | undefined> {
  const entries = await store.outbox.after(after, BATCH);
  const last = entries.at(-1);
  if (!last) return undefined;
  const touched = entries.flatMap((e) => (e.noun === "resource" ? e.id : []));
  return { batch: await readNow(store, touched), position: last.position, changes: entries.length };
}

/** Resources as they are now, whatever happened to them before: the newest state is all an engine needs. */
export async function readNow(store: Store, touched: string[]): Promise<DocumentBatch> {
  const ids = [...new Set(touched)];
  const batch: DocumentBatch = { put: [], remove: [] };
  for (let from = 0; from < ids.length; from += STRETCH) {
    if (from > 0) await breath();
    const some = ids.slice(from, from + STRETCH);
    const reference = await store.reference();
    const found = new Map((await store.resources.many(some)).map((r) => [r.id, r]));
    for (const id of some) {
      const resource = found.get(id);
      const document = resource && documentOf(resource, reference);
      if (document) batch.put.push(document);
      else batch.remove.push({ id, revision: resource?.revision ?? -1 });
    }
  }
  return batch;
}

/** Rebuilds an engine's index from the store. Undefined when it was stopped before its end. */
export async function rebuildFrom(
  store: Store,
  engine: SearchEngine,
  hooks: Pick<Hooks, "stopped" | "progress">,
): Promise<Cursor | undefined> {
  // What happens from here on is carried after the rebuild.
  const cursor = { epoch: await store.outbox.epoch(), position: await store.outbox.head() };
  const rebuild = await engine.rebuild();
  try {
    let done = 0;
    // The next page is read and made into documents while the engine takes the one before.
    let taking: Promise<void> = Promise.resolve();
    for (let after = ""; ; ) {
      if (hooks.stopped()) {
        await rebuild.abandon();
        return undefined;
      }
      const page = await store.resources.each(after, BATCH);
      const last = page.at(-1);
      if (!last) break;
      const reference = await store.reference();
      const documents = page.flatMap((r) => documentOf(r, reference) ?? []);
      await taking;
      taking = rebuild.put(documents);
      // A failure is met at the next page; until then it must not count as unheard.
      taking.catch(() => undefined);
      after = last.id;
      done += page.length;
      hooks.progress(done);
    }
    await taking;
    await rebuild.finish(cursor);
    return cursor;
  } catch (error) {
    await rebuild.abandon().catch(() => undefined);
    throw error;
  }
}
