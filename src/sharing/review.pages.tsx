import { type Request, type Response, Router } from "express";
import type { Parts } from "../parts.ts";
import { type Fault, Problem } from "../problem.ts";
import { readFor } from "../resources/reading.ts";
import { resourceAddress, reviewAddress } from "../web/addresses.ts";
import { fieldOf, problemOf, siteNow } from "../web/asking.ts";
import type { Assets } from "../web/assets.ts";
import { PROBLEMS } from "../web/problems.ts";
import { sendPage } from "../web/render.ts";
import { mustBeSignedIn, visitorOf } from "../web/visitor.ts";
import { fieldName, itemsOf, type Typed } from "./deciding.views.tsx";
import {
  assignFor,
  commentFor,
  type Doing,
  decideFor,
  offerChanges,
  reachChanges,
  resubmitFor,
  takeBackFor,
} from "./doing.ts";
import { REACHES } from "./reach.ts";
import { type ReviewShown, reviewFor, shownFor } from "./reading.ts";
import { OUTCOMES, REASON_IDS } from "./review.ts";
import { ReviewPage } from "./review.views.tsx";
import { type Answer, answerTo, askedFor, type Rubric } from "./rubric.ts";

type Asking = Request<{ id: string }>;

/** What was done, said at the top of the page one comes back to. */
const DONE: Record<string, string> = {
  offered: "It is offered. You are told here when there is an answer.",
  decided: "Your decision is sent.",
  said: "It is said.",
  hands: "It is done.",
  back: "The offer is taken back.",
  again: "It is offered again, in its old place of the queue.",
};

export function reviewPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, clock, newId } = parts;

  const doing = async (req: Request): Promise<Doing> => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    return { store, newId, caller: visitor.caller, at: clock() };
  };

  const shownOf = async (id: string, by: Doing) =>
    shownFor(await reviewFor(id, by.caller, store), by.caller, store, by.at);

  /** The page of a review; with a problem, what was typed stays and the state is the newest. */
  const show = async (
    req: Asking,
    res: Response,
    by: Doing,
    wrong?: { problem: Problem; faults: Fault[] },
  ) => {
    const shown = await shownOf(req.params.id, by);
    const rubric = rubricOf(shown, fieldOf(req, "rubric") || String(req.query.rubric ?? ""));
    const page = (
      <ReviewPage
        shown={shown}
        rubric={rubric}
        typed={rubric ? typedIn(req, shown, rubric) : EMPTY}
        wrong={wrong && { sentence: wrong.problem.message, faults: wrong.faults }}
        said={DONE[String(req.query.done)]}
        me={by.caller.person?.id ?? ""}
        now={by.at}
      />
    );
    sendPage(res, page, await siteNow(parts, assets), wrong ? PROBLEMS[wrong.problem.kind].status : 200);
  };

  router.get("/reviews/:id", async (req, res) => show(req, res, await doing(req)));

  /** Does one thing and comes back, or shows what stands against it beside what was typed. */
  const does = (path: string, done: keyof typeof DONE, work: (req: Asking, by: Doing) => Promise<void>) =>
    router.post(`/reviews/:id/${path}`, async (req: Asking, res) => {
      const by = await doing(req);
      const problem = await problemOf(() => work(req, by));
      if (!problem) return res.redirect(303, `${reviewAddress(req.params.id)}?done=${done}`);
      return show(req, res, by, { problem, faults: problem.faults });
    });

  router.post("/reviews/:id/decision", async (req: Asking, res) => {
    const by = await doing(req);
    const shown = await shownOf(req.params.id, by);
    const rubric = rubricOf(shown, fieldOf(req, "rubric"));
    const typed = rubric ? typedIn(req, shown, rubric) : EMPTY;
    const problem = await problemOf(async () => {
      const outcome = OUTCOMES.find((o) => o === typed.outcome);
      if (!outcome)
        throw new Problem("invalid", "One thing is missing.", [
          { in: "body", pointer: "/outcome", detail: "Choose what you decide" },
        ]);
      const reason = REASON_IDS.find((r) => r === typed.reason);
      const seen = { version: Number(fieldOf(req, "version")), revision: Number(fieldOf(req, "revision")) };
      const { answers, words } = typed;
      await decideFor(req.params.id, { outcome, rubric: rubric?.id, answers, reason, words, seen }, by);
    });
    if (!problem) return res.redirect(303, `${reviewAddress(req.params.id)}?done=decided`);
    const faults = rubric ? onFields(problem.faults, shown, rubric, typed.answers) : problem.faults;
    return show(req, res, by, { problem, faults });
  });

  does("comments", "said", async (req, by) => {
    const words = fieldOf(req, "words").trim();
    if (!words) throw new Problem("invalid", "Say something first.");
    const answers = fieldOf(req, "answers") || undefined;
    await commentFor(req.params.id, { words, internal: fieldOf(req, "internal") === "yes", answers }, by);
  });

  does("assignee", "hands", async (req, by) => {
    const person = fieldOf(req, "person") || undefined;
    const given = {
      person,
      deputy: fieldOf(req, "deputy") || undefined,
      note: fieldOf(req, "note") || undefined,
    };
    await assignFor(req.params.id, { ...given, revision: Number(fieldOf(req, "revision")) }, by);
  });

  does("withdrawal", "back", (req, by) => takeBackFor(req.params.id, by));
  does("resubmission", "again", (req, by) => resubmitFor(req.params.id, fieldOf(req, "message"), by));

  router.post("/resources/:id/reach", async (req: Asking, res) => {
    const by = await doing(req);
    const [resource] = await readFor(req.params.id, by.caller, store);
    const reach = REACHES.find((r) => r === fieldOf(req, "reach"));
    if (!reach) throw new Problem("invalid", "Choose how far it shall reach.");
    const changes = await reachChanges(
      resource,
      { reach, message: fieldOf(req, "message") || undefined },
      by,
    );
    await store.commit(changes, by.caller.person?.id);
    const offered = changes.find((c) => c.noun === "review");
    res.redirect(
      303,
      offered ? `${reviewAddress(offered.after.id)}?done=offered` : resourceAddress(resource.id),
    );
  });

  router.post("/resources/:id/endorsement", async (req: Asking, res) => {
    const by = await doing(req);
    const [resource] = await readFor(req.params.id, by.caller, store);
    const wanted = {
      organization: fieldOf(req, "organization") || undefined,
      message: fieldOf(req, "message"),
    };
    const [offered] = await offerChanges(resource, wanted, by);
    await store.commit([offered], by.caller.person?.id);
    res.redirect(303, `${reviewAddress(offered.after.id)}?done=offered`);
  });
  return router;
}

