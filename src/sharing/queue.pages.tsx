import { type Request, Router } from "express";
import { codesWithin, organizationFor } from "../organizations/membership.ts";
import type { Parts } from "../parts.ts";
import { may } from "../people/may.ts";
import { Problem } from "../problem.ts";
import { rulesAddress } from "../web/addresses.ts";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../web/asking.ts";
import type { Assets } from "../web/assets.ts";
import { PROBLEMS } from "../web/problems.ts";
import { sendPage } from "../web/render.ts";
import { mustBeSignedIn, visitorOf } from "../web/visitor.ts";
import { mayDecide, mayTakeUp, partyOf } from "./party.ts";
import { QueuePage, type QueueShown, TABS, type Tab, type Waiting } from "./queue.views.tsx";
import { namesOf, peopleIn } from "./reading.ts";
import { rulesOf, SHARING } from "./rules.ts";
import { RulesPage } from "./rules.views.tsx";
import { mustHaveRules, setRules } from "./setting-rules.ts";
import type { QueueAsk } from "./store.ts";

const ON_A_PAGE = 25;

export function queuePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, clock } = parts;

  router.get("/organizations/:code/reviews", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const me = mustBeSignedIn(visitor).id;
    const { organizations: tree } = await store.reference();
    const organization = organizationFor(req.params.code, "see its queue", { caller: visitor.caller, tree });
    const now = clock();
    const asked = askedIn(req);
    const below = codesWithin(organization.code, tree).filter((c) => c !== organization.code);
    const filters = {
      ...(asked.subject ? { subject: asked.subject } : {}),
      ...(asked.from ? { from: asked.from } : {}),
      ...(asked.batch ? { batch: asked.batch } : {}),
    };
    const of = (tab: Tab) => ({ ...queueOf(tab, organization.code, below, me, now), ...filters });
    const tabs = TABS.filter((tab) => tab !== "below" || organization.kind === "state");
    const counts = await Promise.all(
      tabs.map(async (tab) => [tab, await store.reviews.count(of(tab))] as const),
    );
    const page = await store.reviews.queue({
      ...of(asked.tab),
      sort: asked.sort,
      ...(asked.after ? { after: asked.after } : {}),
      limit: ON_A_PAGE,
    });
    const shown: QueueShown = {
      organization,
      ...asked,
      counts: Object.fromEntries(counts),
      waiting: await waitingOf(page.reviews),
      places: tree.children(organization.code),
      ...(page.next ? { next: page.next } : {}),
      now,
      me,
    };
    sendPage(res, <QueuePage {...shown} />, await siteNow(parts, assets));

    async function waitingOf(reviews: typeof page.reviews): Promise<Waiting[]> {
      const found = await store.resources.many(reviews.map((r) => r.resource));
      const resources = new Map(found.map((r) => [r.id, r]));
      const nameOf = await namesOf(reviews.flatMap(peopleIn), store);
      return reviews.flatMap((review): Waiting[] => {
        const resource = resources.get(review.resource);
        const party = resource && partyOf(review, resource, visitor.caller, tree);
        if (!resource || !party) return [];
        const assignee = review.assignee?.person;
        const able =
          mayDecide(review, resource, visitor.caller, tree) ||
          mayTakeUp(review, resource, visitor.caller, tree, now);
        return [
          {
            review,
            resource,
            contributor: nameOf(review.by),
            ...(assignee ? { assignee: assignee === me ? "you" : nameOf(assignee) } : {}),
            mayTake: able && review.state === "open" && assignee !== me,
            mine: party === "contributor",
          },
        ];
      });
    }
  });

  router.get("/organizations/:code/rules", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const said = req.query.done === "set" ? "The rules are set. They hold from now on." : undefined;
    sendPage(
      res,
      <RulesPage {...(await rulesShown(req.params.code, caller))} said={said} />,
      await siteNow(parts, assets),
    );
  });

  router.post("/organizations/:code/rules", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    const { code } = req.params;
    const { organizations: tree } = await store.reference();
    const problem = await problemOf(async () => {
      const sharing = SHARING.find((s) => s === fieldOf(req, "sharing")) ?? "at-once";
      const given = {
        sharing,
        trusted: fieldsOf(req, "trusted"),
        revision: Number(fieldOf(req, "revision")),
      };
      const members = (await membersOf(code)).map((m) => m.id);
      await store.commit(
        [setRules(code, given, members, { caller: visitor.caller, tree })],
        visitor.caller.person?.id,
      );
    });
    if (!problem) return res.redirect(303, `${rulesAddress(code)}?done=set`);
    const page = <RulesPage {...(await rulesShown(code, visitor.caller))} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  async function membersOf(code: string) {
    const { organizations: tree } = await store.reference();
    const members = await store.people.members(codesWithin(code, tree));
    const confirmed = members.filter((m) => m.membership.confirmed);
    const place = (o: string) => tree.get(o)?.name ?? o;
    return [
      ...new Map(
        confirmed.map(({ person, membership }) => [
          person.id,
          { id: person.id, name: person.name, place: place(membership.organization) },
        ]),
      ).values(),
    ];
  }

  async function rulesShown(code: string, caller: Parameters<typeof may>[0]) {
    const { organizations: tree } = await store.reference();
    const organization = tree.get(code);
    if (!organization) throw new Problem("unknown", "There is no such organization.");
    const choices = mustHaveRules(organization.kind, organization.name);
    const maySet = may(caller, "set rules", organization, tree);
    const members = maySet && choices.includes("trusted-at-once") ? await membersOf(code) : [];
    return { organization, rules: rulesOf(code, tree), choices, maySet, members };
  }
  return router;
}

function askedIn(req: Request) {
  const text = (name: string) => (typeof req.query[name] === "string" ? req.query[name] : "");
  const after = /^[\dTZ:.-]+~[0-9a-f-]{36}$/.test(text("after")) ? text("after") : undefined;
  const sort: QueueAsk["sort"] =
    text("sort") === "due" ? "due" : text("sort") === "newest" ? "newest" : "oldest";
  const tab: Tab = TABS.find((t) => t === text("tab")) ?? "waiting";
  return { tab, subject: text("subject"), from: text("from"), batch: text("batch"), sort, after };
}

type Kept = Omit<QueueAsk, "sort" | "after" | "limit">;

function queueOf(tab: Tab, code: string, below: string[], me: string, now: string): Kept {
  const organizations = [code];
  switch (tab) {
    case "waiting":
      return { organizations, states: ["open"], assignee: "nobody" };
    case "mine":
      return { organizations, states: ["open"], assignee: { person: me } };
    case "others":
      return { organizations, states: ["open"], assignee: { others: me } };
    case "returned":
      return { organizations, states: ["returned"] };
    case "decided":
      return { organizations, states: ["accepted", "declined"] };
    case "below":
      return { organizations: below, states: ["open"], dueBefore: now };
  }
}
