import type { Logger } from "pino";
import type { Config } from "../../kernel/config.ts";
import type { JobPlan, Jobs } from "../../kernel/job.ts";
import { Problem } from "../../kernel/problem.ts";
import { counted } from "../../kernel/words.ts";
import type { Store } from "../../store/store.ts";
import { type Mail, mailEnded, mailFailed, mailTaken } from "../rules/mail.ts";
import { type MailTransport, Undeliverable } from "../rules/message.ts";
import { messageOf } from "./compose-mail.ts";

export const MAIL: JobPlan = {
  name: "mail",
  does: "Sends the mail that is due",
  when: "*/30 * * * * *",
  afterCommit: 500,
};

export interface MailSender {
  /** Sends what is due. Resolves when nothing due is left, or the mail server is away. */
  send(now?: string): Promise<void>;
}

interface MailSenderParts {
  store: Store;
  post: MailTransport;
  config: Pick<Config, "publicUrl" | "sessionSecret" | "site" | "smtp">;
  jobs: Jobs;
  log: Logger;
}

const ROUND = 20;

/**
 * Sends mails from the store. A mail is taken up on disk before it is sent, so that two programs
 * never send it at once and a fault leaves it to be tried again: it may come twice after a crash, it is never lost.
 */
export function startMailSender(parts: MailSenderParts): MailSender {
  const run = parts.jobs.add({ ...MAIL, run: (at, ending) => sendDue(parts, at, ending) });
  return {
    async send(now) {
      await run(now);
    },
  };
}

async function sendDue(
  parts: MailSenderParts,
  now: string,
  ending: AbortSignal,
): Promise<string | undefined> {
  let taken = 0;
  for (;;) {
    const due = ending.aborted ? [] : await parts.store.mails.due(now, ROUND);
    for (const mail of due) {
      if (ending.aborted) break;
      const fault = await sendOne(parts, mail, now);
      if (fault) throw new Error(`The mail server does not take mail: ${fault}`);
      taken++;
    }
    if (due.length === 0) return taken > 0 ? `${counted(taken, "mail")} taken up.` : undefined;
  }
}

/** Gives the fault when the mail server seems to be away: the others wait for the next round. */
async function sendOne(
  { store, post, config, log }: MailSenderParts,
  mail: Mail,
  now: string,
): Promise<string | undefined> {
  const taken = mailTaken(mail, now);
  try {
    await store.commit([{ noun: "mail", before: mail, after: taken }]);
  } catch (error) {
    // Somebody else has it.
    if (error instanceof Problem && error.kind === "stale") return undefined;
    throw error;
  }
  const end = (after: Mail) => store.commit([{ noun: "mail", before: taken, after }]);
  try {
    const message = await messageOf(taken, store, config);
    if (message) await post.send(message);
    await end(mailEnded(taken, message ? "sent" : "dropped"));
    return undefined;
  } catch (error) {
    const forGood = error instanceof Undeliverable;
    const after = mailFailed(taken, error instanceof Error ? error.message : String(error), forGood);
    log.warn({ err: error, mail: mail.id, state: after.state, nextTry: after.nextTry }, "a mail did not go");
    await end(after);
    return forGood ? undefined : after.fault || "it gives no reason";
  }
}
