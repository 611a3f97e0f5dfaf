import * as z from "zod";
import { readWith, sentenceFor } from "../fault.ts";
import { withFiles } from "../files/naming.ts";
import type { Parts } from "../parts.ts";
import { may, tokensOf } from "../people/may.ts";
import { type Fault, Problem } from "../problem.ts";
import type { Reference } from "../reference/reference.ts";
import { offersWith } from "../sharing/doing.ts";
import { districtOf } from "../usage/searched.ts";
import { type Asked, type Endpoint, endpoint } from "../web/endpoint.ts";
import { etagOf, namesTag } from "../web/mount.ts";
import { FaultBody } from "../web/problems.ts";
import { create, type Deed, edit } from "./lifecycle.ts";
import { proposalOf, readFor } from "./reading.ts";
import {
  mergePatch,
  ResourceBody,
  ResourceInput,
  ResourcePatch,
  ResourceReplacement,
  represent,
} from "./representation.ts";
import { Description, type Resource } from "./resource.ts";
import { misunderstood, understand } from "./understand.ts";

export const Id = z.object({ id: z.uuid().meta({ description: "The resource's id" }) });
export const tag = "Resources";
const ETAG = { ETag: "Names what you were shown; send it back as If-Match when you change it" };
const Created = ResourceBody.extend({
  warnings: z.array(FaultBody).optional().meta({ description: "Accepted, but worth mending" }),
}).meta({ id: "ResourceWithWarnings" });

type Input = z.output<typeof ResourceInput>;

const alsoWrong: Endpoint["alsoWrong"] = async (body, { store }) =>
  misunderstood(body, await store.reference());

export const createResource = endpoint({
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
    const { description: understood, warnings } = checked(body, reference);
    const description = await withFiles(understood, person, parts.store);
    const { organization, externalId, reach } = body;
    const change = create(
      { id: parts.newId(), description, organization, externalId, reach },
      deed(caller, at, reference),
    );
    const reply = created(change.after, reference, warnings);
    await parts.store.commit([change, ...keep(reply)]);
    return reply;
  },
});

export const readResource = endpoint({
  method: "get",
  path: "/resources/{id}",
  operationId: "readResource",
  tag,
  summary: "Read a resource",
  params: Id,
  responses: { 200: { description: "The resource", body: ResourceBody, headers: ETAG } },
  problems: ["signed-out", "unknown", "gone", "too-many"],
  async answer({ params, caller }, { store, counter }) {
    const [resource, reference] = await readFor(params.id, caller, store);
    counter.count("open", resource.id, districtOf(caller, reference.organizations));
    return { status: 200, body: represent(asSeen(resource, caller, reference), reference) };
  },
});

export const listResources = endpoint({
  method: "get",
  path: "/resources",
  operationId: "listResources",
  tag,
  summary: "List resources, oldest first",
  description: "By keyset cursor: pages stay right while others write. Follow `next` until it is absent.",
  query: z.strictObject({
    after: z.uuid({ error: "is not a cursor. Give back the `next` of the page before" }).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    organization: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "Only this organization and those below it" }),
  }),
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
    const page = await store.resources.list(tokensOf(caller, reference.organizations), {
      limit,
      ...(after ? { after } : {}),
      ...(organization ? { organization } : {}),
    });
    const resources = page.resources.map((r) => represent(asSeen(r, caller, reference), reference));
    return { status: 200, body: { resources, ...(page.next ? { next: page.next } : {}) } };
  },
});

export const replaceResource = endpoint({
  method: "put",
  path: "/resources/{id}",
  operationId: "replaceResource",
  tag,
  summary: "Replace a resource's description",
  description:
    "What you read can be sent back: read-only members are ignored. What is left out becomes not stated.",
  scope: "write",
  guard: "required",
  params: Id,
  body: ResourceReplacement,
  alsoWrong,
  responses: { 200: { description: "As it is now", body: Created, headers: ETAG } },
  problems: [
    "invalid",
    "signed-out",
    "forbidden",
    "unknown",
    "conflict",
    "gone",
    "stale",
    "too-large",
    "unsupported",
    "unguarded",
    "too-many",
  ],
  answer: ({ params, body, ...asked }, parts) => change(params.id, asked, parts, () => body as Input),
});

