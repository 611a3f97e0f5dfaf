import { asksKeptSince } from "../asks/rules/ask.ts";
import { answersKeptSince } from "../doorway/idempotency.ts";
import type { Job, JobPlan } from "../kernel/job.ts";
import { counted, listed } from "../kernel/words.ts";
import { triesCountSince } from "../people/rules/attempts.ts";
import type { Store } from "../store/store.ts";

/** So many answers are forgotten in one piece, so that nobody waits for it. */
const AT_ONCE = 200;

export const FORGET_EXPIRED: JobPlan = {
  name: "forget-expired",
  does: "Forgets kept answers, attempts and old asks in time",
  when: "0 17 * * * *",
  alone: true,
};

/** Forgets what is kept for a while only: answers to an `Idempotency-Key`, how often somebody tried, what was asked for. */
export const forgetExpired = (store: Store): Job => ({
  ...FORGET_EXPIRED,
  async run(at, ending) {
    const tries = await store.accounts.forgetTries(triesCountSince(at));
    let answers = 0;
    for (let piece = AT_ONCE; piece === AT_ONCE && !ending.aborted; answers += piece)
      piece = await store.forgetAnswers(answersKeptSince(at), AT_ONCE);
    let asks = 0;
    for (let piece = AT_ONCE; piece === AT_ONCE && !ending.aborted; asks += piece)
      piece = await store.asks.forget(asksKeptSince(at), AT_ONCE);
    if (answers + tries + asks === 0) return undefined;
    const attempts = `${counted(tries, "count")} of attempts`;
    return `${listed([counted(answers, "answer"), attempts, counted(asks, "ask")])} forgotten.`;
  },
});
