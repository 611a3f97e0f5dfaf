import { type Request, type Response, Router } from "express";
import type { VNode } from "preact";
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
import { narrowQueue, queueOf } from "../rules/queue.ts";
import type { Review } from "../rules/review.ts";
import type { Rubric } from "../rules/rubric.ts";
import { sampleOf } from "../rules/sample.ts";
import { titleIn } from "../rules/subject.ts";
import { BatchDonePage, ChoosePage, ChosenPage, type ChosenShown } from "./batch.views.tsx";
import { queueRequestIn } from "./queue.pages.tsx";

/** So many fit on a page, and into its address. */
const MOST = 50;

type BatchRequest = Request<{ code: string }>;

/** One answer for several offers: choose them, look at a sample in full, decide. */
export function batchPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const send = async (res: Response, page: VNode, problem?: Problem) =>
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);

  router.get("/organizations/:code/reviews/batch", async (req, res) => {
    const by = await batchContext(req, parts);
    const ids = [req.query.review].flat().filter((id): id is string => typeof id === "string");
    const chosen = await chosenIn(ids, by);
    const nothingTyped = { looked: [], typed: EMPTY_DECISION, faults: [] };
    await send(
      res,
      chosen.length > 0 ? await chosenPage({ chosen, ...nothingTyped }, by) : await choosePage(req, by),
    );
  });

  router.post("/organizations/:code/reviews/batch", async (req, res) => {
    const by = await batchContext(req, parts);
    const { outcomes, problem, sent } = await decided(req, by);
    if (outcomes) return res.redirect(303, doneAddress(by.organization.code, outcomes));
    const ids = sent.reviews.map((r) => r.review);
    const shown = { ...sent, chosen: await chosenIn(ids, by) };
    await send(res, await chosenPage({ ...shown, faults: faultsOf(problem, shown) }, by, problem), problem);
  });

  router.get("/organizations/:code/reviews/batch/done", async (req, res) => {
    const { organization } = await batchContext(req, parts);
    const decided = Number(req.query.decided) || 0;
    const left = [req.query.left].flat().filter((text): text is string => typeof text === "string");
    await send(res, <BatchDonePage organization={organization} decided={decided} left={left} />);
  });
  return router;
}

/** Who decides, for which organization, with what remembers. */
async function batchContext(req: BatchRequest, parts: Parts) {
  const { store, newId, config } = parts;
  const visitor = await visitorOf(req, parts);
  const me = mustBeSignedIn(visitor).id;
  const { caller } = visitor;
  const reference = await store.reference();
  const organization = organizationFor(req.params.code, "see its queue", {
    caller,
    tree: reference.organizations,
  });
  return { store, newId, config, me, caller, reference, organization, now: parts.clock() };
}
type BatchContext = Awaited<ReturnType<typeof batchContext>>;

/** Those of them that this caller may decide about now. */
const decidable = async (reviews: Review[], by: BatchContext) =>
  (await queueItems(reviews, by)).waiting.filter((w) => w.mayDecide && w.review.state === "open");

async function chosenIn(ids: string[], by: BatchContext) {
  const found = await by.store.reviews.many([...new Set(ids)].slice(0, MOST));
  const theirs = found.filter((r) => r.organization === by.organization.code);
  return decidable(theirs, by);
}

/** The questions that fit many offers at once: none is asked for each standard. */
const usualRubric = async ({ store }: BatchContext): Promise<Rubric | undefined> =>
  (await store.reviews.rubrics()).find((r) => r.usual && !r.questions.some((q) => q.perAlignment));

async function chosenPage(
  shown: Pick<ChosenShown, "chosen" | "looked" | "typed" | "faults">,
  by: BatchContext,
  problem?: Problem,
) {
  const { chosen, looked, typed, faults } = shown;
  return (
    <ChosenPage
      {...{ chosen, looked, typed, faults, organization: by.organization, now: by.now }}
      sample={sampleOf(chosen.map((w) => w.review.id))}
      rubric={await usualRubric(by)}
      sentence={problem?.message}
    />
  );
}

/** What waits and may be decided, to choose from. */
async function choosePage(req: BatchRequest, by: BatchContext) {
  const { store, organization, reference, me, now } = by;
  const asked = queueRequestIn(req);
  const queues = (["waiting", "mine"] as const).map((tab) =>
    narrowQueue(queueOf(tab, { code: organization.code, below: [], me, now }), asked, now),
  );
  const pages = await Promise.all(
    queues.map((q) => store.reviews.queue({ ...q, sort: "oldest", limit: MOST })),
  );
  const reviews = pages.flatMap((p) => p.reviews);
  const waiting = (await decidable(reviews, by)).slice(0, MOST);
  const places = reference.organizations.children(organization.code);
  return <ChoosePage {...{ ...asked, organization, places, waiting, now }} />;
}

/** Decides as typed: what became of each, or what stands against all of it. */
async function decided(req: BatchRequest, by: BatchContext) {
  const reviews = fieldsOf(req, "seen").map((text) => {
    const [review = "", version, revision] = text.split(" ");
    return { review, version: Number(version), revision: Number(revision) };
  });
  const looked = fieldsOf(req, "looked");
  const rubric = await usualRubric(by);
  const typed = rubric ? decisionFormValues((name) => fieldOf(req, name), rubric, []) : EMPTY_DECISION;
  let outcomes: Outcomes | undefined;
  const problem = await problemOf(async () => {
    const batch = { ...verdictOf(typed), rubric: rubric?.id, reviews, looked };
    outcomes = await decideMany(batch, { ...by, at: by.now });
  });
  return { outcomes, problem: problem as Problem, sent: { reviews, looked, rubric, typed } };
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
