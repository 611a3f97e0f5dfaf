import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { reportAddress } from "../../reports/rules/addresses.ts";
import type { Assets } from "../../ui/assets.ts";
import { readFor } from "../actions/reading.ts";
import { refusedAction } from "../rules/actor.ts";
import { resourceAddress } from "../rules/addresses.ts";
import { may } from "../rules/may.ts";
import { hide, show, withdraw } from "../rules/removal.ts";
import { HttpUrl } from "../rules/resource.ts";
import { HidePage, WithdrawPage } from "./removal.views.tsx";

/** Hiding, showing again and withdrawing, each with a page that says what follows. */
export function removalPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, clock } = parts;

  async function asked(req: Request<{ id: string }>) {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { caller } = visitor;
    const [resource, { organizations: tree }] = await readFor(req.params.id, caller, store);
    return { resource, caller, actor: { caller, at: clock(), tree } };
  }

  router.get("/resources/:id/hiding", async (req, res) => {
    const { resource, caller, actor } = await asked(req);
    if (!may(caller, "hide", resource, actor.tree)) throw refusedAction(resource, actor);
    sendPage(res, <HidePage resource={resource} />, await siteNow(parts, assets));
  });

  router.post("/resources/:id/hiding", async (req, res) => {
    const { resource, caller, actor } = await asked(req);
    const [again, reason] = [fieldOf(req, "do") === "show", reasonIn(req)];
    const report = /^[0-9a-f-]{36}$/.exec(fieldOf(req, "report"))?.[0];
    const problem = await problemOf(async () => {
      if (!again) mustSayWhy(reason, "It is not hidden yet.");
      const change = again ? show(resource, actor) : hide(resource, reason, actor);
      if (change) await store.commit([change], caller.person?.id);
    });
    if (!problem)
      return res.redirect(
        303,
        report
          ? `${reportAddress(report)}?done=hidden`
          : `${resourceAddress(resource.id)}?done=${again ? "shown" : "hidden"}`,
      );
    if (again || problem.kind === "forbidden") throw problem;
    const page = <HidePage resource={resource} typed={reason} problem={problem} report={report} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  router.get("/resources/:id/withdrawal", async (req, res) => {
    const { resource, caller, actor } = await asked(req);
    if (!may(caller, "withdraw", resource, actor.tree)) throw refusedAction(resource, actor);
    sendPage(res, <WithdrawPage resource={resource} />, await siteNow(parts, assets));
  });

  router.post("/resources/:id/withdrawal", async (req, res) => {
    const { resource, caller, actor } = await asked(req);
    const [reason, instead] = [reasonIn(req), fieldOf(req, "instead").trim()];
    const problem = await problemOf(async () => {
      const faults = [
        ...faultsOf(reason),
        ...(instead && !HttpUrl.safeParse(instead).success
          ? [
              {
                in: "body" as const,
                pointer: "/instead",
                detail: "This is not a web address. It begins with https://",
              },
            ]
          : []),
      ];
      if (faults.length > 0) throw new Problem("invalid", "It is not withdrawn yet.", faults);
      if (Number(fieldOf(req, "revision")) !== resource.revision)
        throw new Problem(
          "stale",
          "Somebody has changed it meanwhile. Look at it again before you withdraw it.",
        );
      await store.commit([withdraw(resource, reason, instead || undefined, actor)], caller.person?.id);
    });
    if (!problem) return res.redirect(303, resourceAddress(resource.id));
    if (problem.kind === "forbidden") throw problem;
    const page = <WithdrawPage resource={resource} typed={reason} instead={instead} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });
  return router;
}

const reasonIn = (req: Request) => fieldOf(req, "reason").trim().slice(0, 500);

const faultsOf = (reason: string) =>
  reason.length < 3 ? [{ in: "body" as const, pointer: "/reason", detail: "Say in a few words why" }] : [];

function mustSayWhy(reason: string, sentence: string): void {
  const faults = faultsOf(reason);
  if (faults.length > 0) throw new Problem("invalid", sentence, faults);
}
