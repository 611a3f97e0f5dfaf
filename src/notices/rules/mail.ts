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

/** Six in the morning in winter, seven in summer: the hour of standard time. */
const DIGEST_HOUR = 6;
const DAY = 24 * 60 * MINUTE;

/** When the mail with a notice of this moment is due, by the person's choice and the state's time zone. */
export function dueFor(choice: Exclude<MailChoice, "none">, at: string, timeZone: string): string {
  if (choice === "at once") return at;
  const now = new Date(at);
  const hour = DIGEST_HOUR * 60 * MINUTE - standardOffset(timeZone, now.getUTCFullYear());
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const due = today + (((hour % DAY) + DAY) % DAY);
  return new Date(due > now.getTime() ? due : due + DAY).toISOString();
}

/** How far its clocks are ahead of UTC in January (ms); behind is below zero. */
function standardOffset(timeZone: string, year: number): number {
  const parts = { timeZone, timeZoneName: "longOffset" } as const;
  const written = new Intl.DateTimeFormat("en-US", parts).format(Date.UTC(year, 0, 15));
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(written) ?? [];
  return (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE * (sign === "-" ? -1 : 1);
}

/** The mail for a notice of this moment, as its recipient chose: once a day until they choose. */
export function dueBy({ address, choice = "daily" }: Recipient, at: string, timeZone: string) {
  if (!address || choice === "none") return undefined;
  return {
    kind: choice === "daily" ? ("digest" as const) : ("notice" as const),
    due: dueFor(choice, at, timeZone),
  };
}
