import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import { erasureAddress } from "../../resources/rules/addresses.ts";
import { may } from "../../resources/rules/may.ts";
import type { Assets } from "../../ui/assets.ts";
import { erasableFor, eraseFor } from "../actions/erase.ts";
import { ErasePage, ErasurePage } from "./views.tsx";

/** Erasing, asked twice; and how far it is. For state staff. */
export function erasurePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  async function eraseFormFor(req: Request<{ id: string }>) {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { caller } = visitor;
    const { id } = req.params;
    const [resource, { organizations }] = await erasableFor(id, caller, store);
    const extent = await store.erasures.extent(id);
    return {
      caller,
      shown: {
        id,
        extent,
        ...(may(caller, "see its tombstone", resource, organizations) ? { resource } : {}),
      },
    };
  }

  router.get("/resources/:id/erasure", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const site = await siteNow(parts, assets);
    const erasure = mayInRegistry(caller, "see erasures", site.reference.organizations)
      ? await store.erasures.get(req.params.id)
      : undefined;
    if (erasure) return sendPage(res, <ErasurePage erasure={erasure} />, site);
    sendPage(res, <ErasePage {...(await eraseFormFor(req)).shown} />, site);
  });

  router.post("/resources/:id/erasure", async (req, res) => {
    const { caller, shown } = await eraseFormFor(req);
    const [typed, sure] = [fieldOf(req, "reason").trim().slice(0, 500), fieldOf(req, "sure") === "yes"];
    const problem = await problemOf(async () => {
      const faults = [
        ...(typed.length < 3 ? [fault("reason", "Say in a few words why")] : []),
        ...(sure ? [] : [fault("sure", "Say that you have looked at it")]),
      ];
      if (faults.length > 0) throw new Problem("invalid", "Nothing was erased.", faults);
      await eraseFor(shown.id, typed, caller, parts);
    });
    if (!problem) return res.redirect(303, erasureAddress(shown.id));
    const page = <ErasePage {...shown} typed={typed} sure={sure} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });
  return router;
}

const fault = (field: string, detail: string): Fault => ({ in: "body", pointer: `/${field}`, detail });
