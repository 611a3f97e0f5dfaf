import { answersKeptSince } from "../doorway/idempotency.ts";
import type { Job, JobPlan } from "../kernel/job.ts";
import { counted } from "../kernel/words.ts";
import { triesCountSince } from "../people/rules/attempts.ts";
import type { Store } from "../store/store.ts";

/** So many answers are forgotten in one piece, so that nobody waits for it. */
const AT_ONCE = 200;

export const FORGET_EXPIRED: JobPlan = {
  name: "forget-expired",
  does: "Forgets kept answers and attempts in time",
  when: "0 17 * * * *",
  alone: true,
};

/** Forgets what is kept for a while only: answers to an `Idempotency-Key`, and how often somebody tried. */
export const forgetExpired = (store: Store): Job => ({
  ...FORGET_EXPIRED,
  async run(at, ending) {
    const tries = await store.accounts.forgetTries(triesCountSince(at));
    let answers = 0;
    for (let piece = AT_ONCE; piece === AT_ONCE && !ending.aborted; answers += piece)
      piece = await store.forgetAnswers(answersKeptSince(at), AT_ONCE);
    if (answers + tries === 0) return undefined;
    return `${counted(answers, "answer")} and ${counted(tries, "count")} of attempts forgotten.`;
  },
});
