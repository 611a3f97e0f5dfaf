import type { Transporter } from "nodemailer";
import type { Store } from "../../store/store.ts";
import { type MailTransport, Undeliverable } from "../rules/message.ts";

const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Hands mail to a mail server, and waits until it has taken it. */
export function smtpTransport({ url, from }: { url: string; from: string }): MailTransport {
  let opened: Promise<Transporter> | undefined;
  // Loaded with the first mail: no start waits for it.
  const open = async () => (await import("nodemailer")).createTransport({ url, ...PATIENCE });
  return {
    remark: "",
    async send({ to, subject, text, unsubscribe }) {
      const list = unsubscribe ? { list: { unsubscribe: { url: unsubscribe } } } : {};
      try {
        opened ??= open();
        await (await opened).sendMail({ from, to, subject, text, ...list });
      } catch (error) {
        throw refusedForGood(error) ? new Undeliverable((error as Error).message) : error;
      }
    },
  };
}

/** A 5xx about the address or the message (RFC 5321 §4.2.1); one about signing in may be fixed. */
function refusedForGood(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === "EENVELOPE" || code === "EMESSAGE") && (responseCode ?? 0) >= 500;
}

/** Puts a letter into the queue, so that nobody waits for a mail server and none is lost while it is away. */
export function queuedTransport(
  store: Pick<Store, "commit">,
  clock: () => string,
  newId: () => string,
): MailTransport {
  return {
    remark: "",
    async send(letter) {
      const at = clock();
      const after = { id: newId(), kind: "letter", letter, state: "waiting", tries: 0 } as const;
      await store.commit([{ noun: "mail", after: { ...after, nextTry: at, createdAt: at } }]);
    },
  };
}
