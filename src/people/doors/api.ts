import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { SCOPES } from "../rules/key.ts";
import { leave, nameSchool } from "../rules/members.ts";

export const tag = "You and your keys";

const readMe = endpoint({
  method: "get",
  path: "/people/me",
  operationId: "readMe",
  tag,
  summary: "Who this key speaks for",
  scope: "read",
  responses: {
    200: {
      description: "You",
      body: z
        .object({
          id: z.uuid(),
          name: z.string(),
          demo: z.boolean(),
          scopes: z.array(z.enum(SCOPES)),
          memberships: z.array(
            z.object({ organization: z.string(), name: z.string(), role: z.enum(["member", "curator"]) }),
          ),
        })
        .meta({ id: "Me" }),
    },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ caller }, { store }) {
    const { organizations } = await store.reference();
    const { id, name, demo } = caller.person ?? { id: "", name: "", demo: false };
    const memberships = caller.memberships.map((m) => ({
      organization: m.organization,
      name: organizations.get(m.organization)?.name ?? m.organization,
      role: m.role,
    }));
    return { status: 200, body: { id, name, demo, scopes: caller.scopes ?? [], memberships } };
  },
});

const nameMySchool = endpoint({
  method: "put",
  path: "/people/me/memberships/{organization}",
  operationId: "askToBelong",
  tag,
  summary: "Say where you teach",
  description:
    "Asks to belong to a school, district or partner. It grants nothing until a curator there, or above, has confirmed it.",
  scope: "write",
  params: z.object({ organization: z.string().max(40) }),
  responses: { 204: { description: "Asked, or already so" } },
  problems: ["invalid", "signed-out", "forbidden", "too-many"],
  async answer({ params, caller, person }, { store }) {
    const [reference, mine] = [await store.reference(), await store.people.memberships(person)];
    const me = caller.person;
    const changes = me ? nameSchool(me, mine, params.organization, reference.organizations) : [];
    if (changes.length > 0) await store.commit(changes, person);
    return { status: 204 };
  },
});

const leaveOrganization = endpoint({
  method: "delete",
  path: "/people/me/memberships/{organization}",
  operationId: "leaveOrganization",
  tag,
  summary: "Leave an organization",
  description: "What you shared stays, and stays yours.",
  scope: "write",
  params: z.object({ organization: z.string().max(40) }),
  responses: { 204: { description: "Left" } },
  problems: ["signed-out", "forbidden", "unknown", "conflict", "stale", "too-many"],
  async answer({ params, person }, { store }) {
    const { organizations } = await store.reference();
    const mine = (await store.people.memberships(person)).find((m) => m.organization === params.organization);
    if (!mine) throw new Problem("unknown", "You do not belong there.");
    const staff = (await store.people.members([organizations.state.code])).map((m) => m.membership);
    await store.commit([leave(mine, staff, organizations)], person);
    return { status: 204 };
  },
});

export const peopleEndpoints = [readMe, nameMySchool, leaveOrganization];
