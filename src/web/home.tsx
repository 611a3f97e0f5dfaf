import { Router } from "express";
import { featuredFor } from "../collections/reading.ts";
import type { Parts } from "../parts.ts";
import { EVERYTHING } from "./addresses.ts";
import type { Assets } from "./assets.ts";
import { HomePage } from "./home.views.tsx";
import { sendPage } from "./render.ts";
import { visitorOf } from "./visitor.ts";

export function homePage(parts: Parts, assets: Assets): Router {
  const { store, finder, config } = parts;
  const router = Router();
  router.get("/", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [reference, everything, fresh] = await Promise.all([
      store.reference(),
      finder.find({ ...EVERYTHING, size: 1 }, caller),
      featuredFor(caller, store),
    ]);
    const page = <HomePage everything={everything} fresh={fresh} />;
    sendPage(res, page, { assets, reference, publicUrl: config.publicUrl });
  });
  return router;
}
