import { type Request, type Response, Router } from "express";
import { readFor as readCollection } from "../../collections/actions/reading.ts";
import { COLLECTIONS } from "../../collections/rules/addresses.ts";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo, mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { assignFor } from "../../reviews/actions/assign.ts";
import { commentFor } from "../../reviews/actions/comment.ts";
import { decideFor } from "../../reviews/actions/decide.ts";
import { offerChanges, resubmitFor, withdrawFor } from "../../reviews/actions/offer.ts";
import { reachChanges } from "../../reviews/actions/reach.ts";
import { type ReviewShown, reviewFor, showReview } from "../../reviews/actions/reading.ts";
import type { ReviewContext } from "../../reviews/actions/review-context.ts";
import { reviewAddress, subjectAddress } from "../../reviews/rules/addresses.ts";
import {
  decisionFormValues,
  EMPTY_DECISION,
  onFields,
  verdictOf,
} from "../../reviews/rules/decision-form.ts";
import type { Rubric } from "../../reviews/rules/rubric.ts";
import {
  itemsIn,
  type Subject,
  subjectOfCollection,
  subjectOfResource,
} from "../../reviews/rules/subject.ts";
import type { Assets } from "../../ui/assets.ts";
import { ReviewPage } from "./page.views.tsx";

type ReviewPageRequest = Request<{ id: string }>;

/** What was done, said at the top of the page one comes back to. */
const DONE: Record<string, string> = {
  offered: "It is offered. You are told here when there is an answer.",
  decided: "Your decision is sent.",
  said: "Your comment is posted.",
  assigned: "It is done.",
  back: "The offer is taken back.",
  again: "It is offered again, in its old place of the queue.",
};

export function reviewPages(parts: Parts, assets: Assets): Router {
  const router = Router();

  /** The page of a review; with a problem, what was typed stays and the state is the newest. */
  const show = async (req: ReviewPageRequest, res: Response, by: ReviewContext, wrong?: Wrong) =>
    sendPage(
      res,
      await reviewPage(req, by, wrong),
      await siteNow(parts, assets),
      wrong ? PROBLEMS[wrong.problem.kind].status : 200,
    );

  router.get("/reviews/:id", async (req, res) => show(req, res, await reviewContext(req, parts)));

  router.post("/reviews/:id/decision", async (req: ReviewPageRequest, res) => {
    const by = await reviewContext(req, parts);
    const wrong = await decided(req, by);
    if (wrong) return show(req, res, by, wrong);
    res.redirect(303, `${reviewAddress(req.params.id)}?done=decided`);
  });

  for (const [path, { done, action }] of Object.entries(ACTIONS))
    router.post(`/reviews/:id/${path}`, async (req: ReviewPageRequest, res) => {
      const by = await reviewContext(req, parts);
      const problem = await problemOf(() => action(req, by));
      if (!problem) return res.redirect(303, doneAt(fieldOf(req, "back"), req.params.id, done));
      return show(req, res, by, { problem, faults: problem.faults });
    });

  for (const [path, subjectFor] of SUBJECTS) {
    router.post(`${path}/:id/reach`, async (req: ReviewPageRequest, res) => {
      const by = await reviewContext(req, parts);
      res.redirect(303, await widened(req, await subjectFor(req.params.id, by), by));
    });
    router.post(`${path}/:id/endorsement`, async (req: ReviewPageRequest, res) => {
      const by = await reviewContext(req, parts);
      res.redirect(303, await offeredForEndorsement(req, await subjectFor(req.params.id, by), by));
    });
  }
  return router;
}

/** What stands against something that was just tried, and beside which fields. */
interface Wrong {
  problem: Problem;
  faults: Fault[];
}

/** Does one thing about a review. */
type ReviewAction = (req: ReviewPageRequest, by: ReviewContext) => Promise<void>;

/** What the page's small forms do, by their addresses, and what is said afterwards. */
const ACTIONS: Record<string, { done: keyof typeof DONE; action: ReviewAction }> = {
  comments: { done: "said", action: commented },
  assignee: { done: "assigned", action: assigned },
  withdrawal: { done: "back", action: (req, by) => withdrawFor(req.params.id, by) },
  resubmission: {
    done: "again",
    action: (req, by) => resubmitFor(req.params.id, fieldOf(req, "message"), by),
  },
};

/** What can be offered, by where it has its page. */
const SUBJECTS: [path: string, read: (id: string, by: ReviewContext) => Promise<Subject>][] = [
  ["/resources", async (id, { caller, store }) => subjectOfResource((await readFor(id, caller, store))[0])],
  [
    COLLECTIONS,
    async (id, { caller, store }) => subjectOfCollection((await readCollection(id, caller, store))[0]),
  ],
];

