import { Command, Option } from "commander";
import { Problem } from "../../kernel/problem.ts";
import { newKey } from "../../people/actions/new-key.ts";
import { keyStateOf, SCOPES, type Scope } from "../../people/rules/key.ts";
import { BY, newId, now, printLine, table, withStore } from "./open.ts";
import { personBy } from "./person.ts";

const create = new Command("create")
  .argument("<person>", "id, e-mail address or name")
  .option("--label <words>", "what it is for", "made at the command line")
  .addOption(new Option("--scope <scope...>", "what it may do").choices([...SCOPES]).default(["read"]))
  .addOption(new Option("--days <n>", "days until it expires").argParser(Number).default(365))
  .action((handle: string, { label, scope, days }: { label: string; scope: Scope[]; days: number }) =>
    withStore(async (store) => {
      if (!Number.isInteger(days) || days < 1 || days > 3650)
        throw new Problem("invalid", "--days is a whole number from 1 to 3650.");
      const person = await personBy(handle, store);
      const { key, secret } = newKey({
        id: newId(),
        person: person.id,
        label,
        scopes: scope,
        days,
        at: now(),
      });
      await store.commit([{ noun: "key", after: key }], BY);
      printLine(`${secret}\nThis is shown once. Key ${key.id}, expires ${key.expiresAt.slice(0, 10)}.`);
    }),
  );

const revoke = new Command("revoke").argument("<id>").action((id: string) =>
  withStore(async (store) => {
    const key = await store.people.key(id);
    if (!key) throw new Problem("unknown", `There is no key ${id}.`);
    await store.commit([{ noun: "key", after: { ...key, revokedAt: key.revokedAt ?? now() } }], BY);
    printLine(`${key.prefix}… is revoked`);
  }),
);

const list = new Command("list")
  .argument("[person]", "id, e-mail address or name")
  .action((handle?: string) =>
    withStore(async (store) => {
      const keys = await store.people.keys(handle ? (await personBy(handle, store)).id : undefined);
      const rows = keys.map((k) => [
        k.id,
        `${k.prefix}…`,
        k.label,
        k.scopes.join(","),
        keyStateOf(k, now()),
        k.lastUsedAt?.slice(0, 10) ?? "never used",
      ]);
      printLine(table([["id", "key", "label", "may", "state", "last used"], ...rows]));
    }),
  );

export const keyCommand = new Command("key")
  .description("API keys: shown once, stored hashed")
  .addCommand(create)
  .addCommand(revoke)
  .addCommand(list);
