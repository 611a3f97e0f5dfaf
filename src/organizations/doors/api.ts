import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { mailInvitation } from "../../people/actions/mail-invitation.ts";
import { type Invitation, stateOfInvitation } from "../../people/rules/invitation.ts";
import { mayIn } from "../../people/rules/may.ts";
import {
  appoint,
  codesWithin,
  organizationFor,
  remove,
  withdrawInvitation,
} from "../../people/rules/members.ts";
import type { Membership } from "../../people/rules/person.ts";

const tag = "Members and invitations";

const Role = z.enum(["member", "curator"]);
const Code = z.object({ code: z.string().max(40).meta({ description: "The organization's code" }) });
const Member = Code.extend({ person: z.uuid() });

const MemberBody = z
  .object({
    person: z.uuid(),
    name: z.string(),
    organization: z.string(),
    role: Role,
    confirmed: z.boolean().meta({ description: "False while it waits for a curator; it grants nothing yet" }),
  })
  .meta({ id: "Member" });

const InvitationBody = z
  .object({
    id: z.uuid(),
    email: z.string(),
    organization: z.string(),
    role: Role,
    state: z.enum(["open", "accepted", "withdrawn", "expired"]),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "Invitation" });

const listMembers = endpoint({
  method: "get",
  path: "/organizations/{code}/members",
  operationId: "listMembers",
  tag,
  summary: "List who belongs to an organization",
  description:
    "Its members see who is confirmed there. Curators see who waits, too, and with `below` everyone in the schools under it.",
  scope: "read",
  params: Code,
  query: z.strictObject({ below: z.enum(["yes", "no"]).default("no") }),
  responses: {
    200: {
      description: "By name",
      body: z.object({ members: z.array(MemberBody) }).meta({ id: "MemberList" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, query, caller }, { store }) {
    const { organizations: tree } = await store.reference();
    const { code } = organizationFor(params.code, "see members", { caller, tree });
    const curator = mayIn(caller, "see who waits and who is below", code, tree);
    const codes = curator && query.below === "yes" ? codesWithin(code, tree) : [code];
    const found = await store.people.members(codes);
    const members = found
      .filter(({ membership }) => curator || membership.confirmed)
      .map(({ person, membership: { organization, role, confirmed } }) => ({
        person: person.id,
        name: person.name,
        organization,
        role,
        confirmed,
      }));
    return { status: 200, body: { members } };
  },
});

const changeMember = endpoint({
  method: "put",
  path: "/organizations/{code}/members/{person}",
  operationId: "changeMember",
  tag,
  summary: "Confirm a member, or change their role",
  scope: "curate",
  params: Member,
  body: z.strictObject({ role: Role }).meta({ id: "MemberInput" }),
  responses: { 204: { description: "Confirmed, with this role" } },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller, person, at }, { store }) {
    const { organizations: tree } = await store.reference();
    organizationFor(params.code, "change role", { caller, tree });
    const before = membershipIn(params.code, await store.people.memberships(params.person));
    const change = appoint(before, body.role, { caller, at, tree });
    if (change) await store.commit([change], person);
    return { status: 204 };
  },
});

const removeMember = endpoint({
  method: "delete",
  path: "/organizations/{code}/members/{person}",
  operationId: "removeMember",
  tag,
  summary: "Remove a member, or refuse one who waits",
  description: "What the person shared stays, and stays theirs.",
  scope: "curate",
  params: Member,
  responses: { 204: { description: "Removed" } },
  problems: ["signed-out", "forbidden", "unknown", "stale", "too-many"],
  async answer({ params, caller, person, at }, { store }) {
    const { organizations: tree } = await store.reference();
    organizationFor(params.code, "remove", { caller, tree });
    const before = membershipIn(params.code, await store.people.memberships(params.person));
    await store.commit([remove(before, { caller, at, tree })], person);
    return { status: 204 };
  },
});

function membershipIn(organization: string, all: Membership[]): Membership {
  const found = all.find((m) => m.organization === organization);
  if (!found) throw new Problem("unknown", "There is no such member.");
  return found;
}

const listInvitations = endpoint({
  method: "get",
  path: "/organizations/{code}/invitations",
  operationId: "listInvitations",
  tag,
  summary: "List an organization's invitations",
  scope: "curate",
  params: Code,
  responses: {
    200: {
      description: "Newest first, of any state",
      body: z.object({ invitations: z.array(InvitationBody) }).meta({ id: "InvitationList" }),
    },
  },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller, at }, { store }) {
    const { organizations: tree } = await store.reference();
    const { code } = organizationFor(params.code, "invite", { caller, tree });
    const invitations = (await store.people.invitations([code])).map((i) => shown(i, at));
    return { status: 200, body: { invitations } };
  },
});

const createInvitation = endpoint({
  method: "post",
  path: "/organizations/{code}/invitations",
  operationId: "createInvitation",
  tag,
  summary: "Invite a person",
  description:
    "They get an e-mail with a link that works once, for two weeks. The link itself is shown to nobody.",
  scope: "curate",
  params: Code,
  body: z
    .strictObject({ email: z.string().max(254), role: Role.default("member") })
    .meta({ id: "InvitationInput" }),
  responses: { 201: { description: "Invited", body: InvitationBody } },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller, at }, parts) {
    const invitation = await mailInvitation({ organization: params.code, ...body }, caller, parts);
    return { status: 201, body: shown(invitation, at) };
  },
});

const endInvitation = endpoint({
  method: "delete",
  path: "/organizations/{code}/invitations/{id}",
  operationId: "withdrawInvitation",
  tag,
  summary: "Withdraw an invitation",
  scope: "curate",
  params: Code.extend({ id: z.uuid() }),
  responses: { 204: { description: "Its link no longer works" } },
  problems: ["signed-out", "forbidden", "unknown", "conflict", "stale", "too-many"],
  async answer({ params, caller, person, at }, { store }) {
    const { organizations: tree } = await store.reference();
    organizationFor(params.code, "invite", { caller, tree });
    const before = await store.people.invitation(params.id);
    if (before?.organization !== params.code) throw new Problem("unknown", "There is no such invitation.");
    const change = withdrawInvitation(before, { caller, at, tree });
    if (change) await store.commit([change], person);
    return { status: 204 };
  },
});

const shown = (i: Invitation, now: string): z.input<typeof InvitationBody> => ({
  id: i.id,
  email: i.email,
  organization: i.organization,
  role: i.role,
  state: stateOfInvitation(i, now),
  createdAt: i.createdAt,
  expiresAt: i.expiresAt,
});

export const organizationEndpoints = [
  listMembers,
  changeMember,
  removeMember,
  listInvitations,
  createInvitation,
  endInvitation,
];
