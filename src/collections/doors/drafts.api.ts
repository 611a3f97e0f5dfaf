import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { ETAG } from "../../http/if-match.ts";
import { readWith, sentenceFor } from "../../kernel/fault.ts";
import { Problem } from "../../kernel/problem.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { mergePatch } from "../../resources/rules/representation.ts";
import type { Store } from "../../store/store.ts";
import { collectableBy } from "../actions/reading.ts";
import type { Collection } from "../rules/collection.ts";
import { edit } from "../rules/lifecycle.ts";
import { CollectionBody, CollectionReplacement, contentOf } from "../rules/representation.ts";
import { type CollectionRequest, readGuarded, representWithEtag } from "./act-on-collection.ts";
import { CollectionId, GUARDED, tag } from "./api.ts";

const replaceCollection = endpoint({
  method: "put",
  path: "/collections/{id}",
  operationId: "replaceCollection",
  tag,
  summary: "Replace a collection's draft",
  description:
    "The whole draft in its order; readers see it when it is published. What you read can be sent back. `reach` changes at once.",
  scope: "write",
  guard: "required",
  params: CollectionId,
  body: CollectionReplacement,
  responses: { 200: { description: "The draft as it is now", body: CollectionBody, headers: ETAG } },
  problems: [...GUARDED],
  answer: ({ params, body, ...asked }, { store }) => changeDraft(params.id, asked, store, [true], () => body),
});

const patchCollection = endpoint({
  method: "patch",
  path: "/collections/{id}",
  operationId: "patchCollection",
  tag,
  summary: "Change some of a collection",
  scope: "write",
  guard: "required",
  params: CollectionId,
  body: z.record(z.string().max(100), z.json()).meta({
    id: "CollectionPatch",
    description: "JSON Merge Patch (RFC 7396): title, introduction, sections (all of them) or reach",
  }),
  bodyTypes: ["application/merge-patch+json", "application/json"],
  responses: { 200: { description: "The draft as it is now", body: CollectionBody, headers: ETAG } },
  problems: [...GUARDED],
  answer: ({ params, body, ...asked }, { store }) =>
    changeDraft(params.id, asked, store, [false, true], ({ draft, reach }) =>
      parsed(mergePatch({ ...draft, reach }, body)),
    ),
});

export const draftEndpoints = [replaceCollection, patchCollection];

type Replacement = z.output<typeof CollectionReplacement>;

export async function changeDraft(
  id: string,
  { caller, at, ifMatch }: CollectionRequest,
  store: Store,
  views: boolean[],
  next: (before: Collection) => Replacement,
) {
  const [before, reference] = await readGuarded(id, caller, ifMatch, store, views);
  const input = next(before);
  const content = contentOf(input);
  const collectable = await collectableBy(content, caller, store);
  const done = edit(before, { content, reach: input.reach }, collectable, actorOf({ caller, at }, reference));
  if (done) await store.commit([done], caller.person?.id);
  return { status: 200 as const, ...(await representWithEtag(done?.after ?? before, caller, store, true)) };
}

function parsed(merged: unknown): Replacement {
  const { data, faults } = readWith(CollectionReplacement, merged, "body");
  if (data) return data;
  throw new Problem("invalid", sentenceFor(faults), faults);
}
