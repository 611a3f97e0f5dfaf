import { type Request, type Response, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, type Visitor, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { confirmedPlaces } from "../../people/rules/may.ts";
import { reachesOf } from "../../reach/rules/reach.ts";
import { create } from "../../resources/rules/lifecycle.ts";
import { may } from "../../resources/rules/may.ts";
import { homeOf } from "../../resources/rules/place.ts";
import { BLANK, HttpUrl, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Assets } from "../../ui/assets.ts";
import { type ContributionContext, contributeNew, fileNames, findDuplicates } from "../actions/contribute.ts";
import { formAuthorOf } from "../actions/form-author.ts";
import { type Draft, type FormValues, MOST_DRAFTS } from "../rules/draft.ts";
import { reachChoices, usualReach } from "../rules/form-choices.ts";
import { lastChoices, valuesFromDescription } from "../rules/form-values.ts";
import {
  type IntendedAlignment,
  impliedValues,
  intendedAlignmentOf,
  withIntended,
} from "../rules/intended-reach.ts";
import { initialValues, readLink } from "../rules/read-link.ts";
import { likelyRows } from "../rules/suggested-rows.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";
import { sentForm } from "./form.ts";
import { StartPage } from "./start.views.tsx";
import { DetailsPage, type DetailsShown } from "./views.tsx";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A signed-in person who may share: they belong somewhere, as somebody has confirmed. */
export async function contributionContext(
  req: Request,
  parts: Parts,
): Promise<{ visitor: Visitor; by: ContributionContext; person: string }> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor).id;
  const { store, newId } = parts;
  return { visitor, person, by: { store, caller: visitor.caller, at: parts.clock(), newId } };
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
    const draft = await requestedDraft(req, person, parts);
    const wanted = intendedAlignmentOf(req.query, reference);
    const typed =
      draft?.typed ??
      (await startedFrom(req, by, parts, reference)) ??
      withIntended(
        { ...(await lastOf(person, parts, reference, by)), ...impliedValues(wanted, reference) },
        wanted,
      );
    const uploadFirst = req.query.upload !== undefined;
    const shown = { id: draft?.id ?? parts.newId(), typed, page: draft?.page, uploadFirst };
    sendPage(res, <DetailsPage {...(await details(shown, by, reference))} />, await siteNow(parts, assets));
  });

  router.post("/share/new", async (req, res) => {
    const { visitor, by, person } = await contributionContext(req, parts);
    const { typed: sent, act, faults } = await sentForm(req, visitor, parts);
    const { draft: given, ...typed } = sent;
    const id = given?.[0] ?? "";
    if (!UUID.test(id)) throw new Problem("invalid", "This form is incomplete. Open it again.");
    const page = (await store.drafts.get(id, person))?.page;
    if (act === "draft" || act === "suggest" || faults.length > 0) {
      await saveDraft({ id, typed, page }, by, person);
      if (req.get("x-comfort")) return void res.status(204).end();
      if (faults.length === 0)
        return res.redirect(303, act === "draft" ? "/shelf" : `/share/new?draft=${id}#teaches`);
      return sendDetails(res, { id, typed, page }, faults, by, parts, assets);
    }
    if ((await formAuthorOf(by.caller, store))?.awaits) await saveDraft({ id, typed, page }, by, person);
    const outcome = await contributeNew(id, typed, by);
    if ("shared" in outcome) return res.redirect(303, `/shelf?shared=${outcome.shared.id}`);
    await saveDraft({ id, typed, page }, by, person);
    const similar = "alike" in outcome ? outcome.alike : undefined;
    await sendDetails(
      res,
      { id, typed, page },
      "faults" in outcome ? outcome.faults : [],
      by,
      parts,
      assets,
      similar,
    );
  });

  router.post("/share/drafts/:id/end", async (req, res) => {
    const { person } = await contributionContext(req, parts);
    await store.commit([{ noun: "draft-ended", id: req.params.id, person }], person);
    res.redirect(303, "/shelf");
  });
  return router;
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

