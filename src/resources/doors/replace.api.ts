import * as z from "zod";
import { CHANGING, endpoint, type RequestContext } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import { withFiles } from "../../files/actions/with-files.ts";
import { ETAG } from "../../http/if-match.ts";
import { readWith, sentenceFor } from "../../kernel/fault.ts";
import { Problem } from "../../kernel/problem.ts";
import { offersFor } from "../../reviews/actions/offer.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { proposalOf, readFor } from "../actions/reading.ts";
import { actorOf } from "../rules/actor.ts";
import { create, edit } from "../rules/lifecycle.ts";
import { mergePatch, ResourceInput, ResourcePatch, ResourceReplacement } from "../rules/representation.ts";
import type { Resource } from "../rules/resource.ts";
import { misunderstood } from "../rules/understand-input.ts";
import { ResourceId, tag } from "./api.ts";
import {
  alsoWrong,
  Created,
  type Input,
  mustBeAsRead,
  representCreated,
  representWithEtag,
  understoodDescription,
} from "./read-input.ts";

const REPLACING = [...CHANGING, "conflict", "gone"] as const;

const replaceResource = endpoint({
  method: "put",
  path: "/resources/{id}",
  operationId: "replaceResource",
  tag,
  summary: "Replace a resource's description",
  description:
    "What you read can be sent back: read-only members are ignored. What is left out becomes not stated.",
  scope: "write",
  guard: "required",
  params: ResourceId,
  body: ResourceReplacement,
  alsoWrong,
  responses: { 200: { description: "As it is now", body: Created, headers: ETAG } },
  problems: [...REPLACING, "unguarded"],
  answer: ({ params, body, ...asked }, parts) => commitChange(params.id, asked, parts, () => body as Input),
});

const patchResource = endpoint({
  method: "patch",
  path: "/resources/{id}",
  operationId: "patchResource",
  tag,
  summary: "Change some of a resource",
  scope: "write",
  guard: "required",
  params: ResourceId,
  body: ResourcePatch,
  bodyTypes: ["application/merge-patch+json", "application/json"],
  responses: { 200: { description: "As it is now", body: Created, headers: ETAG } },
  problems: [...REPLACING, "unguarded"],
  answer: ({ params, body, ...asked }, parts) =>
    commitChange(params.id, asked, parts, (before, reference) => {
      const { description, organization, externalId, reach } = before;
      const now = {
        ...description,
        organization,
        reach,
        ...(externalId === undefined ? {} : { externalId }),
      };
      return parsed(mergePatch(now, body), reference);
    }),
});

const upsertResource = endpoint({
  method: "put",
  path: "/organizations/{code}/resources/{externalId}",
  operationId: "upsertResource",
  tag,
  summary: "Register or replace by the organization's own id",
  description:
    "Safe to repeat: the same content again changes nothing. It needs no If-Match; where one comes, it counts. Curators of the organization only.",
  scope: "curate",
  guard: "optional",
  params: z.object({ code: z.string().max(40), externalId: z.string().min(1).max(300) }),
  body: ResourceReplacement,
  alsoWrong,
  responses: {
    200: { description: "Replaced, or as it was", body: Created, headers: ETAG },
    201: { description: "Registered", body: Created, headers: { ...ETAG, Location: "Its address" } },
  },
  problems: [...REPLACING],
  async answer({ params, body, caller, person, at, ifMatch }, parts) {
    const { store } = parts;
    const reference = await store.reference();
    const { code, externalId } = params;
    if (!reference.organizations.get(code))
      throw new Problem("unknown", "There is no organization with this code.");
    const input = { ...(body as Input), organization: code, externalId };
    const by = actorOf({ caller, at }, reference);
    const before = await store.resources.byExternalId(code, externalId);
    if (ifMatch !== undefined) mustBeAsRead(ifMatch, before, reference);
    const { description: understood, warnings } = understoodDescription(input, reference);
    const description = await withFiles(understood, person, store, before);
    if (!before) {
      const change = create(
        { id: parts.newId(), description, organization: code, externalId, reach: input.reach },
        by,
      );
      await store.commit([change]);
      return representCreated(change.after, reference, warnings);
    }
    const proposal = await proposalOf(before, store);
    const changed = edit(before, { description, reach: input.reach, proposal }, by);
    if (changed) await store.commit([changed, ...(await offersFor(changed, { ...parts, caller, at }))]);
    return representWithEtag(changed?.after ?? before, reference, warnings);
  },
});

export const replacingEndpoints = [replaceResource, patchResource, upsertResource];

function parsed(merged: unknown, reference: Reference): Input {
  const { data, faults } = readWith(ResourceInput, merged, "body");
  if (data) return data;
  const all = [...faults, ...misunderstood(merged, reference)];
  throw new Problem("invalid", sentenceFor(all), all);
}

export async function commitChange(
  id: string,
  { caller, at, ifMatch }: Pick<RequestContext<unknown, unknown, unknown>, "caller" | "at" | "ifMatch">,
  { store, newId, config }: Parts,
  next: (before: Resource, reference: Reference) => Input,
) {
  const [before, reference] = await readFor(id, caller, store);
  mustBeAsRead(ifMatch, before, reference);
  const input = next(before, reference);
  if (input.organization !== undefined && input.organization !== before.organization)
    throw new Problem("invalid", "A resource stays with its organization.", [
      { in: "body", pointer: "/organization", detail: "cannot be changed", nearest: [before.organization] },
    ]);
  const { description: understood, warnings } = understoodDescription(input, reference);
  const description = await withFiles(understood, caller.person?.id ?? "", store, before);
  const { reach, externalId } = input;
  const proposal = await proposalOf(before, store);
  const changed = edit(
    before,
    { description, reach, externalId, proposal },
    actorOf({ caller, at }, reference),
  );
  if (changed)
    await store.commit([changed, ...(await offersFor(changed, { store, caller, at, newId, config }))]);
  return representWithEtag(changed?.after ?? before, reference, warnings);
}
