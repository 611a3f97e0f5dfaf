import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { ETAG } from "../../http/if-match.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import { offersFor } from "../../reviews/actions/offer.ts";
import { publish, takeBack } from "../rules/publish.ts";
import { CollectionBody } from "../rules/representation.ts";
import { actOnCollection } from "./act-on-collection.ts";
import { CollectionId, GUARDED, tag, WRITING } from "./api.ts";

const publishCollection = endpoint({
  method: "post",
  path: "/collections/{id}/publication",
  operationId: "publishCollection",
  tag,
  summary: "Publish a collection's draft",
  description:
    "Makes an immutable version of the draft that everyone within its reach sees. A new version of what is public waits for approval (`proposed`), and is offered for review with it; except by state staff. What needs approval to reach that far is offered with `POST /collections/{id}/reviews`.",
  scope: "write",
  guard: "required",
  params: CollectionId,
  body: z
    .strictObject({
      reach: z
        .enum(REACHES)
        .optional()
        .meta({ description: "Its reach, or that of its place, when left out" }),
    })
    .meta({ id: "CollectionPublication" }),
  responses: { 200: { description: "As it is now", body: CollectionBody, headers: ETAG } },
  problems: [...GUARDED],
  answer: ({ params, body, ...asked }, parts) =>
    actOnCollection(params.id, asked, parts.store, async (c, by) => {
      const done = publish(c, body.reach, by);
      return done ? [done, ...(await offersFor(done, { ...by, ...parts }))] : [];
    }),
});

const takeCollectionBack = endpoint({
  method: "delete",
  path: "/collections/{id}/publication",
  operationId: "takeCollectionBack",
  tag,
  summary: "Take a collection back",
  description: "It is a draft again. For its owner; its versions stay.",
  scope: "write",
  guard: "required",
  params: CollectionId,
  responses: { 200: { description: "As it is now", body: CollectionBody, headers: ETAG } },
  problems: [...WRITING, "unguarded"],
  answer: ({ params, ...asked }, { store }) =>
    actOnCollection(params.id, asked, store, async (c, by) => [takeBack(c, by) ?? []].flat()),
});

export const publicationEndpoints = [publishCollection, takeCollectionBack];
