import type { MailChoice } from "../../people/rules/account.ts";
import type { Recipient } from "../../people/rules/facts.ts";

/**
 * Notices go at once, each in a mail of its own, or together once a day. A letter was written when it was
 * asked for, such as an invitation.
 */
export const MAIL_KINDS = ["notice", "digest", "letter"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Dropped: nothing was left to say by the time it was due. */
export const MAIL_STATES = ["waiting", "sent", "dropped", "dead"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** One mail on its way. Guarded by `tries`, which grows each time it is taken up. */
export interface Mail {
  id: string;
  kind: MailKind;
  /** Whom notices are for; their address is read when it is sent. */
  person?: string;
  /** The words of a letter, kept until it is sent and no longer. */
  letter?: Letter;
  state: MailState;
  tries: number;
  nextTry: string;
  createdAt: string;
  /** What the mail server said last. */
  fault?: string;
}

const MINUTE = 60_000;
const LONGEST_WAIT = 4 * 60 * MINUTE;
/** NoticeSubject five days of trying. */
export const MOST_TRIES = 36;

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

/** When to try again after so many tries: a minute, two, four … at most four hours. */
export const nextTryAfter = (tries: number, now: string) =>
  later(now, Math.min(MINUTE * 2 ** (tries - 1), LONGEST_WAIT));

/** Taken up: whoever finds it meanwhile leaves it alone, and if nothing comes of it, it is tried again. */
export const mailTaken = (mail: Mail, now: string): Mail => ({
  ...mail,
  tries: mail.tries + 1,
  nextTry: nextTryAfter(mail.tries + 1, now),
});

/** Its end, with the words of a letter gone. */
export function mailEnded(mail: Mail, state: "sent" | "dropped"): Mail {
  const { letter: _gone, fault: _past, ...rest } = mail;
  return { ...rest, state };
}

/** Not taken: tried again later, unless the server will never take it or has been away for days. */
export const mailFailed = (mail: Mail, fault: string, forGood: boolean): Mail => ({
  ...mail,
  fault: fault.slice(0, 300),
  state: forGood || mail.tries >= MOST_TRIES ? "dead" : "waiting",
});

/** Six in the morning in Rhode Island, in winter; seven in summer. */
const DIGEST_HOUR_UTC = 11;

/** When the mail with a notice of this moment is due, by the person's choice. */
export function dueFor(choice: Exclude<MailChoice, "none">, at: string): string {
  if (choice === "at once") return at;
  const day = new Date(at);
  const today = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), DIGEST_HOUR_UTC);
  return new Date(today > day.getTime() ? today : today + 24 * 60 * MINUTE).toISOString();
}

/** The mail for a notice of this moment, as its recipient chose: once a day until they choose. */
export function dueBy({ address, choice = "daily" }: Recipient, at: string) {
  if (!address || choice === "none") return undefined;
  return { kind: choice === "daily" ? ("digest" as const) : ("notice" as const), due: dueFor(choice, at) };
}
