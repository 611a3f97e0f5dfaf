import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { pageQuery } from "../../doorway/listing.ts";
import { withFiles } from "../../files/actions/with-files.ts";
import { ETAG } from "../../http/if-match.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import { districtOf } from "../../usage/jobs/count-search.ts";
import { readFor } from "../actions/reading.ts";
import { type Actor, actorOf } from "../rules/actor.ts";
import { create } from "../rules/lifecycle.ts";
import { may } from "../rules/may.ts";
import { ResourceBody, ResourceInput, represent } from "../rules/representation.ts";
import type { Resource } from "../rules/resource.ts";
import { alsoWrong, Created, representCreated, understoodDescription } from "./read-input.ts";

export const ResourceId = z.object({ id: z.uuid().meta({ description: "The resource's id" }) });

export const tag = "Resources";

const createResource = endpoint({
  method: "post",
  path: "/resources",
  operationId: "createResource",
  tag,
  summary: "Register a resource",
  description:
    "Only the title is required. What else is known makes it easier to find; what is missing comes back as warnings.",
  scope: "write",
  repeatable: true,
  body: ResourceInput,
  alsoWrong,
  responses: {
    201: { description: "Registered", body: Created, headers: { ...ETAG, Location: "Its address" } },
  },
  problems: ["invalid", "signed-out", "forbidden", "conflict", "too-large", "unsupported", "too-many"],
  async answer({ body, caller, person, at, keep }, parts) {
    const reference = await parts.store.reference();
    const { description: understood, warnings } = understoodDescription(body, reference);
    const description = await withFiles(understood, person, parts.store);
    const { organization, externalId, reach } = body;
    const change = create(
      { id: parts.newId(), description, organization, externalId, reach },
      actorOf({ caller, at }, reference),
    );
    const reply = representCreated(change.after, reference, warnings);
    await parts.store.commit([change, ...keep(reply)]);
    return reply;
  },
});

const readResource = endpoint({
  method: "get",
  path: "/resources/{id}",
  operationId: "readResource",
  tag,
  summary: "Read a resource",
  params: ResourceId,
  responses: { 200: { description: "The resource", body: ResourceBody, headers: ETAG } },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store, counter }) {
    const [resource, reference] = await readFor(params.id, caller, store);
    counter.count("open", resource.id, districtOf(caller, reference.organizations));
    return { status: 200, body: represent(asSeen(resource, caller, reference), reference) };
  },
});

const listResources = endpoint({
  method: "get",
  path: "/resources",
  operationId: "listResources",
  tag,
  summary: "List resources, oldest first",
  description: "By keyset cursor: pages stay right while others write. Follow `next` until it is absent.",
  query: z.strictObject(pageQuery(100)),
  responses: {
    200: {
      description: "One page",
      body: z
        .object({ resources: z.array(ResourceBody), next: z.string().optional() })
        .meta({ id: "ResourcePage" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query, caller }, { store }) {
    const reference = await store.reference();
    const { after, limit, organization } = query;
    const page = await store.resources.list(visibilityTokensOf(caller, reference.organizations), {
      limit,
      ...(after ? { after } : {}),
      ...(organization ? { organization } : {}),
    });
    const resources = page.resources.map((r) => represent(asSeen(r, caller, reference), reference));
    return { status: 200, body: { resources, ...(page.next ? { next: page.next } : {}) } };
  },
});

const asSeen = (r: Resource, caller: Actor["caller"], { organizations }: Reference): Resource => {
  if (r.proposed === undefined || may(caller, "see its proposal", r, organizations)) return r;
  const { proposed: _theirs, ...seen } = r;
  return seen;
};

export const resourceEndpoints = [listResources, createResource, readResource];
