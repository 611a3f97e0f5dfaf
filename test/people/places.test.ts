import { describe, expect, test } from "@jest/globals";
import {
  mayIn,
  mayInRegistry,
  type OrganizationAction,
  type RegistryAction,
} from "../../src/people/rules/may.ts";
import { openTestRegistry, type TestRegistry } from "../support/registry.ts";
import { castOf, PARTS, treeOf } from "./matrix-cast.ts";
import { Hand, type Outcome, outcomeOf, pageOutcome } from "./matrix-stage.ts";

/** The school of the cast, its district, another district, the state, a partner. */
const PLACES = ["28103", "28", "36", "ri", "uri"];

interface At extends Hand {
  code: string;
  path: string;
  address: string;
  /** Id of somebody new there: confirmed, or still asking. */
  newcomer(confirmed: boolean): Promise<string>;
}
type Doors = Record<"api" | "page", (at: At) => Promise<Outcome>>;

const status = async (asked: Promise<{ status: number }>) => outcomeOf((await asked).status);
const opened = (rest: string) => async (at: At) => pageOutcome(await at.open(at.address + rest));
const appointed = (role: string, confirmed: boolean): Doors => ({
  api: async (at) =>
    status(at.call("PUT", `${at.path}/members/${await at.newcomer(confirmed)}`, { body: { role } })),
  page: async (at) =>
    at.send(`${at.address}/members`, {
      person: await at.newcomer(confirmed),
      organization: at.code,
      role,
    }),
});

const SHEET = "Title,Link\nPuddles,https://example.org/puddles\n";

/** How each deed is tried, by key and at a browser. */
const DOORS: Partial<Record<OrganizationAction, Doors>> = {
  "see members": {
    api: (at) => status(at.call("GET", `${at.path}/members`)),
    async page(at) {
      const { text } = await at.open(at.address);
      const names = text.includes('id="members"');
      if (!names && text.includes("The owner")) throw new Error(`${at.player.part} reads a member's name`);
      return names ? "done" : at.player.caller.person ? "refused" : "unseen";
    },
  },
  "see its queue": {
    api: (at) => status(at.call("GET", `${at.path}/reviews`)),
    page: opened("/reviews"),
  },
  "answer its reports": {
    api: (at) => status(at.call("GET", `${at.path}/reports`)),
    page: opened("/reports"),
  },
  invite: {
    api: (at) => status(at.call("POST", `${at.path}/invitations`, { body: { email: "x@school.example" } })),
    page: (at) => at.fill(at.address, { email: "y@school.example" }, `${at.address}/invitations`),
  },
  confirm: appointed("member", false),
  "change role": appointed("curator", true),
  remove: {
    api: async (at) => status(at.call("DELETE", `${at.path}/members/${await at.newcomer(true)}`)),
    page: async (at) =>
      at.send(`${at.address}/members/remove`, {
        person: await at.newcomer(true),
        organization: at.code,
      }),
  },
  "keep its curricula": {
    api: (at) =>
      status(
        at.call("PUT", `${at.path}/curricula/unit-${at.code.toLowerCase()}`, {
          body: { label: `Unit of ${at.code}` },
        }),
      ),
    page: (at) => at.fill(`${at.address}/curricula`, { label: `Unit ${at.code} ${at.player.part}` }),
  },
  "set rules": {
    async api(at) {
      const { body } = await at.call("GET", `${at.path}/rules`);
      const { sharing, revision } = body;
      return status(at.call("PUT", `${at.path}/rules`, { body: { sharing, revision } }));
    },
    page: (at) => at.fill(`${at.address}/rules`, {}),
  },
  import: {
    api: (at) =>
      status(
        at.call("POST", `${at.path}/imports?name=puddles.csv`, {
          body: SHEET,
          headers: { "content-type": "text/csv" },
        }),
      ),
    page: opened("/imports"),
  },
};

/** Schools and partners set no rules: there is nothing to try. */
const hasNone = (action: OrganizationAction, code: string) =>
  action === "set rules" && !["28", "36", "ri"].includes(code);

