import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { REACHES, type Reach, reachesOf } from "../../reach/rules/reach.ts";
import { needFor } from "../../reach/rules/reach-rules.ts";
import { publicationChanges } from "../../reviews/actions/reach.ts";
import { reviewAddress } from "../../reviews/rules/addresses.ts";
import type { Change } from "../../store/change.ts";
import type { Assets } from "../../ui/assets.ts";
import { readDraft, readToMaintain } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { asResource, type Collection } from "../rules/collection.ts";
import { mayOnCollection } from "../rules/may.ts";
import { takeBack } from "../rules/publish.ts";
import { actorIn, formReader, type WithId } from "./form-fields.ts";
import { PublishPage, type PublishShown } from "./publication.views.tsx";

export function publicationPages(parts: Parts, assets: Assets): Router {
  const { store, newId, config } = parts;
  const router = Router();

  router.get(`${COLLECTIONS}/:id/publication`, async (req: WithId, res) => {
    const { caller } = await actorIn(req, parts);
    const [c] = await readToMaintain(req.params.id, caller, store);
    sendPage(res, <PublishPage {...(await publishShown(c, caller, parts))} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/:id/publication`, async (req: WithId, res) => {
    const actor = await actorIn(req, parts);
    const [c] = await readToMaintain(req.params.id, actor.caller, store);
    let done = "";
    const problem = await problemOf(async () => {
      if (fieldOf(req, "revision") !== String(c.revision))
        throw new Problem(
          "stale",
          "Someone else changed this collection in the meantime. Look at it once more.",
        );
      const back = fieldOf(req, "do") === "take-back";
      const wanted = { reach: reachIn(fieldOf(req, "reach")), message: fieldOf(req, "message") || undefined };
      const changes = back
        ? [takeBack(c, actor) ?? []].flat()
        : await publicationChanges(c, wanted, { ...actor, store, newId, config });
      if (changes.length > 0) await store.commit(changes, actor.caller.person?.id);
      done = whereAfter(c, back, changes);
    });
    if (!problem) return res.redirect(303, done);
    const now = (await readToMaintain(c.id, actor.caller, store))[0];
    const shown = await publishShown(now, actor.caller, parts);
    const page = <PublishPage {...shown} problem={problem} typed={formReader(req)} />;
    sendPage(
      res,
      page,
      await siteNow(parts, assets),
      problem.kind === "stale" ? 409 : PROBLEMS[problem.kind].status,
    );
  });
  return router;
}

/** Where one comes to after publishing: to the offer where one was made, else to what readers see. */
function whereAfter({ id }: Collection, back: boolean, changes: Change[]): string {
  const here = collectionAddress(id);
  const offered = changes.find((c) => c.noun === "review");
  if (offered) return `${reviewAddress(offered.after.id)}?done=offered`;
  if (back) return `${here}/edit?done=back`;
  const what = changes.find((c) => c.noun === "collection")?.event.what;
  return `${here}?done=${what === "proposed" ? "waits" : what === "published" ? "published" : "reach"}`;
}

const reachIn = (text: string): Reach | undefined => REACHES.find((r) => r === text);

async function publishShown(c: Collection, caller: Caller, { store }: Parts): Promise<PublishShown> {
  const { organizations: tree } = await store.reference();
  const reaches = reachesOf(tree.get(c.organization)?.kind ?? "partner").filter((r) => r !== "private");
  const { gaps } = await readDraft(c, caller, store);
  const chosen = c.published === undefined ? (reaches[0] ?? "state") : c.reach;
  const before = asResource(c);
  const asks = reaches.filter((to) => needFor(before, before.reach, to, { caller, tree }) !== undefined);
  return { collection: c, reaches, asks, chosen, gaps, owner: mayOnCollection(caller, "take back", c, tree) };
}
