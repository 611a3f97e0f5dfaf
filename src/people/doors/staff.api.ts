import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { deactivate, mayDeactivate, mustSeeAudit } from "../rules/members.ts";

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

export const staffEndpoints = [deactivatePerson, readAudit];
