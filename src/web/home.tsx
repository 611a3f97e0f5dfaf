import { Router } from "express";
import type { Parts } from "../parts.ts";
import { NOBODY } from "../people/person.ts";
import { EVERYTHING } from "./addresses.ts";
import type { Assets } from "./assets.ts";
import { HomePage } from "./home.views.tsx";
import { sendPage } from "./render.ts";

export function homePage({ store, finder, config }: Parts, assets: Assets): Router {
  const router = Router();
  router.get("/", async (_req, res) => {
    const [reference, everything] = await Promise.all([
      store.reference(),
      finder.find({ ...EVERYTHING, size: 1 }, NOBODY),
    ]);
    sendPage(res, <HomePage everything={everything} />, { assets, reference, publicUrl: config.publicUrl });
  });
  return router;
}