async function reviewContext(req: Request, parts: Parts): Promise<ReviewContext> {
  const visitor = await visitorOf(req, parts);
  mustBeSignedIn(visitor);
  const { store, newId, config, clock } = parts;
  return { store, newId, config, caller: visitor.caller, at: clock() };
}

const shownTo = async (id: string, { caller, store, at }: ReviewContext) =>
  showReview(await reviewFor(id, caller, store), caller, store, at);

async function reviewPage(req: ReviewPageRequest, by: ReviewContext, wrong: Wrong | undefined) {
  const shown = await shownTo(req.params.id, by);
  const rubric = rubricOf(shown, fieldOf(req, "rubric") || String(req.query.rubric ?? ""));
  return (
    <ReviewPage
      shown={shown}
      rubric={rubric}
      typed={typedOf(req, shown, rubric)}
      wrong={wrong && { sentence: wrong.problem.message, faults: wrong.faults }}
      said={DONE[String(req.query.done)]}
      me={by.caller.person?.id ?? ""}
      now={by.at}
    />
  );
}

/** Decides as typed; what stands against it comes back, each fault at its question. */
async function decided(req: ReviewPageRequest, by: ReviewContext): Promise<Wrong | undefined> {
  const shown = await shownTo(req.params.id, by);
  const rubric = rubricOf(shown, fieldOf(req, "rubric"));
  const typed = typedOf(req, shown, rubric);
  const problem = await problemOf(async () => {
    const seen = { version: Number(fieldOf(req, "version")), revision: Number(fieldOf(req, "revision")) };
    await decideFor(req.params.id, { ...verdictOf(typed), rubric: rubric?.id, seen }, by);
  });
  if (!problem) return undefined;
  if (!rubric) return { problem, faults: problem.faults };
  return { problem, faults: onFields(problem.faults, rubric, itemsIn(shown.version), typed.answers) };
}

async function commented(req: ReviewPageRequest, by: ReviewContext): Promise<void> {
  const words = fieldOf(req, "words").trim();
  if (!words) throw new Problem("invalid", "Write something first.");
  const answers = fieldOf(req, "answers") || undefined;
  await commentFor(req.params.id, { words, internal: fieldOf(req, "internal") === "yes", answers }, by);
}

async function assigned(req: ReviewPageRequest, by: ReviewContext): Promise<void> {
  const given = {
    person: fieldOf(req, "person") || undefined,
    deputy: fieldOf(req, "deputy") || undefined,
    note: fieldOf(req, "note") || undefined,
  };
  await assignFor(req.params.id, { ...given, revision: Number(fieldOf(req, "revision")) }, by);
}

/** Moves it as far as it goes at once, and offers it for the rest. Gives the page to go on to. */
async function widened(req: Request, subject: Subject, by: ReviewContext): Promise<string> {
  const wanted = REACHES.find((r) => r === fieldOf(req, "reach"));
  if (!wanted) throw new Problem("invalid", "Choose how far it should reach.");
  const message = fieldOf(req, "message") || undefined;
  const changes = await reachChanges(subject, { reach: wanted, message }, by);
  await by.store.commit(changes, by.caller.person?.id);
  const offered = changes.find((c) => c.noun === "review");
  return offered ? `${reviewAddress(offered.after.id)}?done=offered` : subjectAddress(subject);
}

/** Asks an organization to endorse it, as far as it reaches now. Gives the page to go on to. */
async function offeredForEndorsement(req: Request, subject: Subject, by: ReviewContext): Promise<string> {
  const organization = fieldOf(req, "organization") || undefined;
  const [offered] = await offerChanges(subject, { organization, message: fieldOf(req, "message") }, by);
  await by.store.commit([offered], by.caller.person?.id);
  return `${reviewAddress(offered.after.id)}?done=offered`;
}

/** Where one comes back to, told what was done: the review, or the queue it was done in. */
function doneAt(back: string, id: string, done: string): string {
  const at = back ? backTo(back, reviewAddress(id)) : reviewAddress(id);
  return `${at}${at.includes("?") ? "&" : "?"}done=${done}`;
}

const typedOf = (req: Request, shown: ReviewShown, rubric: Rubric | undefined) =>
  rubric ? decisionFormValues((name) => fieldOf(req, name), rubric, itemsIn(shown.version)) : EMPTY_DECISION;

const rubricOf = ({ rubrics }: ReviewShown, id: string): Rubric | undefined =>
  rubrics.find((r) => r.id === id) ?? rubrics.find((r) => r.usual) ?? rubrics[0];
