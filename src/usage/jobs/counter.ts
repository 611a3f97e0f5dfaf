import type { Usage, UsageCount, UsageKind } from "../../store/usage.ts";

/** Counts in memory and writes every few seconds: a reader never waits for a count. */
export interface UsageCounter {
  count(kind: UsageKind, what: string, district?: string): void;
  /** Writes what has been counted. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export function usageCounter(usage: Usage, clock: () => string, everyMs = 5000): UsageCounter {
  let waiting = new Map<string, UsageCount>();
  const flush = async () => {
    if (waiting.size === 0) return;
    const counts = [...waiting.values()];
    waiting = new Map();
    await usage.add(counts);
  };
  const timer = setInterval(() => {
    // A count that cannot be written is not worth a failure; the next one tries again.
    flush().catch(() => undefined);
  }, everyMs).unref();
  return {
    count(kind, what, district = "") {
      const day = clock().slice(0, 10);
      const key = `${day}\n${kind}\n${district}\n${what}`;
      const known = waiting.get(key);
      if (known) known.count++;
      else waiting.set(key, { day, kind, what, district, count: 1 });
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
