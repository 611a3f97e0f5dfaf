import { type Request, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Assets } from "../../ui/assets.ts";
import { readDraft, readToMaintain, visibleContents } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { spotOf } from "../rules/arrange.ts";
import type { Collection, Content } from "../rules/collection.ts";
import {
  applyMove,
  checkContent,
  contentOfForm,
  focusAfter,
  type Move,
  moveOf,
  wordsOfForm,
} from "../rules/edit-form.ts";
import { edit } from "../rules/lifecycle.ts";
import { mayOnCollection } from "../rules/may.ts";
import { ConflictPage } from "./conflict.views.tsx";
import { EditPage, type EditShown } from "./edit.views.tsx";
import { actorIn, type WithId } from "./form-fields.ts";

export function editingPages(parts: Parts, assets: Assets): Router {
  const { store } = parts;
  const router = Router();

  router.get(`${COLLECTIONS}/:id/edit`, async (req: WithId, res) => {
    const { caller } = await actorIn(req, parts);
    const [c] = await readToMaintain(req.params.id, caller, store);
    const shown = await shownOf(c, c.draft, caller, parts);
    const { done, what, back } = req.query;
    const said = saidOf(c.draft, shown, String(done ?? ""), String(what ?? ""));
    const page = <EditPage {...shown} said={said} back={back ? backTo(back) : undefined} />;
    sendPage(res, page, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/:id/edit`, async (req: WithId, res) => {
    const actor = await actorIn(req, parts);
    const { caller } = actor;
    const [c] = await readToMaintain(req.params.id, caller, store);
    const field = fieldIn(req);
    const move = moveOf(field("do") ?? "");
    const sent = contentOfForm(c.draft, field);
    if (field("revision") !== String(c.revision)) return conflict(c);
    const read = checkContent(sent);
    if ("faults" in read) return again(new Problem("invalid", tooMany(read.faults.length), read.faults));
    const next = applyMove(read.content, move);
    try {
      const change = edit(c, { content: next }, () => false, actor);
      if (change) await store.commit([change], caller.person?.id);
    } catch (error) {
      if (error instanceof Problem && error.kind === "invalid") return again(error);
      if (!(error instanceof Problem) || error.kind !== "stale") throw error;
      return conflict((await readToMaintain(c.id, caller, store))[0]);
    }
    res.redirect(303, `${collectionAddress(c.id)}/edit?${doneWith(move)}#${focusAfter(next, move)}`);

    async function conflict(now: Collection) {
      const merged = wordsOfForm(now.draft, field);
      const held = await visibleContents(now.draft, caller, store);
      const page = (
        <ConflictPage collection={now} sent={contentOfForm(now.draft, field)} merged={merged} held={held} />
      );
      sendPage(res, page, await siteNow(parts, assets), 409);
    }

    async function again(problem: Problem) {
      const shown = await shownOf(c, sent, caller, parts);
      const page = <EditPage {...shown} problem={problem} />;
      sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
    }
  });
  return router;
}

/** A field as typed; line ends as the store keeps them. Undefined when the form did not have it. */
function fieldIn(req: Request): (name: string) => string | undefined {
  const body: unknown = req.body;
  return (name) => {
    const value = body !== null && typeof body === "object" ? Reflect.get(body, name) : undefined;
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : undefined;
  };
}

const tooMany = (n: number) => (n === 1 ? "One thing to fix" : `${n} things to fix`);

const doneWith = ({ what, which }: Move) =>
  new URLSearchParams({ done: what, ...(what === "up" || what === "down" ? { what: which } : {}) });

async function shownOf(
  c: Collection,
  content: Content,
  caller: Caller,
  { store }: Parts,
): Promise<EditShown> {
  const { held, gaps } = await readDraft(c, caller, store);
  const { organizations: tree } = await store.reference();
  return {
    collection: c,
    content,
    held,
    gaps,
    owner: mayOnCollection(caller, "choose co-curators", c, tree),
  };
}

/** What has just happened, as the page can tell it from how things stand. */
function saidOf(draft: Content, { held }: EditShown, done: string, what: string): string | undefined {
  const title = held.get(what)?.description.title ?? "The resource";
  switch (done) {
    case "up":
    case "down": {
      const spot = spotOf(draft, what);
      const section = draft.sections[spot?.section ?? -1];
      if (!spot || !section) return undefined;
      const where = section.heading ? ` in “${section.heading}”` : "";
      return `Moved ${done}: “${title}” is now ${spot.entry + 1} of ${section.entries.length}${where}.`;
    }
    case "added":
      return `Added “${title}”. Say in a note why it is here.`;
    case "remove":
      return "Removed from the collection. The resource itself stays.";
    case "section-add":
      return "A section was added at the end. Give it a heading.";
    case "section-remove":
      return "The heading is gone. Its resources stay.";
    case "section-up":
    case "section-down":
      return "The section was moved.";
    case "save":
      return "Saved. Only those who maintain it see the draft.";
    case "back":
      return "It is a draft again. Only those who maintain it see it.";
    case "begun":
      return "Your collection has been started. Nobody else sees it yet.";
  }
  return undefined;
}
