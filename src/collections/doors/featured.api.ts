import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { ETAG, mustMatch } from "../../http/if-match.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { listFeatured } from "../actions/reading.ts";
import { CollectionSummary, summaryOf } from "../actions/summary.ts";
import { feature } from "../rules/feature.ts";
import { STALE_SENTENCE } from "./act-on-collection.ts";
import { GUARDED, tag } from "./api.ts";

const Featured = z.object({ collections: z.array(CollectionSummary) }).meta({ id: "FeaturedCollections" });

const readFeatured = endpoint({
  method: "get",
  path: "/featured",
  operationId: "readFeatured",
  tag,
  summary: "The collections on the home page",
  responses: { 200: { description: "In their order, as far as you may see them", body: Featured } },
  problems: ["signed-out", "too-many"],
  async answer({ caller }, { store }) {
    return { status: 200, body: { collections: (await listFeatured(caller, store)).map(summaryOf) } };
  },
});

const setFeatured = endpoint({
  method: "put",
  path: "/featured",
  operationId: "setFeatured",
  tag,
  summary: "Choose the collections on the home page",
  description: "For state staff: public collections, in the order they are to stand.",
  scope: "curate",
  guard: "required",
  body: z
    .strictObject({ collections: z.array(z.uuid({ error: "is not the id of a collection" })).max(12) })
    .meta({ id: "FeaturedInput" }),
  responses: { 200: { description: "As it is now", body: Featured, headers: ETAG } },
  problems: [...GUARDED],
  async answer({ body, caller, at, ifMatch }, { store }) {
    const now = { collections: (await listFeatured(caller, store)).map(summaryOf) };
    mustMatch(ifMatch, [JSON.stringify(Featured.parse(now))], STALE_SENTENCE);
    const before = await store.collections.featured();
    const found = await store.collections.many(body.collections);
    const done = feature(before, body.collections, found, actorOf({ caller, at }, await store.reference()));
    if (done) await store.commit([done], caller.person?.id);
    return { status: 200, body: { collections: (await listFeatured(caller, store)).map(summaryOf) } };
  },
});

export const featuredEndpoints = [readFeatured, setFeatured];
