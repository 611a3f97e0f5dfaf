import { Router } from "express";
import {
  invitationsOf,
  invitersOf,
  listFeatured,
  listFor,
  listMaintained,
  placesOfMaintainers,
  readDraft,
  readFor,
  versionFor,
  visibleContents,
} from "../../collections/actions/reading.ts";
import { CollectionsFoundPage } from "../../collections/doors/found.views.tsx";
import { CollectionsPage } from "../../collections/doors/list.views.tsx";
import { COLLECTIONS, collectionAddress } from "../../collections/rules/addresses.ts";
import type { Collection, CollectionVersion } from "../../collections/rules/collection.ts";
import { withoutGaps } from "../../collections/rules/gaps.ts";
import { hide, show } from "../../collections/rules/hide.ts";
import { mayOnCollection } from "../../collections/rules/may.ts";
import { fieldOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { visibilityFor } from "../../reviews/actions/reading.ts";
import { subjectOfCollection } from "../../reviews/rules/subject.ts";
import { MOST_LETTERS } from "../../search/rules/query-bounds.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Assets } from "../../ui/assets.ts";
import { CollectionPage, type CollectionShown } from "./page.views.tsx";

const PAGE = 24;

const DONE: Record<string, string> = {
  published: "Published. This is what readers see.",
  reach: "Who can see it has changed.",
  waits: "Sent. Readers go on seeing the version before until the state has looked at this one.",
  featured: "The home page has changed.",
  hidden: "Hidden. Its owner and curators still see it.",
  shown: "Readers see it again.",
  joined: "You help maintain this collection now.",
  declined: "You do not help maintain it.",
};

export function collectionPages(parts: Parts, assets: Assets): Router {
  const { store, clock } = parts;
  const router = Router();

  router.get(COLLECTIONS, async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const { after, done } = req.query;
    const words = typeof req.query.q === "string" ? req.query.q.trim().slice(0, MOST_LETTERS) : "";
    if (words !== "") {
      const { total, collections, about } = await parts.finder.collections(words, caller);
      const found = { words, total, about, listed: await listFor(collections, caller, store) };
      return sendPage(res, <CollectionsFoundPage {...found} />, await siteNow(parts, assets));
    }
    const from = typeof after === "string" && after !== "" ? after : undefined;
    const shown = await listedTo(caller, from, parts);
    const said = DONE[String(done)];
    sendPage(res, <CollectionsPage {...shown} said={said} />, await siteNow(parts, assets));
  });

  router.get(`${COLLECTIONS}/:id`, async (req, res) => {
    if (req.accepts(["html", "application/json"]) === "application/json")
      return res.redirect(303, `/api/v1${collectionAddress(req.params.id)}`);
    const { caller } = await visitorOf(req, parts);
    const [c, reference] = await readFor(req.params.id, caller, store);
    if (c.content === undefined) return res.redirect(303, `${collectionAddress(c.id)}/edit`);
    const shown = await shownTo(c, caller, reference, parts);
    const said = DONE[String(req.query.done)];
    sendPage(res, <CollectionPage {...shown} said={said} />, await siteNow(parts, assets));
  });

  router.get(`${COLLECTIONS}/:id/versions/:number`, async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const number = /^\d{1,7}$/.test(req.params.number) ? Number(req.params.number) : 0;
    const found = await versionFor(req.params.id, number, caller, store);
    if (number === found.collection.published)
      return res.redirect(303, collectionAddress(found.collection.id));
    const shown = await shownTo(found.collection, caller, found.reference, parts, found.version);
    sendPage(res, <CollectionPage {...shown} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/:id/hiding`, async (req, res) => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { caller } = visitor;
    const [c, { organizations: tree }] = await readFor(req.params.id, caller, store);
    const actor = { caller, at: clock(), tree };
    const [again, reason] = [fieldOf(req, "do") === "show", fieldOf(req, "reason").trim()];
    if (!again && reason.length < 3) throw new Problem("invalid", "Say in a few words why it is hidden.");
    const change = again ? show(c, actor) : hide(c, reason.slice(0, 500), actor);
    if (change) await store.commit([change], caller.person?.id);
    const stays = c.content !== undefined ? collectionAddress(c.id) : COLLECTIONS;
    res.redirect(303, `${stays}?done=${again ? "shown" : "hidden"}`);
  });
  return router;
}

async function shownTo(
  c: Collection,
  caller: Caller,
  reference: Reference,
  { store, clock }: Parts,
  version?: CollectionVersion,
): Promise<CollectionShown> {
  const tree = reference.organizations;
  const full = version?.content ?? c.content ?? c.draft;
  const held = await visibleContents(full, caller, store);
  const keeper = mayOnCollection(caller, "edit", c, tree)
    ? (await readDraft(c, caller, store)).gaps.length
    : undefined;
  const staff = mayInRegistry(caller, "choose what is featured", tree);
  const visibility = version
    ? undefined
    : await visibilityFor(subjectOfCollection(c), caller, store, clock());
  return {
    collection: c,
    content: withoutGaps(full, held),
    held,
    places: await placesOfMaintainers(c, store),
    ...(keeper === undefined ? {} : { maintainer: { gaps: keeper } }),
    ...(staff ? { featured: (await store.collections.featured()).includes(c.id) } : {}),
    ...(visibility ? { visibility } : {}),
    ...(version && version.number !== c.published ? { version: version.number } : {}),
    mayHide: mayOnCollection(caller, "be offered hiding", c, tree),
  };
}

async function listedTo(caller: Caller, after: string | undefined, { store }: Parts) {
  const { organizations: tree } = await store.reference();
  const options = { limit: PAGE, ...(after ? { after } : {}) };
  const page = await store.collections.list(visibilityTokensOf(caller, tree), options);
  const featured = after ? [] : await listFeatured(caller, store);
  const kept = after ? [] : await listMaintained(caller, store);
  const apart = new Set([...featured, ...kept].map((l) => l.collection.id));
  const rest = page.collections.filter((c) => !apart.has(c.id));
  const invitations = after ? [] : await invitationsOf(caller, store);
  const inviter = await invitersOf(invitations, caller, store);
  return {
    featured,
    kept,
    others: (await listFor(rest, caller, store)).filter((l) => l.resources.length > 0),
    invited: invitations.map((collection) => ({ collection, by: inviter(collection) })),
    mayBegin: mayInRegistry(caller, "contribute", tree),
    mayFeature: mayInRegistry(caller, "choose what is featured", tree),
    next: page.next,
    further: after !== undefined,
  };
}
