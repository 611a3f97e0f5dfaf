import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { MailTransport } from "../rules/message.ts";

/** Without a mail server each message becomes a file one can open. */
export function fileTransport(folder: string, clock: () => string, newId: () => string): MailTransport {
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
