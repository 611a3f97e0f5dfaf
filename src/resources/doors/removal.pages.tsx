import { type Request, type Response, Router } from "express";
import type { VNode } from "preact";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { reportAddress } from "../../reports/rules/addresses.ts";
import type { Assets } from "../../ui/assets.ts";
import { readFor } from "../actions/reading.ts";
import { type Actor, refusedAction } from "../rules/actor.ts";
import { resourceAddress } from "../rules/addresses.ts";
import { may } from "../rules/may.ts";
import { hide, show, withdraw } from "../rules/removal.ts";
import { HttpUrl, type Resource } from "../rules/resource.ts";
import { HidePage, WithdrawPage } from "./removal.views.tsx";

/** Hiding, showing again and withdrawing, each with a page that says what follows. */
export function removalPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const send = async (res: Response, page: VNode, problem?: Problem) =>
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);

  router.get("/resources/:id/hiding", async (req, res) => {
    const { resource, actor } = await askedFor(req, parts);
    if (!may(actor.caller, "hide", resource, actor.tree)) throw refusedAction(resource, actor);
    await send(res, <HidePage resource={resource} />);
  });

  router.post("/resources/:id/hiding", async (req, res) => {
    const removalFormFor = await askedFor(req, parts);
    const { resource } = removalFormFor;
    const [again, reason] = [fieldOf(req, "do") === "show", reasonIn(req)];
    const report = /^[0-9a-f-]{36}$/.exec(fieldOf(req, "report"))?.[0];
    const problem = await problemOf(() => hideOrShow(removalFormFor, again, reason, parts));
    if (!problem) return res.redirect(303, afterHiding(resource.id, again, report));
    if (again || problem.kind === "forbidden") throw problem;
    await send(
      res,
      <HidePage resource={resource} typed={reason} problem={problem} report={report} />,
      problem,
    );
  });

  router.get("/resources/:id/withdrawal", async (req, res) => {
    const { resource, actor } = await askedFor(req, parts);
    if (!may(actor.caller, "withdraw", resource, actor.tree)) throw refusedAction(resource, actor);
    await send(res, <WithdrawPage resource={resource} />);
  });

  router.post("/resources/:id/withdrawal", async (req, res) => {
    const removalFormFor = await askedFor(req, parts);
    const { resource } = removalFormFor;
    const typed = { reason: reasonIn(req), instead: fieldOf(req, "instead").trim() };
    const seen = Number(fieldOf(req, "revision"));
    const problem = await problemOf(() => takeOut(removalFormFor, typed, seen, parts));
    if (!problem) return res.redirect(303, resourceAddress(resource.id));
    if (problem.kind === "forbidden") throw problem;
    const { reason, instead } = typed;
    const page = <WithdrawPage resource={resource} typed={reason} instead={instead} problem={problem} />;
    await send(res, page, problem);
  });
  return router;
}

interface Asked {
  resource: Resource;
  actor: Actor;
}

async function askedFor(req: Request<{ id: string }>, parts: Parts): Promise<Asked> {
  const visitor = await visitorOf(req, parts);
  mustBeSignedIn(visitor);
  const { caller } = visitor;
  const [resource, { organizations: tree }] = await readFor(req.params.id, caller, parts.store);
  return { resource, actor: { caller, at: parts.clock(), tree } };
}

async function hideOrShow(
  { resource, actor }: Asked,
  again: boolean,
  reason: string,
  { store }: Parts,
): Promise<void> {
  if (!again) mustSayWhy(reason, "It is not hidden yet.");
  const change = again ? show(resource, actor) : hide(resource, reason, actor);
  if (change) await store.commit([change], actor.caller.person?.id);
}

/** Back to the report it was hidden for, else to the resource. */
const afterHiding = (id: string, again: boolean, report: string | undefined) =>
  report
    ? `${reportAddress(report)}?done=hidden`
    : `${resourceAddress(id)}?done=${again ? "shown" : "hidden"}`;

/** Withdraws it as it was seen, and says where to go instead. */
async function takeOut(
  { resource, actor }: Asked,
  { reason, instead }: { reason: string; instead: string },
  seen: number,
  { store }: Parts,
): Promise<void> {
  const faults = [...faultsOf(reason), ...addressFaults(instead)];
  if (faults.length > 0) throw new Problem("invalid", "It is not withdrawn yet.", faults);
  if (seen !== resource.revision)
    throw new Problem(
      "stale",
      "Somebody has changed it in the meantime. Look at it again before you withdraw it.",
    );
  await store.commit([withdraw(resource, reason, instead || undefined, actor)], actor.caller.person?.id);
}

const addressFaults = (instead: string): Fault[] =>
  instead && !HttpUrl.safeParse(instead).success
    ? [{ in: "body", pointer: "/instead", detail: "This is not a web address. It begins with https://" }]
    : [];

const reasonIn = (req: Request) => fieldOf(req, "reason").trim().slice(0, 500);

const faultsOf = (reason: string): Fault[] =>
  reason.length < 3 ? [{ in: "body", pointer: "/reason", detail: "Say in a few words why" }] : [];

function mustSayWhy(reason: string, sentence: string): void {
  const faults = faultsOf(reason);
  if (faults.length > 0) throw new Problem("invalid", sentence, faults);
}
