import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { answerReport, queueFor } from "../../reports/actions/answer.ts";
import { reportersOf, reportFor, reportsFor } from "../../reports/actions/reading.ts";
import { reportAddress } from "../../reports/rules/addresses.ts";
import { mayOnReport } from "../../reports/rules/may.ts";
import { REPORT_KIND_IDS } from "../../reports/rules/report.ts";
import { removableBy } from "../../resources/rules/removable.ts";
import type { Assets } from "../../ui/assets.ts";
import { REPORT_TABS, ReportsPage, type ReportTab } from "./queue.views.tsx";
import { ReportPage, type ReportShown } from "./report.views.tsx";

const ON_A_PAGE = 25;
const DONE: Record<string, string> = {
  answered: "The report is closed.",
  hidden: "It is hidden from readers now.",
};

/** What was reported, for those who look after it; and one report, for who made it too. */
export function reportQueuePages(parts: Parts, assets: Assets): Router {
  const router = Router();

  const signedIn = async (req: Request): Promise<Caller> => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    return visitor.caller;
  };

  router.get("/organizations/:code/reports", async (req, res) => {
    const caller = await signedIn(req);
    sendPage(res, await queuePage(req, caller, parts), await siteNow(parts, assets));
  });

  router.get("/reports/:id", async (req, res) => {
    const shown = await shownTo(req.params.id, await signedIn(req), parts);
    const done = DONE[String(req.query.done)];
    sendPage(res, <ReportPage {...shown} done={done} />, await siteNow(parts, assets));
  });

  router.post("/reports/:id/answer", async (req, res) => {
    const caller = await signedIn(req);
    const { id } = req.params;
    const typed = fieldOf(req, "words").trim().slice(0, 2000);
    const problem = await problemOf(async () => {
      if (typed.length < 3) throw SAY_IT;
      await answerReport(id, typed, caller, parts);
    });
    if (!problem) return res.redirect(303, `${reportAddress(id)}?done=answered`);
    const page = <ReportPage {...(await shownTo(id, caller, parts))} typed={typed} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });
  return router;
}

async function queuePage(req: Request<{ code: string }>, caller: Caller, { store, clock }: Parts) {
  const { tab, kind, from, sort, after } = reportsRequestIn(req);
  const { organization, organizations } = await queueFor(req.params.code, from, caller, store);
  const of = (state: ReportTab) => ({ organizations, state, ...(kind ? { kind } : {}) });
  const [open, answered, found, { organizations: tree }] = await Promise.all([
    store.reports.count(of("open")),
    store.reports.count(of("answered")),
    store.reports.of({ ...of(tab), sort, limit: ON_A_PAGE, ...(after ? { after } : {}) }),
    store.reference(),
  ]);
  const [reads, reporter] = await Promise.all([reportsFor(found, caller, store), reportersOf(found, store)]);
  const next = found.length === ON_A_PAGE ? found.at(-1)?.id : undefined;
  const shown = {
    organization,
    tab,
    counts: { open, answered },
    reported: reads.map((read) => ({ ...read, said: reporter(read.report) })),
    kind,
    from,
    sort,
    places: tree.children(organization.code),
    now: clock(),
  };
  return <ReportsPage {...shown} {...(next ? { next } : {})} />;
}

/** A report with all that its reader may do about it. */
async function shownTo(id: string, caller: Caller, { store, clock }: Parts): Promise<ReportShown> {
  const read = await reportFor(id, caller, store);
  if (!read) throw new Problem("unknown", "There is no such report.");
  const { report, resource, looksAfter } = read;
  const ask = { organizations: [report.organization], state: "open" as const, resource: report.resource };
  const open = looksAfter ? await store.reports.of({ ...ask, sort: "oldest", limit: 20 }) : [];
  const answerer = looksAfter && report.answer && (await store.people.get(report.answer.by));
  return {
    ...read,
    said: (await reportersOf([report], store))(report),
    own:
      looksAfter && !mayOnReport(caller, "answer", { report, about: resource }, read.reference.organizations),
    mayHide: resource !== undefined && removableBy(resource, caller, read.reference).hide,
    others: open.filter((r) => r.id !== id),
    ...(answerer ? { answeredBy: answerer.name } : {}),
    now: clock(),
  };
}

const SAY_IT = new Problem("invalid", "The answer was not sent.", [
  { in: "body", pointer: "/words", detail: "Say in a few words what was done" },
]);

function reportsRequestIn(req: Request) {
  const text = (name: string) => (typeof req.query[name] === "string" ? req.query[name] : "");
  return {
    tab: REPORT_TABS.find((t) => t === text("tab")) ?? "open",
    kind: REPORT_KIND_IDS.find((k) => k === text("kind")) ?? ("" as const),
    from: text("from"),
    sort: text("sort") === "newest" ? ("newest" as const) : ("oldest" as const),
    after: /^[0-9a-f-]{36}$/.test(text("after")) ? text("after") : undefined,
  };
}
