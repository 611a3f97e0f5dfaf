import { Command } from "commander";
import { Problem } from "../../kernel/problem.ts";
import { printLine, table, withStore } from "./open.ts";
import { personBy } from "./person.ts";

export const auditCommand = new Command("audit")
  .description("who did what to whom: accounts, memberships, roles, keys, sessions. Nobody can change it")
  .option("--person <handle>", "only what is about this person: id, e-mail address or name")
  .option("--last <n>", "how many entries", "50")
  .option("--json", "one JSON object a line")
  .action(({ person, last, json }: { person?: string; last: string; json?: true }) =>
    withStore(async (store) => {
      const limit = Number(last);
      if (!Number.isInteger(limit) || limit < 1)
        throw new Problem("invalid", "--last is a whole number from 1 upwards.");
      const about = person ? { person: (await personBy(person, store)).id } : {};
      const entries = (await store.audit.entries({ ...about, limit })).toReversed();
      if (json) return entries.forEach((entry) => void printLine(JSON.stringify(entry)));
      const names = await store.people.names(entries.flatMap((e) => [e.by ?? [], e.person ?? []].flat()));
      const nameOf = (id = "") => names.get(id) ?? id;
      const rows = entries.map((e) => [
        e.at.slice(0, 19).replace("T", " "),
        nameOf(e.by),
        e.what,
        nameOf(e.person),
        [e.role, e.organization, e.thing].filter(Boolean).join(" "),
      ]);
      printLine(table([["when (UTC)", "who", "did", "to whom", "about"], ...rows]));
    }),
  );
