import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { readFor } from "../actions/reading.ts";
import { hide, show } from "../rules/hide.ts";
import { CollectionId, tag, WRITING } from "./api.ts";

const hideCollection = endpoint({
  method: "put",
  path: "/collections/{id}/hiding",
  operationId: "hideCollection",
  tag,
  summary: "Hide a collection",
  description: "For curators of its organization and of those above: nobody else but its owner sees it then.",
  scope: "curate",
  params: CollectionId,
  body: z
    .strictObject({
      reason: z.string().trim().min(3, { error: "is too short. Say in a few words why" }).max(500),
    })
    .meta({ id: "CollectionHiding" }),
  responses: { 204: { description: "Hidden, or already so" } },
  problems: [...CHANGING],
  async answer({ params, body, caller, at }, { store }) {
    const [c, reference] = await readFor(params.id, caller, store);
    const done = hide(c, body.reason, actorOf({ caller, at }, reference));
    if (done) await store.commit([done], caller.person?.id);
    return { status: 204 };
  },
});

const showCollection = endpoint({
  method: "delete",
  path: "/collections/{id}/hiding",
  operationId: "showCollection",
  tag,
  summary: "Show a hidden collection again",
  scope: "curate",
  params: CollectionId,
  responses: { 204: { description: "Shown, or already so" } },
  problems: [...WRITING],
  async answer({ params, caller, at }, { store }) {
    const [c, reference] = await readFor(params.id, caller, store);
    const done = show(c, actorOf({ caller, at }, reference));
    if (done) await store.commit([done], caller.person?.id);
    return { status: 204 };
  },
});

export const hidingEndpoints = [hideCollection, showCollection];
