import * as z from "zod";
import { readWith, sentenceFor } from "../fault.ts";
import { tokensOf } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import { Problem } from "../problem.ts";
import type { Reference } from "../reference/reference.ts";
import type { Deed } from "../resources/deed.ts";
import { mergePatch } from "../resources/representation.ts";
import { offersWith } from "../sharing/doing.ts";
import { REACHES } from "../sharing/reach.ts";
import type { Change, Store } from "../store.ts";
import { type Asked, endpoint } from "../web/endpoint.ts";
import { etagOf, namesTag } from "../web/mount.ts";
import { type Collection, Content } from "./collection.ts";
import { feature } from "./featuring.ts";
import { withoutGaps } from "./gaps.ts";
import { curatorEndpoints } from "./keepers.api.ts";
import { create, edit, hide, publish, show, takeBack } from "./lifecycle.ts";
import {
  collectableFor,
  draftFor,
  featuredFor,
  heldFor,
  invitationsOf,
  keptBy,
  keptFor,
  type Listed,
  listedFor,
  readFor,
  versionFor,
} from "./reading.ts";
import {
  CollectionBody,
  CollectionInput,
  CollectionReplacement,
  contentOf,
  represent,
} from "./representation.ts";
import { keeps } from "./standing.ts";

const tag = "Collections";
const Id = z.object({ id: z.uuid().meta({ description: "The collection's id" }) });
const ETAG = { ETag: "Names what you were shown; send it back as If-Match when you change it" };
const WRITING = ["invalid", "signed-out", "forbidden", "unknown", "stale", "too-many"] as const;
const SENDING = [...WRITING, "too-large", "unsupported"] as const;
const GUARDED = [...SENDING, "unguarded"] as const;

const Summary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    introduction: z.string(),
    count: z.int().meta({ description: "How many resources you find in it" }),
    organization: z.string(),
    ownedBy: z.enum(["person", "organization"]),
    reach: z.enum(REACHES),
    version: z.int().optional().meta({ description: "Absent while it is a draft" }),
  })
  .meta({ id: "CollectionSummary" });

const summaryOf = ({ collection: c, content, resources }: Listed): z.input<typeof Summary> => ({
  id: c.id,
  title: content.title,
  introduction: content.introduction,
  count: resources.length,
  organization: c.organization,
  ownedBy: "person" in c.owner ? "person" : "organization",
  reach: c.reach,
  ...(c.published === undefined ? {} : { version: c.published }),
});

const listCollections = endpoint({
  method: "get",
  path: "/collections",
  operationId: "listCollections",
  tag,
  summary: "List collections, newest first",
  description:
    "What is published and you may see. With `which=kept` all that you keep, drafts too; with `which=invited` those you are asked to keep along.",
  query: z.strictObject({
    which: z.enum(["published", "kept", "invited"]).default("published"),
    after: z.uuid({ error: "is not a cursor. Give back the `next` of the page before" }).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    organization: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "Only this organization and those below it" }),
  }),
  responses: {
    200: {
      description: "One page; what you keep is given whole",
      body: z
        .object({ collections: z.array(Summary), next: z.string().optional() })
        .meta({ id: "CollectionPage" }),
    },
  },
  problems: ["invalid", "signed-out", "too-many"],
  async answer({ query, caller }, { store }) {
    if (query.which !== "published") {
      if (!caller.person) throw new Problem("signed-out", "This needs an API key.");
      const mine = await (query.which === "kept" ? keptBy(caller, store) : invitationsOf(caller, store));
      const listed = await listedFor(mine, caller, store, { drafts: true });
      return { status: 200, body: { collections: listed.map(summaryOf) } };
    }
    const { organizations } = await store.reference();
    const { after, limit, organization } = query;
    const page = await store.collections.list(tokensOf(caller, organizations), {
      limit,
      ...(after ? { after } : {}),
      ...(organization ? { organization } : {}),
    });
    const collections = (await listedFor(page.collections, caller, store)).map(summaryOf);
    return { status: 200, body: { collections, ...(page.next ? { next: page.next } : {}) } };
  },
});

