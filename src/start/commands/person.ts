import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { Problem } from "../../kernel/problem.ts";
import { newToken } from "../../kernel/secret.ts";
import { passphrasesOf } from "../../people/actions/passphrase.ts";
import { isMailAddress, mailAddressOf, newAccount, passphraseFault } from "../../people/rules/account.ts";
import { INVITATION_DAYS } from "../../people/rules/invitation.ts";
import type { Role } from "../../people/rules/person.ts";
import { timeAfter } from "../../people/rules/session.ts";
import type { Store } from "../../store/store.ts";
import { BY, newId, now, printLine, table, withStore } from "./open.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The person with this id, e-mail address or name; a Problem when there is none or more than one. */
export async function personBy(handle: string, store: Store) {
  const all = await store.people.all();
  const found = all.filter((p) => p.id === handle || p.email === handle || p.name === handle);
  if (found.length === 1 && found[0]) return found[0];
  throw new Problem(
    "unknown",
    `${found.length === 0 ? "Nobody" : "More than one person"} is known as "${handle}".`,
  );
}

const add = new Command("add")
  .argument("<name>")
  .option("--email <address>")
  .requiredOption("--org <code>", "the organization they belong to")
  .addOption(
    new Option("--role <role>", "what they are there").choices(["member", "curator"]).default("member"),
  )
  .action((name: string, { email, org, role }: { email?: string; org: string; role: Role }) =>
    withStore(async (store) => {
      mustExist(org, (await store.reference()).organizations.get(org));
      const person = {
        id: newId(),
        name,
        ...(email ? { email: mailAddressOf(email) } : {}),
        demo: false,
        active: true,
        createdAt: now(),
      };
      await store.commit(
        [
          { noun: "person", after: person },
          { noun: "membership", after: { person: person.id, organization: org, role, confirmed: true } },
        ],
        BY,
      );
      printLine(person.id);
    }),
  );

const join = new Command("join")
  .description("add a membership or change its role")
  .argument("<person>", "id, e-mail address or name")
  .requiredOption("--org <code>")
  .addOption(new Option("--role <role>").choices(["member", "curator"]).default("member"))
  .action((handle: string, { org, role }: { org: string; role: Role }) =>
    withStore(async (store) => {
      const person = await personBy(handle, store);
      mustExist(org, (await store.reference()).organizations.get(org));
      const after = { person: person.id, organization: org, role, confirmed: true };
      await store.commit([{ noun: "membership", after }], BY);
      printLine(`${person.name} is ${role} of ${org}`);
    }),
  );

const deactivate = new Command("deactivate")
  .description("their sessions and keys end at once; what they shared stays")
  .argument("<person>", "id, e-mail address or name")
  .action((handle: string) =>
    withStore(async (store) => {
      const person = await personBy(handle, store);
      await store.commit([{ noun: "person", after: { ...person, active: false } }], BY);
      printLine(`${person.name} is deactivated`);
    }),
  );

const invite = new Command("invite")
  .description("print a link with which someone makes their account; it works once, for two weeks")
  .argument("<email>")
  .requiredOption("--org <code>", "the organization they will belong to")
  .addOption(new Option("--role <role>").choices(["member", "curator"]).default("member"))
  .action((given: string, { org, role }: { org: string; role: Role }) =>
    withStore(async (store, { publicUrl }) => {
      mustExist(org, (await store.reference()).organizations.get(org));
      const email = mailAddressOf(given);
      if (!isMailAddress(email)) throw new Problem("invalid", `"${given}" is not an e-mail address.`);
      const { token, hash } = newToken();
      const [at, invitedBy] = [now(), BY];
      const expiresAt = timeAfter(at, INVITATION_DAYS * DAY_MS);
      const after = {
        id: newId(),
        email,
        organization: org,
        role,
        hash,
        invitedBy,
        createdAt: at,
        expiresAt,
      };
      await store.commit([{ noun: "invitation", after }], BY);
      printLine(`${publicUrl}/welcome/${token}`);
    }),
  );

const passphrase = new Command("passphrase")
  .description("print a link with which a person chooses a passphrase; it works once, within an hour")
  .argument("<person>", "id, e-mail address or name")
  .option("--stdin", "set the passphrase that comes on standard input instead")
  .action((handle: string, { stdin }: { stdin?: true }) =>
    withStore(async (store, { publicUrl, passphraseCost }) => {
      const person = await personBy(handle, store);
      if (!person.email)
        throw new Problem("invalid", `${person.name} has no e-mail address to sign in with.`);
      const before = await store.accounts.of(person.id);
      const account = before ?? newAccount(person.id);
      if (!stdin) {
        const { token, hash } = newToken();
        const after = { ...account, reset: { hash, expiresAt: timeAfter(now(), HOUR_MS) } };
        await store.commit([{ noun: "account", before, after }], BY);
        return printLine(`${publicUrl}/reset/${token}`);
      }
      const given = (await text(process.stdin)).replace(/\r?\n$/, "");
      const fault = passphraseFault(given, [person.name, person.email]);
      if (fault) throw new Problem("invalid", `${fault}.`);
      const hash = await passphrasesOf(passphraseCost).hash(given);
      const { reset: _used, ...kept } = account;
      await store.commit(
        [
          { noun: "account", before, after: { ...kept, passphrase: hash } },
          { noun: "sessions-ended", person: person.id, at: now() },
        ],
        BY,
      );
      printLine(`${person.name} signs in with ${person.email} and this passphrase from now on`);
    }),
  );

const lostPhone = new Command("lost-phone")
  .description("remove a person's second factor; they set up a new one at their next sign-in")
  .argument("<person>", "id, e-mail address or name")
  .action((handle: string) =>
    withStore(async (store) => {
      const person = await personBy(handle, store);
      const before = await store.accounts.of(person.id);
      if (!before?.totp) throw new Problem("invalid", `${person.name} has no second factor.`);
      const { totp: _lost, ...kept } = before;
      await store.commit(
        [
          { noun: "account", before, after: { ...kept, recovery: [] } },
          { noun: "sessions-ended", person: person.id, at: now() },
        ],
        BY,
      );
      printLine(`${person.name} has no second factor any more, and is signed out everywhere`);
    }),
  );

const list = new Command("list").action(() =>
  withStore(async (store) => {
    const people = await store.people.all();
    const rows = await Promise.all(
      people.map(async (p) => {
        const belongs = (await store.people.memberships(p.id)).map((m) => `${m.organization} (${m.role})`);
        return [p.id, p.name, p.active ? "active" : "deactivated", p.demo ? "demo" : "", belongs.join(", ")];
      }),
    );
    printLine(table([["id", "name", "state", "", "belongs to"], ...rows]));
  }),
);

export const personCommand = new Command("person")
  .description("people and what they belong to")
  .addCommand(add)
  .addCommand(join)
  .addCommand(invite)
  .addCommand(passphrase)
  .addCommand(lostPhone)
  .addCommand(deactivate)
  .addCommand(list);

function mustExist(code: string, organization: unknown): void {
  if (!organization)
    throw new Problem("unknown", `There is no organization "${code}". See /api/v1/organizations.`);
}
