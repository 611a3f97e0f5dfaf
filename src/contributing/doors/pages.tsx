import { type Request, type Response, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, type Visitor, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { reachesOf } from "../../reach/rules/reach.ts";
import { create } from "../../resources/rules/lifecycle.ts";
import { may } from "../../resources/rules/may.ts";
import { homeOf } from "../../resources/rules/place.ts";
import { BLANK, HttpUrl, type Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Assets } from "../../ui/assets.ts";
import { alikeTo, fileNames, type Sharer, shareNew } from "../actions/contribute.ts";
import { preparerOf } from "../actions/form-author.ts";
import { type Draft, MOST_DRAFTS, type Typed } from "../rules/draft.ts";
import { reachChoices, usualReach } from "../rules/form-choices.ts";
import { allOf, firstOf, fromDescription, lastChoices } from "../rules/form-values.ts";
import { followsFrom, ticked, type Wanted, wantedOf } from "../rules/intended-reach.ts";
import { firstTyped, readLink } from "../rules/read-link.ts";
import { likelyRows } from "../rules/suggested-rows.ts";
import { sentForm } from "./form.ts";
import { StartPage } from "./start.views.tsx";
import { DetailsPage, type DetailsShown } from "./views.tsx";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A signed-in person who may share: they belong somewhere, as somebody has confirmed. */
export async function sharerOf(
  req: Request,
  parts: Parts,
): Promise<{ visitor: Visitor; by: Sharer; person: string }> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor).id;
  const { store, newId } = parts;
  return { visitor, person, by: { store, caller: visitor.caller, at: parts.clock(), newId } };
}

export function sharePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  /** Who has not said where they teach says so first. */
  router.get(["/share", "/share/new"], async (req, res, next) => {
    const { by } = await sharerOf(req, parts);
    if (await preparerOf(by.caller, store)) return next();
    res.redirect(303, `/account/school?back=${encodeURIComponent(req.originalUrl)}`);
  });

  router.get("/share", async (req, res) => {
    const { by } = await sharerOf(req, parts);
    const wanted = wantedOf(req.query, await store.reference());
    await sendStart(res, by, parts, assets, { wanted });
  });

  router.post("/share", async (req, res) => {
    const { by, person } = await sharerOf(req, parts);
    const body = req.body as Record<string, unknown>;
    const reference = await store.reference();
    const wanted = wantedOf(body, reference);
    const given = String(body.link ?? "").trim();
    const link = /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(given) ? `https://${given}` : given;
    const read = HttpUrl.safeParse(link);
    if (!read.success) {
      const fault = given
        ? "This is no web address. It begins with https://"
        : "Paste the link to the resource";
      return sendStart(res, by, parts, assets, { link: given, fault, wanted }, 400);
    }
    const page = await readLink(read.data, parts.fetchPage);
    const last = { ...(await lastOf(person, parts, reference, by)), ...followsFrom(wanted, reference) };
    const typed = ticked(firstTyped(page, last, reference), wanted);
    const draft = await saveDraft({ id: parts.newId(), typed, page }, by, person);
    res.redirect(303, `/share/new?draft=${draft.id}`);
  });

  router.get("/share/new", async (req, res) => {
    const { by, person } = await sharerOf(req, parts);
    const reference = await store.reference();
    const draft = await draftAsked(req, person, parts);
    const wanted = wantedOf(req.query, reference);
    const typed =
      draft?.typed ??
      (await startedFrom(req, by, parts, reference)) ??
      ticked({ ...(await lastOf(person, parts, reference, by)), ...followsFrom(wanted, reference) }, wanted);
    const uploadFirst = req.query.upload !== undefined;
    const shown = { id: draft?.id ?? parts.newId(), typed, page: draft?.page, uploadFirst };
    sendPage(res, <DetailsPage {...(await details(shown, by, reference))} />, await siteNow(parts, assets));
  });

  router.post("/share/new", async (req, res) => {
    const { visitor, by, person } = await sharerOf(req, parts);
    const { typed: sent, act, faults } = await sentForm(req, visitor, parts);
    const { draft: given, ...typed } = sent;
    const id = given?.[0] ?? "";
    if (!UUID.test(id)) throw new Problem("invalid", "This form is not whole. Open it again.");
    const page = (await store.drafts.get(id, person))?.page;
    if (act === "draft" || act === "suggest" || faults.length > 0) {
      await saveDraft({ id, typed, page }, by, person);
      if (req.get("x-comfort")) return void res.status(204).end();
      if (faults.length === 0)
        return res.redirect(303, act === "draft" ? "/shelf" : `/share/new?draft=${id}#teaches`);
      return sendDetails(res, { id, typed, page }, faults, by, parts, assets);
    }
    if ((await preparerOf(by.caller, store))?.awaits) await saveDraft({ id, typed, page }, by, person);
    const outcome = await shareNew(id, typed, by);
    if ("shared" in outcome) return res.redirect(303, `/shelf?shared=${outcome.shared.id}`);
    await saveDraft({ id, typed, page }, by, person);
    const alike = "alike" in outcome ? outcome.alike : undefined;
    await sendDetails(
      res,
      { id, typed, page },
      "faults" in outcome ? outcome.faults : [],
      by,
      parts,
      assets,
      alike,
    );
  });

  router.post("/share/drafts/:id/end", async (req, res) => {
    const { person } = await sharerOf(req, parts);
    await store.commit([{ noun: "draft-ended", id: req.params.id, person }], person);
    res.redirect(303, "/shelf");
  });
  return router;
}

