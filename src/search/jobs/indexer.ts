import type { Logger } from "pino";
import type { Lease } from "../../kernel/lease.ts";
import type { Store } from "../../store/store.ts";
import type { SearchEngine } from "../rules/engine.ts";
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

export interface IndexerParts {
  store: Store;
  /** The first one always answers; the others may be away. */
  engines: SearchEngine[];
  /** Held by the process that feeds the engines. */
  lease: Lease;
  log: Logger;
}

/** Other processes commit without telling: they are noticed by looking this often (ms). */
const LOOK_EVERY = 1000;
/** How often a process that waits for another one to carry looks whether it has (ms). */
const WAIT_STEP = 40;

export function startIndexer({ store, engines, lease, log }: IndexerParts): Indexer {
  const troubles = new Map<SearchEngine, string>();
  let closed = false;
  let forgotten = 0;

  const lines = engines.map((engine) => {
    const feeder = indexFeederOf(store, engine, {
      stopped: () => closed,
      rebuilding: (why) => log.info({ engine: engine.name }, `search index is built anew: ${why}`),
      progress: (done) => log.debug({ engine: engine.name, done }, "search index is being built"),
    });
    return line(feeder, () => feedAndAnnounce(feeder));
  });

  async function feedAndAnnounce(feeder: IndexFeeder): Promise<void> {
    const { engine } = feeder;
    try {
      if (closed || !(await lease.hold())) return;
      await feeder.feed();
      if (troubles.delete(engine)) log.info({ engine: engine.name }, "search engine is up to date again");
    } catch (error) {
      const says = (error as Error).message;
      if (troubles.get(engine) !== says)
        log.error({ engine: engine.name, err: error }, "search engine cannot take changes");
      troubles.set(engine, says);
    }
  }

  /** What the slowest engine has taken is no longer needed. An engine that is away holds its place. */
  async function forgetFed(): Promise<void> {
    const slowest = Math.min(...lines.map((l) => l.feeder.known()?.position ?? 0));
    if (slowest <= forgotten || !(await lease.hold())) return;
    await store.outbox.forget(slowest);
    forgotten = slowest;
  }

  async function look(): Promise<void> {
    await forgetFed().catch((error) => log.warn({ err: error }, "the outbox could not be cleared"));
    for (const l of lines) l.feeder.doubt();
    await wake();
  }

  const wake = () => Promise.all(lines.map((l) => l.wake()));
  const stop = store.onCommit(() => void wake());
  const timer = setInterval(() => void look(), LOOK_EVERY).unref();
  void wake();

  const lagOf = async ({ feeder }: FeederRun, head: number): Promise<number> => {
    const cursor = feeder.known() ?? (await feeder.engine.cursor());
    // One of another epoch has to begin anew, however far it had come.
    return cursor?.epoch === (await store.outbox.epoch())
      ? Math.max(0, head - cursor.position)
      : Math.max(1, head);
  };

  return {
    async idle() {
      const head = await store.outbox.head();
      for (;;) {
        await wake();
        const waited = lines.filter((l, i) => i === 0 || !troubles.has(l.feeder.engine));
        const lags = await Promise.all(waited.map((l) => lagOf(l, head)));
        if (closed || lags.every((lag) => lag === 0)) return;
        await new Promise((resolve) => setTimeout(resolve, WAIT_STEP));
      }
    },
    async state() {
      const head = await store.outbox.head();
      const states = await Promise.all(
        lines.map(async (l) => ({
          lag: await lagOf(l, head).catch(() => head),
          status: await l.feeder.engine.status(),
        })),
      );
      const says = states
        .map(({ status }) => status.trouble && `${status.engine}: ${status.trouble}`)
        .filter(Boolean);
      const all = [...says, ...[...troubles].map(([engine, trouble]) => `${engine.name}: ${trouble}`)];
      return {
        ready: states[0]?.status.ready ?? false,
        lag: Math.max(0, ...states.map((s) => s.lag)),
        ...(all.length > 0 ? { says: [...new Set(all)].join(" ") } : {}),
      };
    },
    async close() {
      closed = true;
      clearInterval(timer);
      stop();
      await wake();
      await lease.release();
    },
  };
}

interface FeederRun {
  feeder: IndexFeeder;
  wake(): Promise<void>;
}

/** One run at a time; whoever wakes it during a run gets the next one, which sees what was committed meanwhile. */
function line(feeder: IndexFeeder, run: () => Promise<void>): FeederRun {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    feeder,
    wake() {
      if (!running) return start();
      next ??= running.then(() => {
        next = undefined;
        return start();
      });
      return next;
    },
  };
}
