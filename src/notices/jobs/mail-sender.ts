import type { Logger } from "pino";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Store } from "../../store/store.ts";
import { type Mail, mailEnded, mailFailed, mailTaken } from "../rules/mail.ts";
import { type MailTransport, Undeliverable } from "../rules/post.ts";
import { messageOf } from "./compose-mail.ts";

export interface MailSender {
  /** Sends what is due. One round at a time; resolves when nothing due is left, or the mail server is away. */
  send(now?: string): Promise<void>;
  close(): Promise<void>;
}

interface MailSenderParts {
  store: Store;
  post: MailTransport;
  config: Pick<Config, "publicUrl" | "sessionSecret" | "site" | "smtp">;
  clock: () => string;
  log: Logger;
}

const LOOK_EVERY_MS = 30_000;
const SOON_MS = 500;
const ROUND = 20;

/**
 * Carries mails from the store to the post. A mail is taken up on disk before it is sent, so that two programs
 * never send it at once and a fault leaves it to be tried again: it may come twice after a crash, it is never lost.
 */
export function startMailSender(parts: MailSenderParts): MailSender {
  const { store, clock, log } = parts;
  let round = Promise.resolve();
  let soon: NodeJS.Timeout | undefined;
  let closed = false;
  const send = (now = clock()) => {
    round = round.then(() => (closed ? undefined : sendDue(parts, now, () => closed)));
    round = round.catch((err) => log.error({ err }, "mails could not be sent"));
    return round;
  };
  const wake = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      void send();
    }, SOON_MS).unref();
  };
  const stopListening = store.onCommit(wake);
  const often = setInterval(wake, LOOK_EVERY_MS).unref();
  return {
    send,
    async close() {
      closed = true;
      stopListening();
      clearInterval(often);
      clearTimeout(soon);
      await round;
    },
  };
}

async function sendDue(parts: MailSenderParts, now: string, closed: () => boolean): Promise<void> {
  while (!closed()) {
    const due = await parts.store.mails.due(now, ROUND);
    if (due.length === 0) return;
    for (const mail of due) {
      if (closed()) return;
      const went = await sendOne(parts, mail, now);
      if (!went) return;
    }
  }
}

/** False when the mail server seems to be away: the others wait for the next round. */
async function sendOne(
  { store, post, config, log }: MailSenderParts,
  mail: Mail,
  now: string,
): Promise<boolean> {
  const taken = mailTaken(mail, now);
  try {
    await store.commit([{ noun: "mail", before: mail, after: taken }]);
  } catch (error) {
    // Somebody else has it.
    if (error instanceof Problem && error.kind === "stale") return true;
    throw error;
  }
  const end = (after: Mail) => store.commit([{ noun: "mail", before: taken, after }]);
  try {
    const message = await messageOf(taken, store, config);
    if (message) await post.send(message);
    await end(mailEnded(taken, message ? "sent" : "dropped"));
    return true;
  } catch (error) {
    const forGood = error instanceof Undeliverable;
    const after = mailFailed(taken, error instanceof Error ? error.message : String(error), forGood);
    log.warn({ err: error, mail: mail.id, state: after.state, nextTry: after.nextTry }, "a mail did not go");
    await end(after);
    return forGood;
  }
}
