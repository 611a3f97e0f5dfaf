import { type Request, Router } from "express";
import type { Parts } from "../parts.ts";
import { curates } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import { type Fault, Problem } from "../problem.ts";
import type { Deed } from "../resources/deed.ts";
import { homeOf } from "../resources/place.ts";
import { readFor as readResource } from "../resources/reading.ts";
import { publicationChanges } from "../sharing/doing.ts";
import { REACHES, type Reach, reachesOf } from "../sharing/reach.ts";
import { needFor } from "../sharing/rules.ts";
import type { Change } from "../store.ts";
import { COLLECTIONS, collectionAddress, reviewAddress } from "../web/addresses.ts";
import { fieldOf, problemOf, siteNow } from "../web/asking.ts";
import type { Assets } from "../web/assets.ts";
import { PROBLEMS } from "../web/problems.ts";
import { sendPage } from "../web/render.ts";
import { backTo, mustBeSignedIn, visitorOf } from "../web/visitor.ts";
import { addEntry, spotOf } from "./arranging.ts";
import { AddPage, type Home, NewPage } from "./beginning.views.tsx";
import { asResource, type Collection, type Content, Entry, Content as Shape } from "./collection.ts";
import { FeaturedPage } from "./featured.views.tsx";
import { feature } from "./featuring.ts";
import { accept, invite, leave } from "./keepers.ts";
import { InvitationPage, KeepersPage, type KeepersShown } from "./keepers.views.tsx";
import { create, edit, takeBack } from "./lifecycle.ts";
import { PublishPage, type PublishShown } from "./publication.views.tsx";
import {
  colleaguesOf,
  collectableFor,
  draftFor,
  invitedFor,
  inviterOf,
  keptBy,
  keptFor,
  listedFor,
} from "./reading.ts";
import { isInvited, maySetFeatured, owns } from "./standing.ts";

type WithId = Request<{ id: string }>;

