import { Router } from "express";
import { listFeatured } from "../../collections/actions/reading.ts";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import type { Assets } from "../../ui/assets.ts";
import { HomePage } from "./page.views.tsx";

export function homePage(parts: Parts, assets: Assets): Router {
  const { store, finder } = parts;
  const router = Router();
  router.get("/", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [everything, fresh] = await Promise.all([
      finder.find({ ...EVERYTHING, size: 1 }, caller),
      listFeatured(caller, store),
    ]);
    const page = <HomePage everything={everything} fresh={fresh} />;
    sendPage(res, page, await siteNow(parts, assets));
  });
  return router;
}
