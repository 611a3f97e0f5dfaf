import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { identityIdOf, unlinkIdentity } from "../actions/link-identity.ts";
import { tag } from "./api.ts";

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
      id: identityIdOf(i),
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

export const identityEndpoints = [listIdentities, endIdentity];