export function keepingPages(parts: Parts, assets: Assets): Router {
  const { store, newId } = parts;
  const router = Router();
  const site = () => siteNow(parts, assets);
  const typedIn = (req: Request) => (name: string) => fieldOf(req, name);
  const sentAgain = (problem: Problem) => PROBLEMS[problem.kind].status;

  router.get(`${COLLECTIONS}/new`, async (req, res) => {
    const { caller } = await deedOf(req, parts);
    sendPage(res, <NewPage homes={await homesOf(caller, parts)} />, await site());
  });

  router.post(`${COLLECTIONS}/new`, async (req, res) => {
    const deed = await deedOf(req, parts);
    const given = { title: fieldOf(req, "title"), introduction: fieldOf(req, "introduction") };
    const problem = await problemOf(async () => {
      const change = create(
        { id: newId(), content: contentOf(given), ...homeIn(fieldOf(req, "organization")) },
        () => false,
        deed,
      );
      await store.commit([change], deed.caller.person?.id);
      res.redirect(303, `${collectionAddress(change.after.id)}/edit?done=begun`);
    });
    if (!problem) return;
    const homes = await homesOf(deed.caller, parts);
    const page = <NewPage homes={homes} problem={problem} typed={typedIn(req)} />;
    sendPage(res, page, await site(), sentAgain(problem));
  });

  router.get(`${COLLECTIONS}/add`, async (req, res) => {
    const { caller } = await deedOf(req, parts);
    const shown = await addShown(String(req.query.resource ?? ""), caller, parts);
    sendPage(res, <AddPage {...shown} back={backOf(req.query.back)} />, await site());
  });

  router.post(`${COLLECTIONS}/add`, async (req, res) => {
    const deed = await deedOf(req, parts);
    const [id, back] = [fieldOf(req, "resource"), backOf(fieldOf(req, "back"))];
    let into = "";
    const problem = await problemOf(async () => {
      into = await add(id, req, deed, parts);
    });
    const then = new URLSearchParams({ done: "added", what: id, ...(back ? { back } : {}) });
    if (!problem) return res.redirect(303, `${collectionAddress(into)}/edit?${then}#note-${id}`);
    const shown = await addShown(id, deed.caller, parts);
    const page = <AddPage {...shown} back={back} problem={problem} typed={typedIn(req)} />;
    sendPage(res, page, await site(), sentAgain(problem));
  });

  router.get(`${COLLECTIONS}/featured`, async (req, res) => {
    const { caller, tree } = await deedOf(req, parts);
    if (!maySetFeatured(caller, tree)) throw new Problem("unknown", "There is nothing at this address.");
    const ids = await store.collections.featured();
    const listed = await listedFor(await store.collections.many(ids), caller, store);
    const said = req.query.done ? "The home page has changed." : undefined;
    sendPage(res, <FeaturedPage listed={listed} ids={ids} said={said} />, await site());
  });

  router.post(`${COLLECTIONS}/featured`, async (req, res) => {
    const deed = await deedOf(req, parts);
    const [id, what] = [fieldOf(req, "collection"), fieldOf(req, "do")];
    const now = await store.collections.featured();
    const seen = fieldOf(req, "seen");
    if (seen && seen !== now.join(" "))
      throw new Problem("conflict", "Someone else changed the home page meanwhile. Look at it again.");
    const after = turned(now, id, what);
    const change = feature(now, after, await store.collections.many(after), deed);
    if (change) await store.commit([change], deed.caller.person?.id);
    const edge = what === "up" ? after[0] === id : after.at(-1) === id;
    const focus = what === "remove" ? "done" : `${edge ? OPPOSITE[what] : what}-${id}`;
    if (fieldOf(req, "page") !== "featured")
      return res.redirect(303, `${collectionAddress(id)}?done=featured`);
    res.redirect(303, `${COLLECTIONS}/featured?done=yes#${focus}`);
  });

  router.get(`${COLLECTIONS}/:id/publication`, async (req: WithId, res) => {
    const { caller } = await deedOf(req, parts);
    const [c] = await keptFor(req.params.id, caller, store);
    sendPage(res, <PublishPage {...(await publishShown(c, caller, parts))} />, await site());
  });

  router.post(`${COLLECTIONS}/:id/publication`, async (req: WithId, res) => {
    const deed = await deedOf(req, parts);
    const [c] = await keptFor(req.params.id, deed.caller, store);
    let done = "";
    const problem = await problemOf(async () => {
      if (fieldOf(req, "revision") !== String(c.revision))
        throw new Problem("stale", "Someone else changed this collection meanwhile. Look at it once more.");
      const back = fieldOf(req, "do") === "take-back";
      const wanted = { reach: reachIn(fieldOf(req, "reach")), message: fieldOf(req, "message") || undefined };
      const changes = back
        ? [takeBack(c, deed) ?? []].flat()
        : await publicationChanges(c, wanted, { ...deed, store, newId });
      if (changes.length > 0) await store.commit(changes, deed.caller.person?.id);
      done = whereAfter(c, back, changes);
    });
    if (!problem) return res.redirect(303, done);
    const now = (await keptFor(c.id, deed.caller, store))[0];
    const shown = await publishShown(now, deed.caller, parts);
    const page = <PublishPage {...shown} problem={problem} typed={typedIn(req)} />;
    sendPage(res, page, await site(), problem.kind === "stale" ? 409 : sentAgain(problem));
  });

  router.get(`${COLLECTIONS}/:id/curators`, async (req: WithId, res) => {
    const { caller } = await deedOf(req, parts);
    const [c] = await keptFor(req.params.id, caller, store);
    const said = SAID[String(req.query.done)];
    sendPage(res, <KeepersPage {...(await keepersShown(c, caller, parts))} said={said} />, await site());
  });

  router.post(`${COLLECTIONS}/:id/curators`, async (req: WithId, res) => {
    const deed = await deedOf(req, parts);
    const { caller } = deed;
    const [c] = await keptFor(req.params.id, caller, store);
    const ends = fieldOf(req, "do") === "end";
    const problem = await problemOf(async () => {
      if (ends) return store.commit([leave(c, fieldOf(req, "id"), deed)], caller.person?.id);
      const given = { id: newId(), who: fieldOf(req, "who"), colleagues: await colleaguesOf(caller, store) };
      const change = invite(c, given, deed);
      if (change) await store.commit([change], caller.person?.id);
    });
    const left =
      ends && c.curators.some((k) => k.id === fieldOf(req, "id") && k.person === caller.person?.id);
    if (!problem)
      return res.redirect(
        303,
        left
          ? `${COLLECTIONS}?done=declined`
          : `${collectionAddress(c.id)}/curators?done=${ends ? "ended" : "asked"}`,
      );
    const shown = await keepersShown(c, caller, parts);
    const page = <KeepersPage {...shown} problem={problem} typed={typedIn(req)} />;
    sendPage(res, page, await site(), sentAgain(problem));
  });

  router.get(`${COLLECTIONS}/:id/invitation`, async (req: WithId, res) => {
    const { caller } = await deedOf(req, parts);
    const c = await invitedFor(req.params.id, caller, store);
    const by = await inviterOf(c, caller, store);
    sendPage(res, <InvitationPage collection={c} by={by} />, await site());
  });

  router.post(`${COLLECTIONS}/:id/invitation`, async (req: WithId, res) => {
    const deed = await deedOf(req, parts);
    const c = await invitedFor(req.params.id, deed.caller, store);
    const yes = fieldOf(req, "do") === "accept" && isInvited(deed.caller, c);
    await store.commit([yes ? accept(c, deed) : leave(c, undefined, deed)], deed.caller.person?.id);
    res.redirect(303, yes ? `${collectionAddress(c.id)}/edit` : `${COLLECTIONS}?done=declined`);
  });
  return router;
}

const SAID: Record<string, string> = {
  asked: "Asked. They find it on their collections page, and nothing is theirs before they accept.",
  ended: "Ended.",
};

/** Where one comes to after publishing: to the offer where one was made, else to what readers see. */
function whereAfter({ id }: Collection, back: boolean, changes: Change[]): string {
  const here = collectionAddress(id);
  const offered = changes.find((c) => c.noun === "review");
  if (offered) return `${reviewAddress(offered.after.id)}?done=offered`;
  if (back) return `${here}/edit?done=back`;
  const what = changes.find((c) => c.noun === "collection")?.event.what;
  return `${here}?done=${what === "proposed" ? "waits" : what === "published" ? "published" : "reach"}`;
}