const createCollection = endpoint({
  method: "post",
  path: "/collections",
  operationId: "createCollection",
  tag,
  summary: "Begin a collection",
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
    const collectable = await collectableFor(content, caller, store);
    const given = { id: newId(), content, organization, ownedBy };
    const change = create(given, collectable, deed(caller, at, reference));
    const shown = await shownDraft(change.after, caller, store);
    const headers = { ...shown.headers, Location: `/api/v1/collections/${given.id}` };
    const reply = { status: 201 as const, body: shown.body, headers };
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
    "The published version, with what of it you may see. Those who keep it read the draft with `draft=yes`, and always before it is published.",
  params: Id,
  query: z.strictObject({ draft: z.enum(["yes", "no"]).default("no") }),
  responses: { 200: { description: "The collection", body: CollectionBody, headers: ETAG } },
  problems: ["invalid", "signed-out", "unknown", "too-many"],
  async answer({ params, query, caller }, { store }) {
    const [c] = await readFor(params.id, caller, store);
    return { status: 200, body: await viewOf(c, caller, store, query.draft === "yes") };
  },
});

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
  params: Id,
  body: CollectionReplacement,
  responses: { 200: { description: "The draft as it is now", body: CollectionBody, headers: ETAG } },
  problems: [...GUARDED],
  answer: ({ params, body, ...asked }, { store }) => change(params.id, asked, store, [true], () => body),
});

const patchCollection = endpoint({
  method: "patch",
  path: "/collections/{id}",
  operationId: "patchCollection",
  tag,
  summary: "Change some of a collection",
  scope: "write",
  guard: "required",
  params: Id,
  body: z.record(z.string().max(100), z.json()).meta({
    id: "CollectionPatch",
    description: "JSON Merge Patch (RFC 7396): title, introduction, sections (all of them) or reach",
  }),
  bodyTypes: ["application/merge-patch+json", "application/json"],
  responses: { 200: { description: "The draft as it is now", body: CollectionBody, headers: ETAG } },
  problems: [...GUARDED],
  answer: ({ params, body, ...asked }, { store }) =>
    change(params.id, asked, store, [false, true], ({ draft, reach }) =>
      parsed(mergePatch({ ...draft, reach }, body)),
    ),
});

