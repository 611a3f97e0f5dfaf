import { type Request, type Response, Router } from "express";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import type { Fault, Problem } from "../../kernel/problem.ts";
import { organizationFor } from "../../people/rules/members.ts";
import type { Assets } from "../../ui/assets.ts";
import { decideMany, type Outcomes } from "../actions/decide-many.ts";
import { queueItems } from "../actions/queue-rows.ts";
import { batchAddress } from "../rules/addresses.ts";
import { decisionFormValues, EMPTY_DECISION, onFields, verdictOf } from "../rules/decision-form.ts";
import { narrowed, queueOf } from "../rules/queue.ts";
import type { Review } from "../rules/review.ts";
import type { Rubric } from "../rules/rubric.ts";
import { sampleOf } from "../rules/sample.ts";
import { titleIn } from "../rules/subject.ts";
import { BatchDonePage, ChoosePage, ChosenPage, type ChosenShown } from "./batch.views.tsx";
import { queueRequestIn } from "./queue.pages.tsx";

/** So many fit on a page, and into its address. */
const MOST = 50;

type Asking = Request<{ code: string }>;

/** One answer for several offers: choose them, look at a sample in full, decide. */
export function batchPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, newId } = parts;

  const deskOf = async (req: Asking) => {
    const visitor = await visitorOf(req, parts);
    const me = mustBeSignedIn(visitor).id;
    const { caller } = visitor;
    const reference = await store.reference();
    const tree = reference.organizations;
    const organization = organizationFor(req.params.code, "see its queue", { caller, tree });
    return { me, caller, reference, organization, now: parts.clock() };
  };
  type Desk = Awaited<ReturnType<typeof deskOf>>;

  /** Those of them that this caller may decide about now. */
  const decidable = async (reviews: Review[], { caller, reference, now }: Desk) =>
    (await queueItems(reviews, { store, caller, reference, now })).waiting.filter(
      (w) => w.mayDecide && w.review.state === "open",
    );

  const chosenIn = async (ids: string[], desk: Desk) => {
    const found = await Promise.all([...new Set(ids)].slice(0, MOST).map((id) => store.reviews.get(id)));
    const theirs = found.flatMap((r) => (r?.organization === desk.organization.code ? [r] : []));
    return decidable(theirs, desk);
  };

  const sendChosen = async (
    res: Response,
    desk: Desk,
    given: Pick<ChosenShown, "chosen" | "looked" | "typed" | "faults"> & { problem?: Problem },
  ) => {
    const rubric = await usualRubric();
    const sample = sampleOf(given.chosen.map((w) => w.review.id));
    const { problem, ...shown } = given;
    const page = (
      <ChosenPage
        {...{ ...shown, organization: desk.organization, sample, rubric, now: desk.now }}
        sentence={problem?.message}
      />
    );
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
  };

  const usualRubric = async (): Promise<Rubric | undefined> =>
    (await store.reviews.rubrics()).find((r) => r.usual && !r.questions.some((q) => q.perAlignment));

  router.get("/organizations/:code/reviews/batch", async (req, res) => {
    const desk = await deskOf(req);
    const { organization, me, now } = desk;
    const ids = [req.query.review].flat().filter((id): id is string => typeof id === "string");
    const chosen = await chosenIn(ids, desk);
    if (chosen.length > 0)
      return sendChosen(res, desk, { chosen, looked: [], typed: EMPTY_DECISION, faults: [] });
    const asked = queueRequestIn(req);
    const queues = (["waiting", "mine"] as const).map((tab) =>
      narrowed(queueOf(tab, { code: organization.code, below: [], me, now }), asked, now),
    );
    const pages = await Promise.all(
      queues.map((q) => store.reviews.queue({ ...q, sort: "oldest", limit: MOST })),
    );
    const reviews = pages.flatMap((p) => p.reviews);
    const waiting = (await decidable(reviews, desk)).slice(0, MOST);
    const places = desk.reference.organizations.children(organization.code);
    sendPage(
      res,
      <ChoosePage {...{ ...asked, organization, places, waiting, now }} />,
      await siteNow(parts, assets),
    );
  });

  router.post("/organizations/:code/reviews/batch", async (req, res) => {
    const desk = await deskOf(req);
    const { caller, organization, now } = desk;
    const seen = fieldsOf(req, "seen").map((text) => text.split(" "));
    const reviews = seen.map(([review = "", version, revision]) => ({
      review,
      version: Number(version),
      revision: Number(revision),
    }));
    const looked = fieldsOf(req, "looked");
    const rubric = await usualRubric();
    const typed = rubric ? decisionFormValues((name) => fieldOf(req, name), rubric, []) : EMPTY_DECISION;
    let outcomes: Outcomes | undefined;
    const problem = await problemOf(async () => {
      const batch = { ...verdictOf(typed), rubric: rubric?.id, reviews, looked };
      outcomes = await decideMany(batch, { store, newId, caller, at: now });
    });
    if (outcomes) return res.redirect(303, doneAddress(organization.code, outcomes));
    const chosen = await chosenIn(
      reviews.map((r) => r.review),
      desk,
    );
    const faults = faultsOf(problem as Problem, { rubric, typed, looked, chosen });
    await sendChosen(res, desk, { chosen, looked, typed, faults, ...(problem ? { problem } : {}) });
  });

  router.get("/organizations/:code/reviews/batch/done", async (req, res) => {
    const { organization } = await deskOf(req);
    const decided = Number(req.query.decided) || 0;
    const left = [req.query.left].flat().filter((text): text is string => typeof text === "string");
    sendPage(
      res,
      <BatchDonePage organization={organization} decided={decided} left={left} />,
      await siteNow(parts, assets),
    );
  });
  return router;
}

/** How many were decided, and why the others were not; told by a page that can be looked at again. */
function doneAddress(code: string, { results }: Outcomes): string {
  const query = new URLSearchParams({ decided: String(results.filter((r) => r.decided).length) });
  for (const r of results) if (r.problem) query.append("left", `${r.review} ${r.problem}`);
  return `${batchAddress(code)}/done?${query}`;
}

/** What is wrong, each beside its field: those still to look at are told one by one. */
function faultsOf(
  problem: Problem,
  sent: Pick<ChosenShown, "chosen" | "looked" | "typed"> & { rubric: Rubric | undefined },
): Fault[] {
  const { rubric, typed, looked, chosen } = sent;
  const sample = problem.more?.sample;
  if (!Array.isArray(sample))
    return rubric ? onFields(problem.faults, rubric, [], typed.answers) : problem.faults;
  return chosen
    .filter(({ review }) => sample.includes(review.id) && !looked.includes(review.id))
    .map(({ review, version }) => ({
      in: "body",
      pointer: `/looked-${review.id}`,
      detail: `Look at “${titleIn(version)}” in full, and say so`,
    }));
}
