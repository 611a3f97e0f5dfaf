import { type Request, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { codesWithin, organizationFor } from "../../people/rules/members.ts";
import type { Assets } from "../../ui/assets.ts";
import { queueItems } from "../actions/queue-rows.ts";
import { curatorsFor, namesOfPeople } from "../actions/reading.ts";
import { DUE, type Due, narrowQueue, QUEUE_TABS, type QueueTab, queueOf } from "../rules/queue.ts";
import type { QueueRequest } from "../rules/queue-request.ts";
import { QueuePage } from "./queue.views.tsx";
import type { QueueShown } from "./queue-shown.ts";

const ON_A_PAGE = 25;

/** What was done, said at the top of the queue one comes back to. */
const DONE: Record<string, string> = { assigned: "It is done." };

export function queuePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/organizations/:code/reviews", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const { caller } = visitor;
    const me = mustBeSignedIn(visitor).id;
    const reference = await store.reference();
    const { organizations: tree } = reference;
    const organization = organizationFor(req.params.code, "see its queue", { caller, tree });
    const { code } = organization;
    const now = parts.clock();
    const asked = queueRequestIn(req);
    const below = codesWithin(code, tree).filter((c) => c !== code);
    const of = (tab: QueueTab) => narrowQueue(queueOf(tab, { code, below, me, now }), asked, now);
    const tabs = QUEUE_TABS.filter((tab) => tab !== "below" || organization.kind === "state");
    const counts = await Promise.all(
      tabs.map(async (tab) => [tab, await store.reviews.count(of(tab))] as const),
    );
    const page = await store.reviews.queue({
      ...of(asked.tab),
      sort: asked.sort,
      ...(asked.after ? { after: asked.after } : {}),
      limit: ON_A_PAGE,
    });
    const { waiting, nameOf } = await queueItems(page.reviews, { store, caller, reference, now });
    const curators = (await curatorsFor(code, store))(code);
    const names = await namesOfPeople(curators, store);
    const shown: QueueShown = {
      organization,
      ...asked,
      counts: Object.fromEntries(counts),
      waiting,
      curators: curators.map((id) => ({ id, name: names(id) })),
      nameOf,
      places: tree.children(code),
      ...(page.next ? { next: page.next } : {}),
      now,
      me,
      said: DONE[String(req.query.done)],
    };
    sendPage(res, <QueuePage {...shown} />, await siteNow(parts, assets));
  });
  return router;
}

/** What is asked of a queue. Anything unknown narrows nothing. */
export function queueRequestIn(req: Request) {
  const text = (name: string) => (typeof req.query[name] === "string" ? req.query[name] : "");
  const after = /^[\dTZ:.-]+~[0-9a-f-]{36}$/.test(text("after")) ? text("after") : undefined;
  const sort: QueueRequest["sort"] =
    text("sort") === "due" ? "due" : text("sort") === "newest" ? "newest" : "oldest";
  const tab: QueueTab = QUEUE_TABS.find((t) => t === text("tab")) ?? "waiting";
  const due: Due = DUE.find((d) => d === text("due")) ?? "any";
  const narrow = { subject: text("subject"), topic: text("topic"), from: text("from"), batch: text("batch") };
  return { tab, ...narrow, due, sort, after };
}
