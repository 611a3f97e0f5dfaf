import * as z from "zod";
import { deactivate, leave, mayDeactivate, mustSeeAudit, nameSchool } from "../organizations/membership.ts";
import { Problem } from "../problem.ts";
import { endpoint } from "../web/endpoint.ts";
import { type Key, SCOPES, stateOf } from "./key.ts";
import { idOf, unlinkIdentity } from "./linking.ts";
import { newKey } from "./secret.ts";
import { isOpen } from "./session.ts";

const tag = "You and your keys";

const KeyBody = z
  .object({
    id: z.uuid(),
    label: z.string(),
    prefix: z.string().meta({ description: "The first characters, to tell keys apart" }),
    scopes: z.array(z.enum(SCOPES)),
    state: z.enum(["valid", "expired", "revoked"]),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().optional(),
  })
  .meta({ id: "Key" });

const shown = (key: Key, now: string): z.input<typeof KeyBody> => ({
  id: key.id,
  label: key.label,
  prefix: key.prefix,
  scopes: key.scopes,
  state: stateOf(key, now),
  createdAt: key.createdAt,
  expiresAt: key.expiresAt,
  ...(key.lastUsedAt ? { lastUsedAt: key.lastUsedAt } : {}),
});

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

const listKeys = endpoint({
  method: "get",
  path: "/people/me/keys",
  operationId: "listKeys",
  tag,
  summary: "List your keys",
  scope: "read",
  responses: {
    200: { description: "Oldest first", body: z.object({ keys: z.array(KeyBody) }).meta({ id: "KeyList" }) },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    const keys = await store.people.keys(person);
    return { status: 200, body: { keys: keys.map((key) => shown(key, at)) } };
  },
});

const createKey = endpoint({
  method: "post",
  path: "/people/me/keys",
  operationId: "createKey",
  tag,
  summary: "Make a key",
  description:
    "The secret is shown this once. A key can be given fewer scopes than the one it is made with, never more.",
  scope: "write",
  body: z
    .strictObject({
      label: z.string().trim().min(1).max(100),
      scopes: z.array(z.enum(SCOPES)).min(1).default(["read"]),
      days: z.int().min(1).max(366).default(365).meta({ description: "Days until it expires" }),
    })
    .meta({ id: "KeyInput" }),
  responses: {
    201: { description: "Made", body: KeyBody.extend({ secret: z.string() }).meta({ id: "NewKey" }) },
  },
  problems: ["invalid", "signed-out", "forbidden", "too-large", "unsupported", "too-many"],
  async answer({ body, caller, person, at }, { store, newId }) {
    const beyond = body.scopes.filter((scope) => !caller.scopes?.includes(scope));
    if (beyond.length > 0) throw new Problem("forbidden", `Your own key lacks: ${beyond.join(", ")}.`);
    const { key, secret } = newKey({ id: newId(), person, ...body, at });
    await store.commit([{ noun: "key", after: key }], person);
    return { status: 201, body: { ...shown(key, at), secret } };
  },
});

const revokeKey = endpoint({
  method: "delete",
  path: "/people/me/keys/{id}",
  operationId: "revokeKey",
  tag,
  summary: "Revoke a key",
  scope: "write",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Revoked, from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, person, at }, { store }) {
    const key = await store.people.key(params.id);
    if (!key || key.person !== person) throw new Problem("unknown", "There is no such key.");
    await store.commit([{ noun: "key", after: { ...key, revokedAt: key.revokedAt ?? at } }], person);
    return { status: 204 };
  },
});

const SessionBody = z
  .object({
    id: z.uuid(),
    browser: z.string().meta({ description: "As far as it tells: Firefox on Windows" }),
    signedInAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    secondFactor: z.boolean(),
  })
  .meta({ id: "Session" });

const listSessions = endpoint({
  method: "get",
  path: "/people/me/sessions",
  operationId: "listSessions",
  tag,
  summary: "List where you are signed in",
  scope: "read",
  responses: {
    200: {
      description: "Newest first",
      body: z.object({ sessions: z.array(SessionBody) }).meta({ id: "SessionList" }),
    },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    const open = (await store.accounts.sessions(person)).filter((s) => isOpen(s, at) && !s.awaitsCode);
    const sessions = open.map((s) => ({
      id: s.id,
      browser: s.browser,
      signedInAt: s.createdAt,
      lastSeenAt: s.seenAt,
      expiresAt: s.expiresAt,
      secondFactor: s.secondFactor,
    }));
    return { status: 200, body: { sessions } };
  },
});

const endSession = endpoint({
  method: "delete",
  path: "/people/me/sessions/{id}",
  operationId: "endSession",
  tag,
  summary: "Sign out at one browser",
  scope: "write",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Signed out there, from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, person, at }, { store }) {
    const session = (await store.accounts.sessions(person)).find((s) => s.id === params.id);
    if (!session) throw new Problem("unknown", "There is no such session.");
    const after = { ...session, endedAt: session.endedAt ?? at };
    await store.commit([{ noun: "session", after }], person);
    return { status: 204 };
  },
});

