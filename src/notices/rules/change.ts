import type { Mail } from "./mail.ts";

/** A mail taken up, sent or given up; without `before` a letter to be sent. Notices write their own. */
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