async function newcomerAt(
  { parts }: TestRegistry,
  organization: string,
  confirmed: boolean,
): Promise<string> {
  const id = parts.newId();
  const createdAt = parts.clock();
  await parts.store.commit([
    { noun: "person", after: { id, name: "A newcomer", demo: false, active: true, createdAt } },
    { noun: "membership", after: { person: id, organization, role: "member", confirmed } },
  ]);
  return id;
}

describe("the matrix of what one may do in an organization", () => {
  test.each(Object.keys(DOORS) as OrganizationAction[])(
    "%s is done by those the table names, and refused to all others",
    async (action) => {
      const registry = await openTestRegistry();
      const [cast, tree] = [await castOf(registry), await treeOf(registry)];
      for (const code of PLACES.filter((place) => !hasNone(action, place)))
        for (const part of PARTS)
          for (const door of ["api", "page"] as const) {
            const at: At = Object.assign(new Hand(registry, cast[part]), {
              code,
              path: `/api/v1/organizations/${code}`,
              address: `/organizations/${code}`,
              newcomer: (confirmed: boolean) => newcomerAt(registry, code, confirmed),
            });
            const organization = tree.get(code);
            if (!organization) throw new Error(`no organization ${code}`);
            const allowed = mayIn(cast[part].caller, action, organization.code, tree);
            const no = part === "signed out" ? "unseen" : "refused";
            const outcome = await DOORS[action]?.[door](at);
            expect([part, action, code, door, outcome]).toEqual([
              part,
              action,
              code,
              door,
              allowed ? "done" : no,
            ]);
          }
    },
    300_000,
  );
});

const NOBODY = "01930000-0000-7000-8000-0000000000aa";
const found = (asked: { status: number }): Outcome =>
  asked.status === 404 || asked.status < 400 ? "done" : asked.status === 401 ? "unseen" : "refused";

/** How each deed on the registry is tried; where nothing is to be changed, on somebody who is not there. */
const IN_REGISTRY: Partial<
  Record<RegistryAction, { api(by: Hand): Promise<Outcome>; page?(by: Hand): Promise<Outcome> }>
> = {
  "see the audit trail": {
    api: (by) => status(by.call("GET", "/api/v1/audit")),
    page: async (by) => pageOutcome(await by.open("/audit")),
  },
  "see erasures": {
    api: async (by) => found(await by.call("GET", `/api/v1/resources/${NOBODY}/erasure`)),
  },
  deactivate: {
    api: async (by) => found(await by.call("POST", `/api/v1/people/${NOBODY}/deactivation`)),
    page: async (by) => {
      const person = await newcomerAt(by.registry, "28", true);
      const outcome = await by.send("/organizations/ri/members/deactivate", { person, organization: "28" });
      const { active } = (await by.registry.parts.store.people.get(person)) ?? { active: false };
      if (active === (outcome === "done"))
        throw new Error(`${by.player.part}: said ${outcome}, is ${active}`);
      return outcome;
    },
  },
  "change words": {
    async api(by) {
      const [rubric] = await by.registry.parts.store.reviews.rubrics();
      return status(by.call("PUT", `/api/v1/rubrics/${rubric?.id}`, { body: rubric }));
    },
  },
};

describe("the matrix of what one may do to the registry", () => {
  test.each(Object.keys(IN_REGISTRY) as RegistryAction[])(
    "%s is for state staff alone",
    async (action) => {
      const registry = await openTestRegistry();
      const [cast, tree] = [await castOf(registry), await treeOf(registry)];
      for (const part of PARTS)
        for (const door of ["api", "page"] as const) {
          const outcome = await IN_REGISTRY[action]?.[door]?.(new Hand(registry, cast[part]));
          const allowed = mayInRegistry(cast[part].caller, action, tree);
          const no = part === "signed out" ? "unseen" : "refused";
          if (outcome) expect([part, door, outcome]).toEqual([part, door, allowed ? "done" : no]);
        }
    },
    60_000,
  );
});
