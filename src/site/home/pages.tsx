import { Router } from "express";
import { listFeatured } from "../../collections/actions/reading.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import type { Assets } from "../../ui/assets.ts";
import { HomePage } from "./page.views.tsx";

export function homePage(parts: Parts, assets: Assets): Router {
  const { store, finder, config } = parts;
  const router = Router();
  router.get("/", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [reference, everything, fresh] = await Promise.all([
      store.reference(),
      finder.find({ ...EVERYTHING, size: 1 }, caller),
      listFeatured(caller, store),
    ]);
    const page = <HomePage everything={everything} fresh={fresh} />;
    sendPage(res, page, { assets, reference, publicUrl: config.publicUrl });
  });
  return router;
}
