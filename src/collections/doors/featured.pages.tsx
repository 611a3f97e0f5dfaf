import { Router } from "express";
import { fieldOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import type { Assets } from "../../ui/assets.ts";
import { listFor } from "../actions/reading.ts";
import { COLLECTIONS, collectionAddress } from "../rules/addresses.ts";
import { feature } from "../rules/feature.ts";
import { FeaturedPage } from "./featured.views.tsx";
import { actorIn } from "./form-fields.ts";

export function featuredPages(parts: Parts, assets: Assets): Router {
  const { store } = parts;
  const router = Router();

  router.get(`${COLLECTIONS}/featured`, async (req, res) => {
    const { caller, tree } = await actorIn(req, parts);
    if (!mayInRegistry(caller, "choose what is featured", tree))
      throw new Problem("unknown", "There is nothing at this address.");
    const ids = await store.collections.featured();
    const listed = await listFor(await store.collections.many(ids), caller, store);
    const said = req.query.done ? "The home page has changed." : undefined;
    sendPage(res, <FeaturedPage listed={listed} ids={ids} said={said} />, await siteNow(parts, assets));
  });

  router.post(`${COLLECTIONS}/featured`, async (req, res) => {
    const actor = await actorIn(req, parts);
    const [id, what] = [fieldOf(req, "collection"), fieldOf(req, "do")];
    const now = await store.collections.featured();
    const seen = fieldOf(req, "seen");
    if (seen && seen !== now.join(" "))
      throw new Problem("conflict", "Someone else changed the home page in the meantime. Look at it again.");
    const after = turned(now, id, what);
    const change = feature(now, after, await store.collections.many(after), actor);
    if (change) await store.commit([change], actor.caller.person?.id);
    const edge = what === "up" ? after[0] === id : after.at(-1) === id;
    const focus = what === "remove" ? "done" : `${edge ? OPPOSITE[what] : what}-${id}`;
    if (fieldOf(req, "page") !== "featured")
      return res.redirect(303, `${collectionAddress(id)}?done=featured`);
    res.redirect(303, `${COLLECTIONS}/featured?done=yes#${focus}`);
  });
  return router;
}

const OPPOSITE: Record<string, string> = { up: "down", down: "up" };

/** The order after a button was pressed. */
function turned(ids: string[], id: string, what: string): string[] {
  if (what === "add") return ids.includes(id) ? ids : [id, ...ids];
  if (what === "remove") return ids.filter((i) => i !== id);
  const at = ids.indexOf(id);
  const to = at + (what === "up" ? -1 : 1);
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  return ids.map((x, i) => (i === at ? ids[to] : i === to ? ids[at] : x) as string);
}