const OPPOSITE: Record<string, string> = { up: "down", down: "up" };

/** Everything here is for people who are signed in. */
async function deedOf(req: Request, parts: Parts): Promise<Deed> {
  const visitor = await visitorOf(req, parts);
  mustBeSignedIn(visitor);
  const { organizations: tree } = await parts.store.reference();
  return { caller: visitor.caller, at: parts.clock(), tree };
}

const backOf = (given: unknown) => (given ? backTo(given) : undefined);
const reachIn = (text: string): Reach | undefined => REACHES.find((r) => r === text);

/** `person` for one's own, else the code of the organization that is to own it. */
const homeIn = (text: string) =>
  text === "" || text === "person" ? {} : { organization: text, ownedBy: "organization" as const };

async function homesOf(caller: Caller, { store }: Parts): Promise<Home[]> {
  const { organizations: tree } = await store.reference();
  const name = (code: string) => tree.get(code)?.name ?? code;
  const curated = caller.memberships.filter((m) => curates(caller, m.organization, tree));
  const theirs = curated.map((m) => ({ value: m.organization, label: name(m.organization) }));
  const home = homeOf(caller, tree);
  // What state staff begin belongs to the state: they are not asked.
  return home === tree.state.code
    ? theirs
    : [{ value: "person", label: `Mine, at ${name(home)}` }, ...theirs];
}

function contentOf(given: { title: string; introduction?: string; sections?: Content["sections"] }): Content {
  const read = Shape.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map((i): Fault => {
    const name = String(i.path[0] ?? "");
    return { in: "body", pointer: `/${name}`, detail: `The ${name} ${i.message}` };
  });
  throw new Problem("invalid", faults.length === 1 ? "One thing to fix" : "Some things to fix", faults);
}

async function addShown(id: string, caller: Caller, parts: Parts) {
  const [resource] = await readResource(id, caller, parts.store);
  const kept = await keptBy(caller, parts.store);
  const into = kept.map((collection) => ({
    collection,
    has: spotOf(collection.draft, resource.id) !== undefined,
  }));
  return { resource, into };
}

/** Puts the resource where the form says; gives the id of the collection. */
async function add(id: string, req: Request, deed: Deed, { store, newId }: Parts): Promise<string> {
  const [into = "", section] = fieldOf(req, "into").split(" ");
  const read = Entry.safeParse({ resource: id, note: fieldOf(req, "note") });
  if (!read.success)
    throw new Problem(
      "invalid",
      "One thing to fix",
      read.error.issues.map((i) => ({
        in: "body" as const,
        pointer: "/note",
        detail: `The note ${i.message}`,
      })),
    );
  const by = deed.caller.person?.id;
  const alone = { title: "x", introduction: "", sections: [{ heading: "", note: "", entries: [read.data] }] };
  const collectable = await collectableFor(alone, deed.caller, store);
  if (into === "new") {
    const content = contentOf({ title: fieldOf(req, "title"), sections: alone.sections });
    const change = create({ id: newId(), content }, collectable, deed);
    await store.commit([change], by);
    return change.after.id;
  }
  const [c] = await keptFor(into, deed.caller, store);
  const content = addEntry(c.draft, read.data, section === undefined ? undefined : Number(section));
  const change = content && edit(c, { content }, collectable, deed);
  if (change) await store.commit([change], by);
  return c.id;
}

async function publishShown(c: Collection, caller: Caller, { store }: Parts): Promise<PublishShown> {
  const { organizations: tree } = await store.reference();
  const reaches = reachesOf(tree.get(c.organization)?.kind ?? "partner").filter((r) => r !== "private");
  const { gaps } = await draftFor(c, caller, store);
  const chosen = c.published === undefined ? (reaches[0] ?? "state") : c.reach;
  const before = asResource(c);
  const asks = reaches.filter((to) => needFor(before, before.reach, to, { caller, tree }) !== undefined);
  return { collection: c, reaches, asks, chosen, gaps, owner: owns(caller, c, tree) };
}

async function keepersShown(c: Collection, caller: Caller, { store }: Parts): Promise<KeepersShown> {
  const { organizations: tree } = await store.reference();
  const people = await Promise.all(
    c.curators.map(async (k) => ({
      id: k.id,
      name: (k.acceptedAt && k.person && (await store.people.get(k.person))?.name) || k.asked,
      accepted: k.acceptedAt !== undefined,
      me: k.person === caller.person?.id,
    })),
  );
  return { collection: c, people, owner: owns(caller, c, tree) };
}

/** The order after a button was pressed. */
function turned(ids: string[], id: string, what: string): string[] {
  if (what === "add") return ids.includes(id) ? ids : [id, ...ids];
  if (what === "remove") return ids.filter((i) => i !== id);
  const at = ids.indexOf(id);
  const to = at + (what === "up" ? -1 : 1);
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  return ids.map((x, i) => (i === at ? ids[to] : i === to ? ids[at] : x) as string);
}
