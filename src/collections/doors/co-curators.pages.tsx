import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Assets } from "../../ui/assets.ts";
import { colleaguesOf, inviterOf, readInvitation, readToMaintain } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { accept, invite, leave } from "../rules/co-curators.ts";
import type { Collection } from "../rules/collection.ts";
import { mayOnCollection } from "../rules/may.ts";
import { CoCuratorsPage, type CoCuratorsShown, InvitationPage } from "./co-curators.views.tsx";
import { actorIn, formReader, type WithId } from "./form-fields.ts";

export function coCuratorPages(parts: Parts, assets: Assets): Router {
  const { store, newId } = parts;
  const router = Router();

  router.get(`${COLLECTIONS}/:id/curators`, async (req: WithId, res) => {
    const { caller } = await actorIn(req, parts);
    const [c] = await readToMaintain(req.params.id, caller, store);
    const said = SAID[String(req.query.done)];
    sendPage(
      res,
      <CoCuratorsPage {...(await keepersShown(c, caller, parts))} said={said} />,
      await siteNow(parts, assets),
    );
  });

  router.post(`${COLLECTIONS}/:id/curators`, async (req: WithId, res) => {
    const actor = await actorIn(req, parts);
    const { caller } = actor;
    const [c] = await readToMaintain(req.params.id, caller, store);
    const ends = fieldOf(req, "do") === "end";
    const problem = await problemOf(async () => {
      if (ends) return store.commit([leave(c, fieldOf(req, "id"), actor)], caller.person?.id);
      const given = { id: newId(), who: fieldOf(req, "who"), colleagues: await colleaguesOf(caller, store) };
      const change = invite(c, given, actor);
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
    const page = <CoCuratorsPage {...shown} problem={problem} typed={formReader(req)} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  router.get(`${COLLECTIONS}/:id/invitation`, async (req: WithId, res) => {
    const { caller } = await actorIn(req, parts);
    const c = await readInvitation(req.params.id, caller, store);
    const by = await inviterOf(c, caller, store);
    sendPage(res, <InvitationPage collection={c} by={by} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/:id/invitation`, async (req: WithId, res) => {
    const actor = await actorIn(req, parts);
    const c = await readInvitation(req.params.id, actor.caller, store);
    const yes =
      fieldOf(req, "do") === "accept" &&
      mayOnCollection(actor.caller, "answer its invitation", c, actor.tree);
    await store.commit([yes ? accept(c, actor) : leave(c, undefined, actor)], actor.caller.person?.id);
    res.redirect(303, yes ? `${collectionAddress(c.id)}/edit` : `${COLLECTIONS}?done=declined`);
  });
  return router;
}

const SAID: Record<string, string> = {
  asked: "Invited. They will find it on their collections page. Nothing changes until they accept.",
  ended: "Ended.",
};

async function keepersShown(c: Collection, caller: Caller, { store }: Parts): Promise<CoCuratorsShown> {
  const { organizations: tree } = await store.reference();
  const names = await store.people.names(c.curators.flatMap((k) => k.person ?? []));
  const people = c.curators.map((k) => ({
    id: k.id,
    name: (k.acceptedAt && k.person && names.get(k.person)) || k.asked,
    accepted: k.acceptedAt !== undefined,
    me: k.person === caller.person?.id,
  }));
  return { collection: c, people, owner: mayOnCollection(caller, "choose co-curators", c, tree) };
}