const endSessions = endpoint({
  method: "delete",
  path: "/people/me/sessions",
  operationId: "endSessions",
  tag,
  summary: "Sign out everywhere",
  description: "Keys go on working: revoke them one by one.",
  scope: "write",
  responses: { 204: { description: "Signed out everywhere" } },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person, at }, { store }) {
    await store.commit([{ noun: "sessions-ended", person, at }], person);
    return { status: 204 };
  },
});

const IdentityBody = z
  .object({
    id: z.string().meta({ description: "Names it here" }),
    issuer: z.string(),
    subject: z.string().meta({ description: "How the district's sign-in knows you" }),
    organization: z.string(),
    linkedAt: z.iso.datetime(),
    usedAt: z.iso.datetime(),
  })
  .meta({ id: "Identity" });

const listIdentities = endpoint({
  method: "get",
  path: "/people/me/identities",
  operationId: "listIdentities",
  tag,
  summary: "List the sign-ins of districts that open your account",
  description: "One is linked on your account page: it takes a browser to sign in there.",
  scope: "read",
  responses: {
    200: {
      description: "Oldest first",
      body: z.object({ identities: z.array(IdentityBody) }).meta({ id: "IdentityList" }),
    },
  },
  problems: ["signed-out", "forbidden", "too-many"],
  async answer({ person }, { store }) {
    const identities = (await store.accounts.identities(person)).map((i) => ({
      id: idOf(i),
      issuer: i.issuer,
      subject: i.subject,
      organization: i.organization,
      linkedAt: i.createdAt,
      usedAt: i.usedAt,
    }));
    return { status: 200, body: { identities } };
  },
});

const endIdentity = endpoint({
  method: "delete",
  path: "/people/me/identities/{id}",
  operationId: "unlinkIdentity",
  tag,
  summary: "Unlink a district's sign-in",
  description: "Never your last way in. You are signed out everywhere; keys go on working.",
  scope: "write",
  params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
  responses: { 204: { description: "Unlinked, from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "conflict", "stale", "too-many"],
  async answer({ params, person }, parts) {
    await unlinkIdentity(person, params.id, parts);
    return { status: 204 };
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

const deactivatePerson = endpoint({
  method: "post",
  path: "/people/{id}/deactivation",
  operationId: "deactivatePerson",
  tag: "Members and invitations",
  summary: "Deactivate a person",
  description:
    "For state staff. What the person shared stays; their sessions and keys end at once. Repeating is harmless.",
  scope: "curate",
  params: z.object({ id: z.uuid() }),
  responses: { 204: { description: "Deactivated" } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller, person, at }, { store }) {
    const { organizations: tree } = await store.reference();
    mayDeactivate({ caller, at, tree });
    const whom = await store.people.get(params.id);
    if (!whom) throw new Problem("unknown", "There is no such person.");
    await store.commit([deactivate(whom, { caller, at, tree })], person);
    return { status: 204 };
  },
});

const AuditBody = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    by: z.string().meta({ description: "A person's id, or `command line` or `program`" }),
    what: z.string(),
    person: z.string().optional(),
    organization: z.string().optional(),
    thing: z.string().optional().meta({ description: "Id of a key, session, invitation or resource" }),
    role: z.string().optional(),
  })
  .meta({ id: "AuditEntry" });

const readAudit = endpoint({
  method: "get",
  path: "/audit",
  operationId: "readAudit",
  tag: "Members and invitations",
  summary: "Read the audit trail",
  description: "For state staff. Newest first; it holds ids, and nobody can change it.",
  scope: "curate",
  query: z.strictObject({
    person: z.uuid().optional().meta({ description: "Only what is about this person" }),
    before: z.coerce.number().int().min(1).optional().meta({ description: "Only entries older than this" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  responses: {
    200: {
      description: "One page",
      body: z.object({ entries: z.array(AuditBody), next: z.int().optional() }).meta({ id: "AuditPage" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "too-many"],
  async answer({ query, caller }, { store }) {
    mustSeeAudit(caller, (await store.reference()).organizations);
    const { person, before, limit } = query;
    const ask = { limit, ...(person ? { person } : {}), ...(before ? { before } : {}) };
    const entries = await store.audit.entries(ask);
    const next = entries.length === limit ? entries.at(-1)?.seq : undefined;
    return { status: 200, body: { entries, ...(next ? { next } : {}) } };
  },
});

export const peopleEndpoints = [
  readMe,
  nameMySchool,
  leaveOrganization,
  listSessions,
  endSession,
  endSessions,
  listIdentities,
  endIdentity,
  listKeys,
  createKey,
  revokeKey,
  deactivatePerson,
  readAudit,
];
