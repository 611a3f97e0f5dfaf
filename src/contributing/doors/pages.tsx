import { type Request, type Response, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, type Visitor, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { homeOf } from "../../resources/rules/place.ts";
import { HttpUrl, type Resource } from "../../resources/rules/resource.ts";
import type { Assets } from "../../ui/assets.ts";
import { type ContributionContext, contributeNew } from "../actions/contribute.ts";
import { lastOf, requestedDraft, saveDraft, startedFrom } from "../actions/drafts.ts";
import { formAuthorOf } from "../actions/form-author.ts";
import type { Draft, FormValues } from "../rules/draft.ts";
import {
  type IntendedAlignment,
  impliedValues,
  intendedAlignmentOf,
  withIntended,
} from "../rules/intended-reach.ts";
import { initialValues, readLink } from "../rules/read-link.ts";
import { detailsShown } from "./details-shown.ts";
import { sentForm } from "./form.ts";
import { StartPage } from "./start.views.tsx";
import { DetailsPage } from "./views.tsx";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A signed-in person who may share: they belong somewhere, as somebody has confirmed. */
export async function contributionContext(
  req: Request,
  parts: Parts,
): Promise<{ visitor: Visitor; by: ContributionContext; person: string }> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor).id;
  const { store, newId, config } = parts;
  return { visitor, person, by: { store, caller: visitor.caller, at: parts.clock(), newId, config } };
}

export function contributePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  /** Who has not said where they teach says so first. */
  router.get(["/share", "/share/new"], async (req, res, next) => {
    const { by } = await contributionContext(req, parts);
    if (await formAuthorOf(by.caller, store)) return next();
    res.redirect(303, `/account/school?back=${encodeURIComponent(req.originalUrl)}`);
  });

  router.get("/share", async (req, res) => {
    const { by } = await contributionContext(req, parts);
    const wanted = intendedAlignmentOf(req.query, await store.reference());
    await sendStart(res, by, parts, assets, { wanted });
  });

  router.post("/share", async (req, res) => {
    const { by, person } = await contributionContext(req, parts);
    const body = req.body as Record<string, unknown>;
    const reference = await store.reference();
    const wanted = intendedAlignmentOf(body, reference);
    const given = String(body.link ?? "").trim();
    const link = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(given) ? `https://${given}` : given;
    const read = HttpUrl.safeParse(link);
    if (!read.success) {
      const fault = given
        ? "This is not a web address. It begins with https://"
        : "Paste the link to the resource";
      return sendStart(res, by, parts, assets, { link: given, fault, wanted }, 400);
    }
    const page = await readLink(read.data, parts.fetchPage);
    const last = { ...(await lastOf(person, parts, reference, by)), ...impliedValues(wanted, reference) };
    const typed = withIntended(initialValues(page, last, reference), wanted);
    const draft = await saveDraft({ id: parts.newId(), typed, page }, by, person);
    res.redirect(303, `/share/new?draft=${draft.id}`);
  });

  router.get("/share/new", async (req, res) => {
    const { by, person } = await contributionContext(req, parts);
    const reference = await store.reference();
    const draft = await requestedDraft(req.query.draft, person, parts);
    const wanted = intendedAlignmentOf(req.query, reference);
    const typed =
      draft?.typed ??
      (await startedFrom(req.query.from, by, parts, reference)) ??
      withIntended(
        { ...(await lastOf(person, parts, reference, by)), ...impliedValues(wanted, reference) },
        wanted,
      );
    const uploadFirst = req.query.upload !== undefined;
    const shown = { id: draft?.id ?? parts.newId(), typed, page: draft?.page, uploadFirst };
    sendPage(
      res,
      <DetailsPage {...(await detailsShown(shown, by, reference))} />,
      await siteNow(parts, assets),
    );
  });

  router.post("/share/new", (req, res) => sent(req, res, parts, assets));

  router.post("/share/drafts/:id/end", async (req, res) => {
    const { person } = await contributionContext(req, parts);
    await store.commit([{ noun: "draft-ended", id: req.params.id, person }], person);
    res.redirect(303, "/shelf");
  });
  return router;
}

/** A form that was sent: kept as a draft, or shared, or shown again with what stands against it. */
async function sent(req: Request, res: Response, parts: Parts, assets: Assets): Promise<void> {
  const { visitor, by, person } = await contributionContext(req, parts);
  const { store } = parts;
  const { typed: whole, act, faults } = await sentForm(req, visitor, parts);
  const { draft: given, ...typed } = whole;
  const id = given?.[0] ?? "";
  if (!UUID.test(id)) throw new Problem("invalid", "This form is incomplete. Open it again.");
  const page = (await store.drafts.get(id, person))?.page;
  const form = { id, typed, page };
  const keep = () => saveDraft(form, by, person);
  if (act === "draft" || act === "suggest" || faults.length > 0) {
    await keep();
    if (req.get("x-comfort")) return void res.status(204).end();
    if (faults.length > 0) return sendDetails(res, form, { faults }, by, parts, assets);
    return res.redirect(303, act === "draft" ? "/shelf" : `/share/new?draft=${id}#teaches`);
  }
  if ((await formAuthorOf(by.caller, store))?.awaits) await keep();
  const outcome = await contributeNew(id, typed, by);
  if ("shared" in outcome) return res.redirect(303, `/shelf?shared=${outcome.shared.id}`);
  await keep();
  await sendDetails(res, form, outcome, by, parts, assets);
}

async function sendStart(
  res: Response,
  by: ContributionContext,
  parts: Parts,
  assets: Assets,
  given: { link?: string; fault?: string; wanted: IntendedAlignment | undefined },
  status = 200,
): Promise<void> {
  const site = await siteNow(parts, assets);
  const tree = site.reference.organizations;
  const who = await formAuthorOf(by.caller, parts.store);
  const place = tree.get(homeOf(who?.as ?? by.caller, tree))?.name ?? "Your organization";
  const before = (await parts.store.resources.ofPerson(by.caller.person?.id ?? "", 20)).filter(
    (r) => r.status === "active",
  );
  sendPage(
    res,
    <StartPage {...given} place={place} awaits={who?.awaits && place} before={before.slice(0, 5)} />,
    site,
    status,
  );
}

/** The form again, with its faults or with what looks the same. */
async function sendDetails(
  res: Response,
  given: { id: string; typed: FormValues; page?: Draft["page"] | undefined },
  outcome: { faults: Fault[] } | { similar: Resource[] },
  by: ContributionContext,
  parts: Parts,
  assets: Assets,
): Promise<void> {
  const site = await siteNow(parts, assets);
  const shown = await detailsShown({ ...given, uploadFirst: false }, by, site.reference);
  const overrides = "similar" in outcome ? { similar: outcome.similar, asksAboutSimilar: true } : outcome;
  const status = PROBLEMS["similar" in outcome ? "conflict" : "invalid"].status;
  sendPage(res, <DetailsPage {...shown} {...overrides} />, site, status);
}
