import type { Logger } from "pino";
import type { Store } from "../../store/store.ts";

/** Reminds of answers that are overdue. */
export interface Reminder {
  /** Tells of everything that is overdue now and was not told of yet. */
  remind(now?: string): Promise<void>;
  close(): Promise<void>;
}

interface Reminding {
  store: Store;
  clock: () => string;
  log: Logger;
}

const LOOK_EVERY_MS = 10 * 60_000;
const ROUND = 100;

/** Looks every few minutes; each offer is told of once, in a commit of its own, whoever looks. */
export function startReminder({ store, clock, log }: Reminding): Reminder {
  let round = Promise.resolve();
  let closed = false;
  const remind = (now = clock()) => {
    round = round.then(() => remindAt(store, now, () => closed));
    round = round.catch((err) => log.error({ err }, "overdue reviews could not be announced"));
    return round;
  };
  const often = setInterval(() => void remind(), LOOK_EVERY_MS).unref();
  void remind();
  return {
    remind,
    async close() {
      closed = true;
      clearInterval(often);
      await round;
    },
  };
}

async function remindAt(store: Store, now: string, closed: () => boolean): Promise<void> {
  while (!closed()) {
    const late = await store.reviews.late(now, ROUND);
    if (late.length === 0) return;
    for (const review of late) {
      if (closed()) return;
      await store.commit([{ noun: "review-late", review, at: now }]);
    }
  }
}
