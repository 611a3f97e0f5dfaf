/** A mail as it is handed on. */
export interface Message {
  to: string;
  subject: string;
  /** Plain text; lines are kept as they are. */
  text: string;
  /** Address that ends such mails without signing in. */
  unsubscribe?: string;
}

/** Carries mail. Resolves once the mail is safely handed on, and never holds up an answer for a mail server. */
export interface MailTransport {
  send(mail: Message): Promise<void>;
  /** Where mail goes, in words for the person who waits for it; empty when it simply arrives. */
  remark: string;
}

/** The mail server has refused it for good: trying again changes nothing. */
export class Undeliverable extends Error {}
