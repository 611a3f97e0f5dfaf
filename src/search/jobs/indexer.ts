import type { Logger } from "pino";
import type { JobPlan, Jobs, RunJob } from "../../kernel/job.ts";
import type { Lease } from "../../kernel/lease.ts";
import type { Store } from "../../store/store.ts";
import type { CollectionsIndex } from "../rules/collections-index.ts";
import type { SearchEngine } from "../rules/engine.ts";
import { collectionsFeederOf, INDEX_COLLECTIONS } from "./collections-feeder.ts";
import { type IndexFeeder, indexFeederOf } from "./index-feeder.ts";

/** Keeps every engine up to date, as long as this process holds the lease of the data folder. */
export interface Indexer {
  /**
   * Resolves when everything committed before the call can be found, by whichever process carries it. An
   * engine that is away is not waited for.
   */
  idle(): Promise<void>;
  /** For `/readyz`: `lag` is the number of changes the slowest engine has yet to take. */
  state(): Promise<{ ready: boolean; says?: string; lag: number }>;
  close(): Promise<void>;
}

export const indexJob = (engine: string): JobPlan => ({
  name: `index-${engine}`,
  does: `Feeds the ${engine} search index`,
  // Other processes commit without telling: they are noticed by looking.
  when: "* * * * * *",
  afterCommit: 0,
});

export const OUTBOX: JobPlan = {
  name: "outbox",
  does: "Forgets changes that every index has",
  when: "* * * * * *",
};

export interface IndexerParts {
  store: Store;
  /** The first one always answers; the others may be away. */
  engines: SearchEngine[];
  /** Collections have an index of their own. */
  collections?: CollectionsIndex;
  /** Held by the process that feeds the engines. */
  lease: Lease;
  jobs: Jobs;
  log: Logger;
}

/** What an engine is known to hold is asked again after this time (ms): somebody may have taken its index away. */
const DOUBT_AFTER = 1000;
/** How often a process that waits for another one to carry looks whether it has (ms). */
const WAIT_STEP = 40;

/** An engine, and how it is fed. */
interface FedEngine {
  engine: SearchEngine;
  feeder: IndexFeeder;
  /** How far it has taken, as far as this process has seen. */
  taken: number;
  /** Why it takes nothing just now. */
  trouble?: string | undefined;
  feed: RunJob;
}

export function startIndexer({ store, engines, collections, lease, jobs, log }: IndexerParts): Indexer {
  let closed = false;
  const fed = engines.map((engine) => fedEngineOf(engine, { store, lease, jobs, log }));
  const kept = collections && fedCollectionsOf(collections, { store, lease, jobs });
  let forgotten = 0;

  /** What the slowest engine has taken is no longer needed. An engine that is away holds its place. */
  async function forgetTaken(): Promise<string | undefined> {
    const slowest = Math.min(...fed.map((l) => l.taken), kept?.taken() ?? Number.POSITIVE_INFINITY);
    if (slowest <= forgotten) return undefined;
    await store.outbox.forget(slowest);
    forgotten = slowest;
    return `Forgotten up to change ${slowest}.`;
  }
  jobs.add({ ...OUTBOX, right: lease, run: forgetTaken });

  return {
    async idle() {
      const head = await store.outbox.head();
      for (;;) {
        await Promise.all([...fed, ...(kept ? [kept] : [])].map((l) => l.feed()));
        const waited = fed.filter((l, i) => i === 0 || l.trouble === undefined);
        const lags = await Promise.all([...waited.map((l) => lagOf(store, l, head)), kept?.lag(head) ?? 0]);
        if (closed || lags.every((lag) => lag === 0)) return;
        await new Promise((resolve) => setTimeout(resolve, WAIT_STEP));
      }
    },
    state: () => stateOf(store, fed),
    async close() {
      closed = true;
      await lease.release();
    },
  };
}

function fedEngineOf(
  engine: SearchEngine,
  { store, lease, jobs, log }: Omit<IndexerParts, "engines">,
): FedEngine {
  let ending: AbortSignal | undefined;
  let asked = 0;
  const feeder = indexFeederOf(store, engine, {
    stopped: () => ending?.aborted === true,
    rebuilding: (why) => log.info({ engine: engine.name }, `search index is being rebuilt: ${why}`),
    progress: (done) => log.debug({ engine: engine.name, done }, "search index is being built"),
  });
  const one: FedEngine = {
    engine,
    feeder,
    taken: 0,
    feed: jobs.add({ ...indexJob(engine.name), right: lease, run }),
  };

  async function run(_at: string, signal: AbortSignal): Promise<string | undefined> {
    ending = signal;
    if (performance.now() - asked > DOUBT_AFTER) {
      feeder.doubt();
      asked = performance.now();
    }
    try {
      const says = await feeder.feed();
      one.trouble = undefined;
      one.taken = feeder.known()?.position ?? one.taken;
      return says;
    } catch (error) {
      one.trouble = (error as Error).message;
      throw error;
    }
  }
  return one;
}

/** The index of collections, as it is fed beside the engines. */
function fedCollectionsOf(
  index: CollectionsIndex,
  { store, lease, jobs }: Pick<IndexerParts, "store" | "lease" | "jobs">,
) {
  const feeder = collectionsFeederOf(store, index);
  const feed = jobs.add({
    ...INDEX_COLLECTIONS,
    right: lease,
    run: (_at, ending) => feeder.feed(() => ending.aborted),
  });
  return {
    feed,
    taken: () => feeder.known()?.position ?? 0,
    async lag(head: number): Promise<number> {
      const cursor = feeder.known();
      return cursor?.epoch === (await store.outbox.epoch()) ? Math.max(0, head - cursor.position) : 1;
    },
  };
}

async function lagOf(store: Store, { feeder, engine }: FedEngine, head: number): Promise<number> {
  const cursor = feeder.known() ?? (await engine.cursor());
  // One of another epoch has to start over, however far it had come.
  return cursor?.epoch === (await store.outbox.epoch())
    ? Math.max(0, head - cursor.position)
    : Math.max(1, head);
}

async function stateOf(store: Store, fed: FedEngine[]): ReturnType<Indexer["state"]> {
  const head = await store.outbox.head();
  const states = await Promise.all(
    fed.map(async (line) => ({
      lag: await lagOf(store, line, head).catch(() => head),
      status: await line.engine.status(),
    })),
  );
  const says = states
    .map(({ status }) => status.trouble && `${status.engine}: ${status.trouble}`)
    .filter(Boolean);
  const troubles = fed.flatMap((l) => (l.trouble === undefined ? [] : `${l.engine.name}: ${l.trouble}`));
  const all = [...says, ...troubles];
  return {
    ready: states[0]?.status.ready ?? false,
    lag: Math.max(0, ...states.map((s) => s.lag)),
    ...(all.length > 0 ? { says: [...new Set(all)].join(" ") } : {}),
  };
}