const EMPTY: Typed = { answers: [], reason: "", words: "" };

const rubricOf = ({ rubrics }: ReviewShown, id: string): Rubric | undefined =>
  rubrics.find((r) => r.id === id) ?? rubrics.find((r) => r.usual) ?? rubrics[0];

function typedIn(req: Request, shown: ReviewShown, rubric: Rubric): Typed {
  const answers = askedFor(rubric, itemsOf(shown)).flatMap(({ question, item }, i): Answer[] => {
    const value = fieldOf(req, fieldName(i));
    const words = fieldOf(req, `${fieldName(i)}-words`).trim();
    return value ? [{ question: question.id, ...(item ? { item } : {}), value, words }] : [];
  });
  const outcome = OUTCOMES.find((o) => o === fieldOf(req, "outcome"));
  return { outcome, answers, reason: fieldOf(req, "reason"), words: fieldOf(req, "words") };
}

/** What is missing, each beside the question it is about. */
function onFields(faults: Fault[], shown: ReviewShown, rubric: Rubric, answers: Answer[]): Fault[] {
  const missing = askedFor(rubric, itemsOf(shown)).flatMap((asked, i) =>
    answerTo(answers, asked) ? [] : [i],
  );
  return faults.map((given) => {
    const fault = { ...given, detail: given.detail.replace(/^is missing\. /, "") };
    if (fault.pointer === "/answers") return { ...fault, pointer: `/${fieldName(missing.shift() ?? 0)}` };
    const wrong = /^\/answers\/(\d+)/.exec(fault.pointer);
    return wrong ? { ...fault, pointer: `/${fieldName(Number(wrong[1]))}` } : fault;
  });
}