export const patchResource = endpoint({
  method: "patch",
  path: "/resources/{id}",
  operationId: "patchResource",
  tag,
  summary: "Change some of a resource",
  scope: "write",
  guard: "required",
  params: Id,
  body: ResourcePatch,
  bodyTypes: ["application/merge-patch+json", "application/json"],
  responses: { 200: { description: "As it is now", body: Created, headers: ETAG } },
  problems: [
    "invalid",
    "signed-out",
    "forbidden",
    "unknown",
    "conflict",
    "gone",
    "stale",
    "too-large",
    "unsupported",
    "unguarded",
    "too-many",
  ],
  answer: ({ params, body, ...asked }, parts) =>
    change(params.id, asked, parts, (before, reference) => {
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

export const upsertResource = endpoint({
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
  problems: [
    "invalid",
    "signed-out",
    "forbidden",
    "unknown",
    "conflict",
    "gone",
    "stale",
    "too-large",
    "unsupported",
    "too-many",
  ],
  async answer({ params, body, caller, person, at, ifMatch }, parts) {
    const { store } = parts;
    const reference = await store.reference();
    const { code, externalId } = params;
    if (!reference.organizations.get(code))
      throw new Problem("unknown", "There is no organization with this code.");
    const input = { ...(body as Input), organization: code, externalId };
    const by = deed(caller, at, reference);
    const before = await store.resources.byExternalId(code, externalId);
    if (ifMatch !== undefined) mustMatch(ifMatch, before, reference);
    const { description: understood, warnings } = checked(input, reference);
    const description = await withFiles(understood, person, store, before);
    if (!before) {
      const change = create(
        { id: parts.newId(), description, organization: code, externalId, reach: input.reach },
        by,
      );
      await store.commit([change]);
      return created(change.after, reference, warnings);
    }
    const proposal = await proposalOf(before, store);
    const changed = edit(before, { description, reach: input.reach, proposal }, by);
    if (changed)
      await store.commit([
        changed,
        ...(await offersWith(changed, { store, caller, at, newId: parts.newId })),
      ]);
    return shown(changed?.after ?? before, reference, warnings);
  },
});

const asSeen = (r: Resource, caller: Deed["caller"], { organizations }: Reference): Resource => {
  if (r.proposed === undefined || may(caller, "see its proposal", r, organizations)) return r;
  const { proposed: _theirs, ...seen } = r;
  return seen;
};

export const resourceEndpoints = [
  listResources,
  createResource,
  readResource,
  replaceResource,
  patchResource,
  upsertResource,
];

export const deed = (caller: Deed["caller"], at: string, reference: Reference): Deed => ({
  caller,
  at,
  tree: reference.organizations,
});

/** The description out of the input, every value understood; throws all faults at once. */
function checked(input: Input, reference: Reference): { description: Description; warnings: Fault[] } {
  const { description, faults, warnings } = understand(Description.parse(onlyDescription(input)), reference);
  if (faults.length > 0) throw new Problem("invalid", sentenceFor(faults), faults);
  return { description, warnings };
}

const DESCRIBED = Object.keys(Description.shape);
const onlyDescription = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([name]) => DESCRIBED.includes(name)));

function parsed(merged: unknown, reference: Reference): Input {
  const { data, faults } = readWith(ResourceInput, merged, "body");
  if (data) return data;
  const all = [...faults, ...misunderstood(merged, reference)];
  throw new Problem("invalid", sentenceFor(all), all);
}

async function change(
  id: string,
  { caller, at, ifMatch }: Pick<Asked<unknown, unknown, unknown>, "caller" | "at" | "ifMatch">,
  { store, newId }: Parts,
  next: (before: Resource, reference: Reference) => Input,
) {
  const [before, reference] = await readFor(id, caller, store);
  mustMatch(ifMatch, before, reference);
  const input = next(before, reference);
  if (input.organization !== undefined && input.organization !== before.organization)
    throw new Problem("invalid", "A resource stays with its organization.", [
      { in: "body", pointer: "/organization", detail: "cannot be changed", nearest: [before.organization] },
    ]);
  const { description: understood, warnings } = checked(input, reference);
  const description = await withFiles(understood, caller.person?.id ?? "", store, before);
  const { reach, externalId } = input;
  const proposal = await proposalOf(before, store);
  const changed = edit(before, { description, reach, externalId, proposal }, deed(caller, at, reference));
  if (changed) await store.commit([changed, ...(await offersWith(changed, { store, caller, at, newId }))]);
  return shown(changed?.after ?? before, reference, warnings);
}

/** The caller says which state it changed: 428 when it does not, 412 when that is no longer the state. */
export function mustMatch(
  ifMatch: string | undefined,
  resource: Resource | undefined,
  reference: Reference,
): void {
  if (ifMatch === undefined)
    throw new Problem("unguarded", "Send If-Match with the ETag you read, so that nobody's change is lost.", [
      { in: "header", pointer: "/If-Match", detail: "is missing. Read the resource and send its ETag" },
    ]);
  if (resource && namesTag(ifMatch, etagOf(textOf(resource, reference)))) return;
  throw new Problem("stale", "The resource was changed meanwhile. Read it again and make your change there.");
}

const textOf = (r: Resource, reference: Reference) =>
  JSON.stringify(ResourceBody.parse(represent(r, reference)));

function shown(r: Resource, reference: Reference, warnings: Fault[]) {
  const body = { ...represent(r, reference), ...(warnings.length > 0 ? { warnings } : {}) };
  // The ETag of what a reader is shown, so that the answer to a change can guard the next one.
  return { status: 200 as const, body, headers: { ETag: etagOf(textOf(r, reference)) } };
}

function created(r: Resource, reference: Reference, warnings: Fault[]) {
  const { body, headers } = shown(r, reference, warnings);
  return { status: 201 as const, body, headers: { ...headers, Location: `/api/v1/resources/${r.id}` } };
}
