import { type Request, Router } from "express";
import type { AskFormProps } from "../../doorway/ask-form.views.tsx";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import { type Parameters, readQuery } from "../../search/rules/query.ts";
import { recognizeCodes } from "../../standards/rules/recognize-codes.ts";
import type { Assets } from "../../ui/assets.ts";
import { askForIt, changeAsk, takeBack } from "../actions/ask.ts";
import { askedBefore, askFor, asksOf, othersBeside, placeOfAsk, tokenOfAsk } from "../actions/reading.ts";
import { ASK, askAddress } from "../rules/addresses.ts";
import { type Ask, type AskInput, CHOSEN, MOST_WORDS } from "../rules/ask.ts";
import { askOfSearch } from "../rules/from-search.ts";
import type { AskSent } from "../rules/read-ask.ts";
import { AskedPage, type AskedShown, AskPage } from "./views.tsx";

/** Resources named as what to use meanwhile. */
const MEANWHILE = 3;

/** Asking for what was not found: for everybody, signed in or not. */
export function askPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const asked = async (req: Request<{ id: string }>) => {
    const { caller } = await visitorOf(req, parts);
    const token = tokenIn(req);
    return { caller, token, ask: await askFor(req.params.id, { caller, token }, parts) };
  };

  router.get(ASK, async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const typed = await typedIn(req, parts);
    const before = typed.words ? await askedBefore(typed, caller, parts) : undefined;
    const form = { ...(await formFor(typed, caller, req, parts)), before };
    const mine = (await asksOf(caller, parts)).filter((ask) => ask.id !== before?.id);
    const page = <AskPage form={form} mine={mine} takenBack={req.query.done === "taken-back"} />;
    sendPage(res, page, await siteNow(parts, assets));
  });

  router.post(ASK, async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const sent = sentIn(req);
    let made: Ask | undefined;
    const problem = await problemOf(async () => {
      made = await askForIt(sent, { caller, address: req.ip ?? "" }, parts);
    });
    if (made) return res.redirect(303, addressAfter(made, parts));
    const form = { ...(await formFor(sent, caller, req, parts)), tell: sent.tell };
    sendPage(res, <AskPage form={form} problem={problem} />, await siteNow(parts, assets), statusOf(problem));
  });

  router.get("/asks/:id", async (req, res) => {
    const { caller, token, ask } = await asked(req);
    const done = req.query.done !== undefined;
    const shown = await shownTo(ask, token, caller, parts);
    res.set("Referrer-Policy", "no-referrer");
    sendPage(res, <AskedPage {...shown} done={done} />, await siteNow(parts, assets));
  });

  router.get("/asks/:id/change", async (req, res) => {
    const { caller, token, ask } = await asked(req);
    const form = {
      ...(await formFor(ask, caller, req, parts)),
      tell: ask.tell,
      change: changeOf(ask, token),
    };
    sendPage(res, <AskPage form={form} />, await siteNow(parts, assets));
  });

  router.post("/asks/:id/change", async (req, res) => {
    const { caller, token, ask } = await asked(req);
    const sent = sentIn(req);
    let made: Ask | undefined;
    const problem = await problemOf(async () => {
      made = await changeAsk(ask, sent, parts);
    });
    if (made) return res.redirect(303, addressAfter(made, parts));
    const form = {
      ...(await formFor(sent, caller, req, parts)),
      tell: sent.tell,
      change: changeOf(ask, token),
    };
    sendPage(res, <AskPage form={form} problem={problem} />, await siteNow(parts, assets), statusOf(problem));
  });

  router.post("/asks/:id/take-back", async (req, res) => {
    const { ask } = await asked(req);
    await takeBack(ask, parts);
    res.redirect(303, `${ASK}?done=taken-back`);
  });
  return router;
}

const statusOf = (problem: Problem | undefined) => (problem ? PROBLEMS[problem.kind].status : 200);

/** Stands in the address of a page, or in a field of its form. */
const tokenIn = (req: Request): string | undefined =>
  fieldOf(req, "token") || (typeof req.query.token === "string" ? req.query.token : undefined);

const tokenFor = (ask: Ask, { config }: Parts) => (ask.by ? undefined : tokenOfAsk(ask.id, config));

function addressAfter(ask: Ask, parts: Parts): string {
  const address = askAddress(ask.id, tokenFor(ask, parts));
  return `${address}${address.includes("?") ? "&" : "?"}done=asked`;
}

const changeOf = ({ id }: Ask, token: string | undefined) => ({
  action: `${askAddress(id)}/change${token ? `?token=${token}` : ""}`,
});

/** What a search was about, where the page is opened from one. */
async function typedIn(req: Request, { store }: Parts): Promise<AskInput> {
  const reference = await store.reference();
  const { query } = readQuery(req.query as Parameters, reference);
  const codes = recognizeCodes(query.words, reference.standards);
  return askOfSearch(query.words, query.filters, { codes });
}

function sentIn(req: Request): AskSent & { tell: boolean } {
  const words = fieldOf(req, "words").slice(0, MOST_WORDS * 2);
  const chosen = Object.fromEntries(CHOSEN.map((what) => [what, fieldOf(req, what).slice(0, 200)]));
  return { words, ...chosen, tell: fieldOf(req, "tell") === "yes" };
}

async function formFor(
  typed: AskSent,
  caller: Caller,
  req: Request,
  { store }: Parts,
): Promise<AskFormProps> {
  const { organizations } = await store.reference();
  return { typed, place: placeOfAsk(caller, organizations), here: req.originalUrl };
}

async function shownTo(
  ask: Ask,
  token: string | undefined,
  caller: Caller,
  parts: Parts,
): Promise<Omit<AskedShown, "done">> {
  const query = { ...EVERYTHING, words: ask.words, size: MEANWHILE };
  // An engine that is away is no reason to hide what was asked.
  const near = await parts.finder.find(query, caller).catch((error: unknown) => {
    if (error instanceof Problem) return undefined;
    throw error;
  });
  return {
    ask,
    token: ask.by ? undefined : token,
    others: await othersBeside(ask, parts),
    meanwhile: (near?.hits ?? []).slice(0, MEANWHILE).map((hit) => hit.resource),
  };
}
