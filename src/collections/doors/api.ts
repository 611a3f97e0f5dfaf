import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import { pageQuery } from "../../doorway/listing.ts";
import { ETAG } from "../../http/if-match.ts";
import { Problem } from "../../kernel/problem.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { collectableBy, invitationsOf, listFor, maintainedBy, readFor } from "../actions/reading.ts";
import { CollectionSummary, summaryOf } from "../actions/summary.ts";
import { create } from "../rules/lifecycle.ts";
import { CollectionBody, CollectionInput, contentOf } from "../rules/representation.ts";
import { representWithEtag, viewOf } from "./act-on-collection.ts";

export const tag = "Collections";

export const CollectionId = z.object({ id: z.uuid().meta({ description: "The collection's id" }) });

export const WRITING = ["invalid", "signed-out", "forbidden", "unknown", "stale", "too-many"] as const;

export const GUARDED = [...CHANGING, "unguarded"] as const;

const listCollections = endpoint({
  method: "get",
  path: "/collections",
  operationId: "listCollections",
  tag,
  summary: "List or search collections",
  description:
    "What is published and you may see, newest first; with `q` the best 50 for these words, best first. With `which=kept` all that you maintain, drafts too; with `which=invited` those you are asked to help maintain.",
  query: z.strictObject({
    which: z.enum(["published", "kept", "invited"]).default("published"),
    q: z
      .string()
      .max(300)
      .optional()
      .meta({ description: "Words or the code of a standard", example: "fractions" }),
    ...pageQuery(50),
  }),
  responses: {
    200: {
      description: "One page; what you maintain comes whole",
      body: z
        .object({
          collections: z.array(CollectionSummary),
          total: z.int().optional().meta({ description: "With `q`: how many there are" }),
          next: z.string().optional(),
        })
        .meta({ id: "CollectionPage" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query, caller }, { store, finder }) {
    if (query.q?.trim()) {
      const { total, collections } = await finder.collections(query.q, caller);
      const listed = (await listFor(collections, caller, store)).map(summaryOf);
      return { status: 200, body: { collections: listed, total } };
    }
    if (query.which !== "published") {
      if (!caller.person) throw new Problem("signed-out", "This needs an API key.");
      const mine = await (query.which === "kept"
        ? maintainedBy(caller, store)
        : invitationsOf(caller, store));
      const listed = await listFor(mine, caller, store, { drafts: true });
      return { status: 200, body: { collections: listed.map(summaryOf) } };
    }
    const { organizations } = await store.reference();
    const { after, limit, organization } = query;
    const page = await store.collections.list(visibilityTokensOf(caller, organizations), {
      limit,
      ...(after ? { after } : {}),
      ...(organization ? { organization } : {}),
    });
    const collections = (await listFor(page.collections, caller, store)).map(summaryOf);
    return { status: 200, body: { collections, ...(page.next ? { next: page.next } : {}) } };
  },
});

const createCollection = endpoint({
  method: "post",
  path: "/collections",
  operationId: "createCollection",
  tag,
  summary: "Start a collection",
  description: "A draft that only you see. Every resource must be one you can find; sections may come later.",
  scope: "write",
  repeatable: true,
  body: CollectionInput,
  responses: {
    201: { description: "Begun", body: CollectionBody, headers: { ...ETAG, Location: "Its address" } },
  },
  problems: ["invalid", "signed-out", "forbidden", "conflict", "too-large", "unsupported", "too-many"],
  async answer({ body, caller, at, keep }, { store, newId }) {
    const reference = await store.reference();
    const content = contentOf(body);
    const { organization, ownedBy } = body;
    const collectable = await collectableBy(content, caller, store);
    const given = { id: newId(), content, organization, ownedBy };
    const change = create(given, collectable, actorOf({ caller, at }, reference));
    const { body: draft, headers } = await representWithEtag(change.after, caller, store, true);
    const reply = {
      status: 201 as const,
      body: draft,
      headers: { ...headers, Location: `/api/v1/collections/${given.id}` },
    };
    await store.commit([change, ...keep(reply)], caller.person?.id);
    return reply;
  },
});

const readCollection = endpoint({
  method: "get",
  path: "/collections/{id}",
  operationId: "readCollection",
  tag,
  summary: "Read a collection",
  description:
    "The published version, with what of it you may see. Those who maintain it read the draft with `draft=yes`, and always before it is published.",
  params: CollectionId,
  query: z.strictObject({ draft: z.enum(["yes", "no"]).default("no") }),
  responses: { 200: { description: "The collection", body: CollectionBody, headers: ETAG } },
  problems: ["invalid", "signed-out", "unknown", "too-many"],
  async answer({ params, query, caller }, { store }) {
    const [c] = await readFor(params.id, caller, store);
    return { status: 200, body: await viewOf(c, caller, store, query.draft === "yes") };
  },
});

export const collectionEndpoints = [listCollections, createCollection, readCollection];