async function sendStart(
  res: Response,
  by: Sharer,
  parts: Parts,
  assets: Assets,
  given: { link?: string; fault?: string; wanted: Wanted | undefined },
  status = 200,
): Promise<void> {
  const site = await siteNow(parts, assets);
  const tree = site.reference.organizations;
  const who = await preparerOf(by.caller, parts.store);
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
  { id, typed, page }: { id: string; typed: Typed; page?: Draft["page"] | undefined },
  { store, at }: Sharer,
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

async function draftAsked(req: Request, person: string, { store }: Parts): Promise<Draft | undefined> {
  const { draft } = req.query;
  if (draft === undefined) return undefined;
  const found = await store.drafts.get(String(draft), person);
  if (!found) throw new Problem("unknown", "There is no such draft.");
  return found;
}

/** What a resource one shared before said, without what makes it that one. */
async function startedFrom(
  req: Request,
  by: Sharer,
  { store }: Parts,
  { organizations }: Reference,
): Promise<Typed | undefined> {
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
  } = fromDescription(found.description, found.reach);
  return typed;
}

/** What this person chose last time. */
async function lastOf(
  person: string,
  { store }: Parts,
  { organizations }: Reference,
  { caller }: Sharer,
): Promise<Typed> {
  const [last] = await store.resources.ofPerson(person, 1);
  const who = await preparerOf(caller, store);
  const place = organizations.get(homeOf(who?.as ?? caller, organizations));
  const offered = place ? reachesOf(place.kind) : [];
  return { ...(last ? lastChoices(last.description) : {}), reach: [usualReach(last?.reach, offered)] };
}

async function sendDetails(
  res: Response,
  given: { id: string; typed: Typed; page?: Draft["page"] | undefined },
  faults: Fault[],
  by: Sharer,
  parts: Parts,
  assets: Assets,
  alike?: Resource[],
): Promise<void> {
  const site = await siteNow(parts, assets);
  const shown = await details({ ...given, uploadFirst: false }, by, site.reference);
  const asked = alike ? { alike, asksAlike: true } : {};
  const status = PROBLEMS[alike ? "conflict" : "invalid"].status;
  sendPage(res, <DetailsPage {...shown} {...asked} faults={faults} />, site, status);
}

/** All the form shows: what was typed, what is likely, and how far it can go. */
async function details(
  given: { id: string; typed: Typed; page?: Draft["page"] | undefined; uploadFirst: boolean },
  by: Sharer,
  reference: Reference,
): Promise<DetailsShown> {
  const { store, at } = by;
  const { typed, page, id } = given;
  const tree = reference.organizations;
  const { as: caller, awaits } = (await preparerOf(by.caller, store)) ?? { as: by.caller };
  const deed = { caller, at, tree };
  const names = await fileNames(typed, caller.person?.id ?? "", store);
  const places = caller.memberships.filter((m) => m.confirmed).flatMap((m) => tree.get(m.organization) ?? []);
  const home = homeOf(caller, tree);
  const organization = places.find((p) => p.code === firstOf(typed, "organization"))?.code ?? home;
  const title = firstOf(typed, "title");
  const candidate = create({ id, description: BLANK, organization, reach: "private" }, deed).after;
  const url = HttpUrl.safeParse(firstOf(typed, "link")).data;
  const alike =
    title || url ? await alikeTo({ title, url, publisher: firstOf(typed, "publisher") }, by, id) : [];
  const order = [home, ...places.map((p) => p.code).filter((c) => c !== home)];
  return {
    ...given,
    faults: [],
    files: allOf(typed, "file").map((hash) => ({ hash, name: names.get(hash) ?? "A file" })),
    ...likelyRows(typed, page, reference),
    choices: reachChoices(candidate, "private", deed),
    places: order.map((code) => ({ code, name: tree.get(code)?.name ?? code })),
    awaits: awaits === undefined ? undefined : tree.get(awaits)?.name,
    alike: firstOf(typed, "different") ? [] : alike,
    asksAlike: false,
  };
}
