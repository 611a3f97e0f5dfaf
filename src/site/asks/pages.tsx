import { Router } from "express";
import { askedIn } from "../../asks/actions/reading.ts";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import type { Assets } from "../../ui/assets.ts";
import { missedIn } from "../../usage/actions/missed.ts";
import { AskedForPage } from "./views.tsx";

/** What people asked for, and searched without finding: for those who curate the organization. */
export function askedForPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  router.get("/organizations/:code/asks", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { code } = req.params;
    const asked = await askedIn(code, visitor.caller, parts);
    const missed = await missedIn(asked.within, parts);
    const page = <AskedForPage code={code} asked={asked} missed={missed} />;
    sendPage(res, page, await siteNow(parts, assets));
  });
  return router;
}
