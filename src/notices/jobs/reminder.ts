import type { JobPlan, Jobs } from "../../kernel/job.ts";
import type { Store } from "../../store/store.ts";

export const OVERDUE_REVIEWS: JobPlan = {
  name: "overdue-reviews",
  does: "Reminds of overdue reviews",
  when: "0 */10 * * * *",
};

/** Reminds of answers that are overdue. */
export interface Reminder {
  /** Sends notices of everything that is overdue now and was not noticed yet. */
  remind(now?: string): Promise<void>;
}

const ROUND = 100;

/** Each offer is told of once, in a commit of its own, whoever looks. */
export function startReminder({ store, jobs }: { store: Store; jobs: Jobs }): Reminder {
  const run = jobs.add({ ...OVERDUE_REVIEWS, run: (at, ending) => remindAt(store, at, ending) });
  return {
    async remind(now) {
      await run(now);
    },
  };
}

async function remindAt(store: Store, now: string, ending: AbortSignal): Promise<string | undefined> {
  let told = 0;
  for (;;) {
    const late = ending.aborted ? [] : await store.reviews.late(now, ROUND);
    for (const review of late) {
      if (ending.aborted) break;
      await store.commit([{ noun: "review-late", review, at: now }]);
      told++;
    }
    if (late.length === 0) return told > 0 ? `Reminded of ${told}.` : undefined;
  }
}