const publishCollection = endpoint({
  method: "post",
  path: "/collections/{id}/publication",
  operationId: "publishCollection",
  tag,
  summary: "Publish a collection's draft",
  description:
    "Makes an immutable version of the draft that everyone within its reach sees. A new version of what is public waits for a yes (`proposed`), and is offered for review with it; except by state staff. What needs a yes to reach so far is offered with `POST /collections/{id}/reviews`.",
  scope: "write",
  guard: "required",
  params: Id,
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
    act(params.id, asked, parts.store, async (c, by) => {
      const done = publish(c, body.reach, by);
      return done ? [done, ...(await offersWith(done, { ...by, ...parts }))] : [];
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
  params: Id,
  responses: { 200: { description: "As it is now", body: CollectionBody, headers: ETAG } },
  problems: [...WRITING, "unguarded"],
  answer: ({ params, ...asked }, { store }) =>
    act(params.id, asked, store, async (c, by) => [takeBack(c, by) ?? []].flat()),
});

const hideCollection = endpoint({
  method: "put",
  path: "/collections/{id}/hiding",
  operationId: "hideCollection",
  tag,
  summary: "Hide a collection",
  description: "For curators of its organization and of those above: nobody else but its owner sees it then.",
  scope: "curate",
  params: Id,
  body: z
    .strictObject({
      reason: z.string().trim().min(3, { error: "is too short. Say in a few words why" }).max(500),
    })
    .meta({ id: "CollectionHiding" }),
  responses: { 204: { description: "Hidden, or already so" } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, { store }) {
    const [c, reference] = await readFor(params.id, caller, store);
    const done = hide(c, body.reason, deed(caller, at, reference));
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
  params: Id,
  responses: { 204: { description: "Shown, or already so" } },
  problems: [...WRITING],
  async answer({ params, caller, at }, { store }) {
    const [c, reference] = await readFor(params.id, caller, store);
    const done = show(c, deed(caller, at, reference));
    if (done) await store.commit([done], caller.person?.id);
    return { status: 204 };
  },
});

const readCollectionHistory = endpoint({
  method: "get",
  path: "/collections/{id}/history",
  operationId: "readCollectionHistory",
  tag,
  summary: "Who did what when",
  description: "For those who keep it.",
  scope: "read",
  params: Id,
  responses: {
    200: {
      description: "Oldest first",
      body: z
        .object({
          events: z.array(
            z
              .object({
                what: z.string(),
                at: z.iso.datetime(),
                role: z.string(),
                by: z.string().optional(),
                version: z.int().optional(),
                reach: z.string().optional(),
                note: z.string().optional(),
              })
              .meta({ id: "CollectionEvent" }),
          ),
        })
        .meta({ id: "CollectionHistory" }),
    },
  },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const [c] = await keptFor(params.id, caller, store);
    const events = await store.collections.history(c.id);
    const ids = [...new Set(events.map((e) => e.by))];
    const people = await Promise.all(ids.map((id) => store.people.get(id)));
    const names = new Map(people.flatMap((p) => (p ? [[p.id, p.name] as const] : [])));
    const told = events.map(({ by, ...event }) => {
      const name = names.get(by);
      return { ...event, ...(name ? { by: name } : {}) };
    });
    return { status: 200, body: { events: told } };
  },
});

const readCollectionVersion = endpoint({
  method: "get",
  path: "/collections/{id}/versions/{number}",
  operationId: "readCollectionVersion",
  tag,
  summary: "Read one version",
  description: "As it was published, with what of it you may see now.",
  params: Id.extend({ number: z.coerce.number().int().min(1).max(1_000_000) }),
  responses: {
    200: {
      description: "The version",
      body: z
        .object({ number: z.int(), at: z.iso.datetime(), content: Content })
        .meta({ id: "CollectionVersion" }),
    },
  },
  problems: ["signed-out", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const { version } = await versionFor(params.id, params.number, caller, store);
    const content = withoutGaps(version.content, await heldFor(version.content, caller, store));
    return { status: 200, body: { number: version.number, at: version.at, content } };
  },
});

const Featured = z.object({ collections: z.array(Summary) }).meta({ id: "FeaturedCollections" });

const readFeatured = endpoint({
  method: "get",
  path: "/featured",
  operationId: "readFeatured",
  tag,
  summary: "The collections on the home page",
  responses: { 200: { description: "In their order, as far as you may see them", body: Featured } },
  problems: ["signed-out", "too-many"],
  async answer({ caller }, { store }) {
    return { status: 200, body: { collections: (await featuredFor(caller, store)).map(summaryOf) } };
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
    const now = { collections: (await featuredFor(caller, store)).map(summaryOf) };
    mustMatch(ifMatch, [etagOf(JSON.stringify(Featured.parse(now)))]);
    const before = await store.collections.featured();
    const found = await store.collections.many(body.collections);
    const done = feature(before, body.collections, found, deed(caller, at, await store.reference()));
    if (done) await store.commit([done], caller.person?.id);
    return { status: 200, body: { collections: (await featuredFor(caller, store)).map(summaryOf) } };
  },
});

export const collectionEndpoints = [
  listCollections,
  createCollection,
  readCollection,
  replaceCollection,
  patchCollection,
  publishCollection,
  takeCollectionBack,
  hideCollection,
  showCollection,
  readCollectionHistory,
  readCollectionVersion,
  ...curatorEndpoints,
  readFeatured,
  setFeatured,
];

const deed = (caller: Caller, at: string, reference: Reference): Deed => ({
  caller,
  at,
  tree: reference.organizations,
});

/** What this caller is shown: the published version, or the draft. */
async function viewOf(c: Collection, caller: Caller, store: Store, draft: boolean) {
  const reference = await store.reference();
  if (!keeps(caller, c, reference.organizations))
    return represent(c, { held: await heldFor(c.content ?? c.draft, caller, store) }, reference);
  const wantsDraft = draft || c.content === undefined;
  const { held, gaps } = await draftFor(c, caller, store);
  const seen = wantsDraft ? held : await heldFor(c.content ?? c.draft, caller, store);
  return represent(c, { held: seen, kept: { gaps, draft: wantsDraft } }, reference);
}

const tagOf = (view: z.input<typeof CollectionBody>) => etagOf(JSON.stringify(CollectionBody.parse(view)));

async function shown(c: Collection, caller: Caller, store: Store) {
  const body = await viewOf(c, caller, store, false);
  return { body, headers: { ETag: tagOf(body) } };
}

async function shownDraft(c: Collection, caller: Caller, store: Store) {
  const body = await viewOf(c, caller, store, true);
  return { body, headers: { ETag: tagOf(body) } };
}

type Asking = Pick<Asked<unknown, unknown, unknown>, "caller" | "at" | "ifMatch">;

async function act(
  id: string,
  { caller, at, ifMatch }: Asking,
  store: Store,
  how: (c: Collection, by: Deed) => Promise<Change[]>,
) {
  const [before, reference] = await guarded(id, caller, ifMatch, store);
  const done = await how(before, deed(caller, at, reference));
  if (done.length > 0) await store.commit(done, caller.person?.id);
  const after = done.find((c) => c.noun === "collection")?.after ?? before;
  return { status: 200 as const, ...(await shown(after, caller, store)) };
}

type Replacement = z.output<typeof CollectionReplacement>;

async function change(
  id: string,
  { caller, at, ifMatch }: Asking,
  store: Store,
  views: boolean[],
  next: (before: Collection) => Replacement,
) {
  const [before, reference] = await guarded(id, caller, ifMatch, store, views);
  const input = next(before);
  const content = contentOf(input);
  const collectable = await collectableFor(content, caller, store);
  const done = edit(before, { content, reach: input.reach }, collectable, deed(caller, at, reference));
  if (done) await store.commit([done], caller.person?.id);
  return { status: 200 as const, ...(await shownDraft(done?.after ?? before, caller, store)) };
}

/**
 * The collection as the caller last saw it. Both views carry its revision; a whole draft is replaced only by
 * those who read the draft, because the published view leaves out what readers do not find.
 */
async function guarded(
  id: string,
  caller: Caller,
  ifMatch: string | undefined,
  store: Store,
  views = [false, true],
) {
  const read = await readFor(id, caller, store);
  const shown = await Promise.all(views.map((draft) => viewOf(read[0], caller, store, draft)));
  mustMatch(ifMatch, shown.map(tagOf));
  return read;
}

function mustMatch(ifMatch: string | undefined, tags: string[]): void {
  if (ifMatch === undefined)
    throw new Problem("unguarded", "Send If-Match with the ETag you read, so that nobody's change is lost.", [
      { in: "header", pointer: "/If-Match", detail: "is missing. Read it and send its ETag" },
    ]);
  if (tags.some((t) => namesTag(ifMatch, t))) return;
  throw new Problem(
    "stale",
    "It was changed meanwhile, or you read something else. Read it again (`draft=yes`) and change that.",
  );
}

function parsed(merged: unknown): Replacement {
  const { data, faults } = readWith(CollectionReplacement, merged, "body");
  if (data) return data;
  throw new Problem("invalid", sentenceFor(faults), faults);
}
