import type { Mail } from "../notices/rules/mail.ts";
import type { Notice } from "../notices/rules/notice.ts";

/** What the store promises about notices. They are made by `commit`, from what it writes. */
export interface Notices {
  /** Newest first, below the id `before` where it is given. */
  of(person: string, ask: { unread?: boolean; before?: number; limit: number }): Promise<Notice[]>;
  /** How many this person has not read. */
  unread(person: string): Promise<number>;
  /** Those a mail carries, oldest first. */
  inMail(mail: string): Promise<Notice[]>;
}

/** What the store promises about mails that wait to be sent. */
export interface Mails {
  /** Those whose time has come, oldest first. */
  due(now: string, limit: number): Promise<Mail[]>;
  /** Those given up, newest first. */
  dead(limit: number): Promise<Mail[]>;
  get(id: string): Promise<Mail | undefined>;
}
