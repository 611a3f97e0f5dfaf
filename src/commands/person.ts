import { Command, Option } from "commander";
import type { Role } from "../people/person.ts";
import { Problem } from "../problem.ts";
import type { Store } from "../store.ts";
import { newId, now, say, table, withStore } from "./open.ts";

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
        ...(email ? { email } : {}),
        demo: false,
        active: true,
        createdAt: now(),
      };
      await store.commit([
        { noun: "person", after: person },
        { noun: "membership", after: { person: person.id, organization: org, role, confirmed: true } },
      ]);
      say(person.id);
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
      await store.commit([
        { noun: "membership", after: { person: person.id, organization: org, role, confirmed: true } },
      ]);
      say(`${person.name} is ${role} of ${org}`);
    }),
  );

const deactivate = new Command("deactivate")
  .description("their keys stop working; what they shared stays")
  .argument("<person>", "id, e-mail address or name")
  .action((handle: string) =>
    withStore(async (store) => {
      const person = await personBy(handle, store);
      await store.commit([{ noun: "person", after: { ...person, active: false } }]);
      say(`${person.name} is deactivated`);
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
    say(table([["id", "name", "state", "", "belongs to"], ...rows]));
  }),
);

export const personCommand = new Command("person")
  .description("people and what they belong to")
  .addCommand(add)
  .addCommand(join)
  .addCommand(deactivate)
  .addCommand(list);

function mustExist(code: string, organization: unknown): void {
  if (!organization)
    throw new Problem("unknown", `There is no organization "${code}". See /api/v1/organizations.`);
}
