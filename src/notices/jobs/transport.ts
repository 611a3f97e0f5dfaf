import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Mail {
  to: string;
  subject: string;
  /** Plain text; lines are kept as they are. */
  text: string;
  /** Address that ends such mails without signing in. */
  unsubscribe?: string;
}

/** Carries mail. Resolves once the mail is safely handed on, and never holds up an answer for a mail server. */
export interface Post {
  send(mail: Mail): Promise<void>;
  /** Where mail goes, in words for the person who waits for it; empty when it simply arrives. */
  remark: string;
}

/** The mail server has refused it for good: trying again changes nothing. */
export class Undeliverable extends Error {}

/** Without a mail server each message becomes a file one can open. */
export function filePost(folder: string, clock: () => string, newId: () => string): Post {
  return {
    remark:
      "This registry sends no e-mail yet. The message is in the folder “mail” of its data folder, for whoever runs it.",
    async send({ to, subject, text, unsubscribe }) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const ends = unsubscribe ? [`List-Unsubscribe: <${unsubscribe}>`] : [];
      const lines = [`To: ${to}`, `Subject: ${subject}`, `Date: ${clock()}`, ...ends, "", text, ""];
      const name = join(folder, newId());
      // Whoever reads the folder finds whole letters.
      await writeFile(`${name}.part`, lines.join("\n"), { mode: 0o600 });
      await rename(`${name}.part`, `${name}.txt`);
    },
  };
}