/** Keeps what was typed. A form that was shared meanwhile leaves no draft behind. */
async function saveDraft(
  { id, typed, page }: { id: string; typed: FormValues; page?: Draft["page"] | undefined },
  { store, at }: ContributionContext,
  person: string,
): Promise<Draft> {
  const [before, drafts, shared] = await Promise.all([
    store.drafts.get(id, person),
    store.drafts.of(person),
    store.resources.get(id),
  ]);
  if (!before && drafts.length >= MOST_DRAFTS)
    throw new Problem("conflict", `You keep ${MOST_DRAFTS} drafts. Finish or discard one of them first.`);
  const draft: Draft = {
    id,
    person,
    typed,
    ...(page ? { page } : {}),
    createdAt: before?.createdAt ?? at,
    changedAt: at,
  };
  if (!shared) await store.commit([{ noun: "draft", after: draft }], person);
  return draft;
}

async function requestedDraft(req: Request, person: string, { store }: Parts): Promise<Draft | undefined> {
  const { draft } = req.query;
  if (draft === undefined) return undefined;
  const found = await store.drafts.get(String(draft), person);
  if (!found) throw new Problem("unknown", "There is no such draft.");
  return found;
}

/** What a resource one shared before said, without what makes it that one. */
async function startedFrom(
  req: Request,
  by: ContributionContext,
  { store }: Parts,
  { organizations }: Reference,
): Promise<FormValues | undefined> {
  const { from } = req.query;
  const found = from === undefined ? undefined : await store.resources.get(String(from));
  if (!found || !may(by.caller, "edit", found, organizations)) return undefined;
  const {
    title: _title,
    link: _link,
    file: _file,
    educators: _educators,
    summary: _summary,
    ...typed
  } = valuesFromDescription(found.description, found.reach);
  return typed;
}

/** What this person chose last time. */
async function lastOf(
  person: string,
  { store }: Parts,
  { organizations }: Reference,
  { caller }: ContributionContext,
): Promise<FormValues> {
  const [last] = await store.resources.ofPerson(person, 1);
  const who = await formAuthorOf(caller, store);
  const place = organizations.get(homeOf(who?.as ?? caller, organizations));
  const offered = place ? reachesOf(place.kind) : [];
  return { ...(last ? lastChoices(last.description) : {}), reach: [usualReach(last?.reach, offered)] };
}

async function sendDetails(
  res: Response,
  given: { id: string; typed: FormValues; page?: Draft["page"] | undefined },
  faults: Fault[],
  by: ContributionContext,
  parts: Parts,
  assets: Assets,
  similar?: Resource[],
): Promise<void> {
  const site = await siteNow(parts, assets);
  const shown = await details({ ...given, uploadFirst: false }, by, site.reference);
  const asked = similar ? { similar, asksAlike: true } : {};
  const status = PROBLEMS[similar ? "conflict" : "invalid"].status;
  sendPage(res, <DetailsPage {...shown} {...asked} faults={faults} />, site, status);
}

/** All the form shows: what was typed, what is likely, and how far it can go. */
async function details(
  given: { id: string; typed: FormValues; page?: Draft["page"] | undefined; uploadFirst: boolean },
  by: ContributionContext,
  reference: Reference,
): Promise<DetailsShown> {
  const { store, at } = by;
  const { typed, page, id } = given;
  const tree = reference.organizations;
  const { as: caller, awaits } = (await formAuthorOf(by.caller, store)) ?? { as: by.caller };
  const actor = { caller, at, tree };
  const names = await fileNames(typed, caller.person?.id ?? "", store);
  const places = confirmedPlaces(caller).flatMap((code) => tree.get(code) ?? []);
  const home = homeOf(caller, tree);
  const organization = places.find((p) => p.code === firstValue(typed, "organization"))?.code ?? home;
  const title = firstValue(typed, "title");
  const candidate = create({ id, description: BLANK, organization, reach: "private" }, actor).after;
  const url = HttpUrl.safeParse(firstValue(typed, "link")).data;
  const similar =
    title || url
      ? await findDuplicates({ title, url, publisher: firstValue(typed, "publisher") }, by, id)
      : [];
  const order = [home, ...places.map((p) => p.code).filter((c) => c !== home)];
  return {
    ...given,
    faults: [],
    files: allValues(typed, "file").map((hash) => ({ hash, name: names.get(hash) ?? "A file" })),
    ...likelyRows(typed, page, reference),
    choices: reachChoices(candidate, "private", actor),
    places: order.map((code) => ({ code, name: tree.get(code)?.name ?? code })),
    awaits: awaits === undefined ? undefined : tree.get(awaits)?.name,
    similar: firstValue(typed, "different") ? [] : similar,
    asksAlike: false,
  };
}
