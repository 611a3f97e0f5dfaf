import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { confirmedPlaces, mayIn } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { readFor as readResource } from "../../resources/actions/reading.ts";
import type { Actor } from "../../resources/rules/actor.ts";
import { homeOf } from "../../resources/rules/place.ts";
import type { Assets } from "../../ui/assets.ts";
import { collectableBy, maintainedBy, readToMaintain } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { addEntry, spotOf } from "../rules/arrange.ts";
import { type Content, Entry, Content as Shape } from "../rules/collection.ts";
import { create, edit } from "../rules/lifecycle.ts";
import { actorIn, formReader } from "./form-fields.ts";
import { AddPage, type Home, NewPage } from "./new.views.tsx";

export function beginningPages(parts: Parts, assets: Assets): Router {
  const { store, newId } = parts;
  const router = Router();

  router.get(`${COLLECTIONS}/new`, async (req, res) => {
    const { caller } = await actorIn(req, parts);
    sendPage(res, <NewPage homes={await homesOf(caller, parts)} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/new`, async (req, res) => {
    const actor = await actorIn(req, parts);
    const given = { title: fieldOf(req, "title"), introduction: fieldOf(req, "introduction") };
    const problem = await problemOf(async () => {
      const change = create(
        { id: newId(), content: contentOf(given), ...homeIn(fieldOf(req, "organization")) },
        () => false,
        actor,
      );
      await store.commit([change], actor.caller.person?.id);
      res.redirect(303, `${collectionAddress(change.after.id)}/edit?done=begun`);
    });
    if (!problem) return;
    const homes = await homesOf(actor.caller, parts);
    const page = <NewPage homes={homes} problem={problem} typed={formReader(req)} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  router.get(`${COLLECTIONS}/add`, async (req, res) => {
    const { caller } = await actorIn(req, parts);
    const shown = await addShown(String(req.query.resource ?? ""), caller, parts);
    sendPage(res, <AddPage {...shown} back={backOf(req.query.back)} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/add`, async (req, res) => {
    const actor = await actorIn(req, parts);
    const [id, back] = [fieldOf(req, "resource"), backOf(fieldOf(req, "back"))];
    let into = "";
    const problem = await problemOf(async () => {
      into = await add(id, req, actor, parts);
    });
    const then = new URLSearchParams({ done: "added", what: id, ...(back ? { back } : {}) });
    if (!problem) return res.redirect(303, `${collectionAddress(into)}/edit?${then}#note-${id}`);
    const shown = await addShown(id, actor.caller, parts);
    const page = <AddPage {...shown} back={back} problem={problem} typed={formReader(req)} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });
  return router;
}

const backOf = (given: unknown) => (given ? backTo(given) : undefined);

/** `person` for one's own, else the code of the organization that is to own it. */
const homeIn = (text: string) =>
  text === "" || text === "person" ? {} : { organization: text, ownedBy: "organization" as const };

async function homesOf(caller: Caller, { store }: Parts): Promise<Home[]> {
  const { organizations: tree } = await store.reference();
  const name = (code: string) => tree.get(code)?.name ?? code;
  const curated = confirmedPlaces(caller).filter((code) => mayIn(caller, "collect in its name", code, tree));
  const theirs = curated.map((code) => ({ value: code, label: name(code) }));
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
  const kept = await maintainedBy(caller, parts.store);
  const into = kept.map((collection) => ({
    collection,
    has: spotOf(collection.draft, resource.id) !== undefined,
  }));
  return { resource, into };
}

/** Puts the resource where the form says; gives the id of the collection. */
export async function add(id: string, req: Request, actor: Actor, { store, newId }: Parts): Promise<string> {
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
  const by = actor.caller.person?.id;
  const alone = { title: "x", introduction: "", sections: [{ heading: "", note: "", entries: [read.data] }] };
  const collectable = await collectableBy(alone, actor.caller, store);
  if (into === "new") {
    const content = contentOf({ title: fieldOf(req, "title"), sections: alone.sections });
    const change = create({ id: newId(), content }, collectable, actor);
    await store.commit([change], by);
    return change.after.id;
  }
  const [c] = await readToMaintain(into, actor.caller, store);
  const content = addEntry(c.draft, read.data, section === undefined ? undefined : Number(section));
  const change = content && edit(c, { content }, collectable, actor);
  if (change) await store.commit([change], by);
  return c.id;
}
