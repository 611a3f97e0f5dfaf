import type { Config } from "../../kernel/config.ts";
import type { Store } from "../../store/store.ts";
import { callerFor, type ReadableNotice, readableNotices } from "../actions/readable.ts";
import { unsubscribeAddress } from "../actions/unsubscribe.ts";
import type { Mail } from "../rules/mail.ts";
import type { Message } from "../rules/message.ts";

type Settings = Pick<Config, "publicUrl" | "sessionSecret" | "site" | "smtp">;

/**
 * The words of a mail, from what its person may see at this moment and has not read yet. Undefined when nothing
 * is left to say, or nobody to say it to.
 */
export async function messageOf(mail: Mail, store: Store, config: Settings): Promise<Message | undefined> {
  if (mail.letter) return mail.letter;
  const caller = mail.person ? await callerFor(mail.person, store) : undefined;
  if (!caller?.person?.email) return undefined;
  const { id, email, demo } = caller.person;
  // Invented people have no mailbox in the world.
  if (demo && config.smtp) return undefined;
  if ((await store.accounts.of(id))?.mail === "none") return undefined;
  const unread = (await store.notices.inMail(mail.id)).filter((n) => !n.readAt);
  const readable = await readableNotices(caller, unread, store);
  const [first] = readable;
  if (!first) return undefined;
  const unsubscribe = unsubscribeAddress(id, config);
  const subject = readable.length === 1 ? first.words.slice(0, 200) : `${readable.length} notices for you`;
  return { to: email, subject, text: textOf(readable, unsubscribe, config), unsubscribe };
}

function textOf(readable: ReadableNotice[], unsubscribe: string, { publicUrl, site }: Settings): string {
  const part = (title: string, some: ReadableNotice[]) =>
    some.length === 0 ? [] : [title, "", ...some.flatMap((h) => [h.words, publicUrl + h.address, ""])];
  return [
    ...part(
      "Waiting for you:",
      readable.filter((h) => h.notice.act),
    ),
    ...part(
      "Good to know:",
      readable.filter((h) => !h.notice.act),
    ),
    "-- ",
    site.name,
    `All your notices: ${publicUrl}/notices`,
    `At once, once a day or never: choose it in your account, ${publicUrl}/account`,
    `Unsubscribe without signing in: ${unsubscribe}`,
  ].join("\n");
}
