import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import type { Caller } from "../../people/rules/person.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import type { Store } from "../../store/store.ts";
import { colleaguesOf, readFor, readInvitation, readToMaintain } from "../actions/reading.ts";
import { accept, invite, leave } from "../rules/co-curators.ts";
import type { Collection } from "../rules/collection.ts";
import { mayOnCollection } from "../rules/may.ts";
import { noSuchCollection } from "../rules/refusals.ts";
import { CuratorBody, representCurators } from "../rules/representation.ts";
import { CollectionId, tag } from "./api.ts";

const Curators = z.object({ curators: z.array(CuratorBody) }).meta({ id: "CollectionCurators" });

const listCurators = endpoint({
  method: "get",
  path: "/collections/{id}/curators",
  operationId: "listCollectionCurators",
  tag,
  summary: "Who maintains a collection together with its owner",
  description: "For those who maintain it.",
  scope: "read",
  params: CollectionId,
  responses: { 200: { description: "Oldest invitation first", body: Curators } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const [c] = await readToMaintain(params.id, caller, store);
    return { status: 200, body: { curators: representCurators(c, await namesOf(c, store)) } };
  },
});

const inviteCurator = endpoint({
  method: "post",
  path: "/collections/{id}/curators",
  operationId: "inviteCollectionCurator",
  tag,
  summary: "Ask someone to help maintain a collection",
  description:
    "For its owner. By e-mail, wherever they teach, or by the name of a colleague. Nothing is theirs before they accept; whether an address is known here is not revealed.",
  scope: "write",
  params: CollectionId,
  body: z
    .strictObject({
      who: z
        .string()
        .trim()
        .min(1, { error: "is empty. Give an e-mail address, or a colleague's name" })
        .max(200),
    })
    .meta({ id: "CollectionInvitation" }),
  responses: { 200: { description: "Asked, or asked before", body: Curators } },
  problems: [...CHANGING],
  async answer({ params, body, caller, at }, { store, newId }) {
    const [before, reference] = await readFor(params.id, caller, store);
    const actor = actorOf({ caller, at }, reference);
    const given = { id: newId(), who: body.who, colleagues: await colleaguesOf(caller, store) };
    const done = invite(before, given, actor);
    if (done) await store.commit([done], caller.person?.id);
    const after = done?.after ?? before;
    return { status: 200, body: { curators: representCurators(after, await namesOf(after, store)) } };
  },
});

const acceptInvitation = endpoint({
  method: "put",
  path: "/collections/{id}/curators/me",
  operationId: "acceptCollectionInvitation",
  tag,
  summary: "Agree to help maintain a collection",
  scope: "write",
  params: CollectionId,
  responses: { 204: { description: "You help maintain it from now on" } },
  problems: ["signed-out", "forbidden", "unknown", "stale", "too-many"],
  async answer({ params, caller, at }, { store }) {
    const before = await readInvitation(params.id, caller, store);
    const { organizations: tree } = await store.reference();
    await store.commit([accept(before, { caller, at, tree })], caller.person?.id);
    return { status: 204 };
  },
});

const removeCurator = endpoint({
  method: "delete",
  path: "/collections/{id}/curators/{curator}",
  operationId: "removeCollectionCurator",
  tag,
  summary: "Decline, leave, or remove someone",
  description: "With `me` your own; with an id, for the owner.",
  scope: "write",
  params: CollectionId.extend({ curator: z.union([z.literal("me"), z.uuid()]) }),
  responses: { 204: { description: "Ended" } },
  problems: ["signed-out", "forbidden", "unknown", "stale", "too-many"],
  async answer({ params, caller, at }, { store }) {
    const before = await involved(params.id, caller, store);
    const { organizations: tree } = await store.reference();
    const id = params.curator === "me" ? undefined : params.curator;
    await store.commit([leave(before, id, { caller, at, tree })], caller.person?.id);
    return { status: 204 };
  },
});

/** Read by those who see it, and by those who are asked to keep it. */
async function involved(id: string, caller: Caller, store: Store): Promise<Collection> {
  const [found, reference] = await Promise.all([store.collections.get(id), store.reference()]);
  if (!found) throw noSuchCollection();
  if (mayOnCollection(caller, "answer its invitation", found, reference.organizations)) return found;
  return (await readFor(id, caller, store))[0];
}

const namesOf = (c: Collection, store: Store) =>
  store.people.names(c.curators.flatMap((k) => k.person ?? []));

export const curatorEndpoints = [listCurators, inviteCurator, acceptInvitation, removeCurator];
