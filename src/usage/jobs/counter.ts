import type { JobPlan, Jobs } from "../../kernel/job.ts";
import { counted } from "../../kernel/words.ts";
import type { Usage, UsageCount, UsageKind } from "../../store/usage.ts";

export const USAGE: JobPlan = {
  name: "usage",
  does: "Writes down what was searched and opened",
  when: "*/5 * * * * *",
};

/** Counts in memory and writes every few seconds: a reader never waits for a count. */
export interface UsageCounter {
  count(kind: UsageKind, what: string, district?: string): void;
  /** Writes what has been counted. */
  flush(): Promise<void>;
}

export function usageCounter(usage: Usage, clock: () => string, jobs: Jobs): UsageCounter {
  let waiting = new Map<string, UsageCount>();
  const flush = async () => {
    if (waiting.size === 0) return undefined;
    const counts = [...waiting.values()];
    waiting = new Map();
    await usage.add(counts);
    return `${counted(counts.length, "count")} written.`;
  };
  jobs.add({ ...USAGE, run: flush });
  return {
    count(kind, what, district = "") {
      const day = clock().slice(0, 10);
      const key = `${day}\n${kind}\n${district}\n${what}`;
      const known = waiting.get(key);
      if (known) known.count++;
      else waiting.set(key, { day, kind, what, district, count: 1 });
    },
    async flush() {
      await flush();
    },
  };
}
