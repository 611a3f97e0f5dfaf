import { Router } from "express";
import { listMaintained } from "../../collections/actions/reading.ts";
import { claimsShown } from "../../contributing/actions/claim-alignment.ts";
import { fieldOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo, mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { confirmedPlaces, mayInRegistry } from "../../people/rules/may.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { may } from "../../resources/rules/may.ts";
import { shelfStatusOf } from "../../shelf/rules/status.ts";
import type { Assets } from "../../ui/assets.ts";
import { ShelfPage } from "./page.views.tsx";

/** My shelf: what I shared and where it stands, drafts, what others say of mine, saved. */
export function shelfPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, clock } = parts;

  router.get("/shelf", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const person = mustBeSignedIn(visitor);
    const site = await siteNow(parts, assets);
    const tree = site.reference.organizations;
    const [own, drafts, saves, offered] = await Promise.all([
      store.resources.ofPerson(person.id, 200),
      store.drafts.of(person.id),
      store.saved.of(person.id),
      store.claims.offeredTo(person.id),
    ]);
    const shown = own.filter((r) => r.status !== "undone");
    const reviews = await store.reviews.unfinished(shown.map((r) => r.id));
    const withStatus = shown.map((resource) => ({
      resource,
      stand: shelfStatusOf(
        resource,
        reviews.find((v) => v.resource === resource.id),
        tree,
        clock(),
      ),
    }));
    const found = await store.resources.many(saves.map((k) => k.resource));
    const saved = found.filter((r) => may(visitor.caller, "see", r, tree));
    const claimed = await store.resources.many([...new Set(offered.map((c) => c.resource))]);
    const others = await claimsShown(claimed, { store, caller: visitor.caller });
    const claims = claimed.map((resource) => ({
      resource,
      claims: others.filter((c) => c.resource === resource.id),
    }));
    const kept = await listMaintained(visitor.caller, store);
    const mayBegin = mayInRegistry(visitor.caller, "contribute", tree);
    const places = confirmedPlaces(visitor.caller).flatMap((code) => tree.get(code)?.name ?? []);
    const just = shown.find((r) => r.id === req.query.shared);
    const waits = reviews.find((v) => v.resource === just?.id);
    const said = just && { resource: just, asked: waits && tree.get(waits.organization)?.name };
    sendPage(
      res,
      <ShelfPage
        {...{
          person,
          places,
          resources: withStatus,
          drafts,
          claims,
          maintained: kept,
          mayBegin,
          saved,
          said,
        }}
        gone={saves.length - saved.length}
      />,
      site,
    );
  });

  router.post("/resources/:id/save", async (req, res) => {
    const { caller, ...visitor } = await visitorOf(req, parts);
    const person = mustBeSignedIn({ caller, ...visitor }).id;
    const { id } = req.params;
    if (fieldOf(req, "act") === "remove")
      await store.commit([{ noun: "unsaved", person, resource: id }], person);
    else {
      const [resource] = await readFor(id, caller, store);
      await store.commit([{ noun: "saved", person, resource: resource.id, at: clock() }], person);
    }
    res.redirect(303, backTo(fieldOf(req, "back"), "/shelf"));
  });
  return router;
}
