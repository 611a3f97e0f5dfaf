import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import type { Caller } from "../../people/rules/person.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { Alignment } from "../../resources/rules/resource.ts";
import {
  claimAlignment,
  claimsShown,
  decideClaim,
  type ShownClaim,
  withdrawClaim,
} from "../actions/claim-alignment.ts";
import type { ContributionContext } from "../actions/contribute.ts";
import type { AlignmentClaim } from "../rules/alignment-claim.ts";

const tag = "Resources";
const Id = z.object({ id: z.uuid() });

const ClaimBody = z
  .object({
    id: z.uuid(),
    resource: z.uuid(),
    alignment: Alignment,
    state: z.enum(["offered", "accepted", "declined", "withdrawn"]),
    said: z
      .string()
      .optional()
      .meta({ description: "Who says so: the name within the organization, the place outside it" }),
    at: z.iso.datetime(),
  })
  .meta({
    id: "Claim",
    description: "What somebody else says a resource teaches; beside it until its owner accepts",
  });

const sharer = (caller: Caller, at: string, { store, newId, config }: Parts): ContributionContext => ({
  store,
  caller,
  at,
  newId,
  config,
});
const shown = ({ id, resource, alignment, state, at, ...rest }: AlignmentClaim | ShownClaim) => ({
  id,
  resource,
  alignment,
  state,
  at,
  ...("said" in rest ? { said: rest.said } : {}),
});

export const listClaims = endpoint({
  method: "get",
  path: "/resources/{id}/claims",
  operationId: "listClaims",
  tag,
  summary: "What others say it teaches",
  params: Id,
  responses: {
    200: {
      description: "Not answered yet, oldest first",
      body: z.object({ claims: z.array(ClaimBody) }).meta({ id: "Claims" }),
    },
  },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store }) {
    const [resource] = await readFor(params.id, caller, store);
    return { status: 200, body: { claims: (await claimsShown([resource], { store, caller })).map(shown) } };
  },
});

export const createClaim = endpoint({
  method: "post",
  path: "/resources/{id}/claims",
  operationId: "createClaim",
  tag,
  summary: "Add an alignment to somebody else's resource",
  description: "It stands beside the resource as yours, and is offered to its owner. Safe to repeat.",
  scope: "write",
  params: Id,
  body: Alignment,
  responses: { 201: { description: "Offered to the owner", body: ClaimBody } },
  problems: [
    "invalid",
    "signed-out",
    "forbidden",
    "unknown",
    "gone",
    "conflict",
    "too-large",
    "unsupported",
    "too-many",
  ],
  async answer({ params, body, caller, at }, parts) {
    return { status: 201, body: shown(await claimAlignment(params.id, body, sharer(caller, at, parts))) };
  },
});

export const answerClaim = endpoint({
  method: "post",
  path: "/claims/{id}/answer",
  operationId: "answerClaim",
  tag,
  summary: "Accept or decline what others say of your resource",
  description: "Accepted, it becomes part of the description.",
  scope: "write",
  params: Id,
  body: z.strictObject({ accept: z.boolean() }).meta({ id: "ClaimAnswer" }),
  responses: { 200: { description: "Answered", body: ClaimBody } },
  problems: [...CHANGING, "conflict", "gone"],
  async answer({ params, body, caller, at }, parts) {
    return { status: 200, body: shown(await decideClaim(params.id, body.accept, sharer(caller, at, parts))) };
  },
});

export const deleteClaim = endpoint({
  method: "delete",
  path: "/claims/{id}",
  operationId: "deleteClaim",
  tag,
  summary: "Take back what you said of a resource",
  scope: "write",
  params: Id,
  responses: { 204: { description: "Taken back" } },
  problems: ["signed-out", "forbidden", "unknown", "gone", "conflict", "stale", "too-many"],
  async answer({ params, caller, at }, parts) {
    await withdrawClaim(params.id, sharer(caller, at, parts));
    return { status: 204 };
  },
});

export const claimEndpoints = [listClaims, createClaim, answerClaim, deleteClaim];
