import type { Mail, MailKind } from "./mail.ts";
import type { NewNotice } from "./notice.ts";

/** Somebody is notified of something. Follows from the change it reports. */
export interface NoticeChange {
  noun: "notice";
  after: NewNotice;
  /** Not written while the person has an unread one of this kind about the same batch or import. */
  once?: boolean;
  /**
   * The mail that brings it: one of its own, or of this day. A day's mail of this person that waits already and
   * was never tried takes it too; one that was tried may be on its way.
   */
  mail?: { kind: Exclude<MailKind, "letter">; due: string };
}

/** A mail taken up, sent or given up; without `before` a letter to be sent. */
export interface MailChange {
  noun: "mail";
  before?: Mail;
  after: Mail;
}

/** These notices of a person, or all up to an id. */
export interface NoticesRead {
  noun: "notices-read";
  person: string;
  at: string;
  upTo?: number | undefined;
  only?: number[] | undefined;
}

export type NoticesChange = MailChange | NoticesRead;
