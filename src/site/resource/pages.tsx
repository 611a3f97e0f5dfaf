import { Router } from "express";
import { collectionsWith } from "../../collections/actions/reading.ts";
import { claimsShown } from "../../contributing/actions/claim-alignment.ts";
import { levelsOf } from "../../doorway/display-words.ts";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { WithdrawnPage } from "../../doorway/problem.views.tsx";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { jsonLd } from "../../exchange/jsonld.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { may } from "../../resources/rules/may.ts";
import { removableBy } from "../../resources/rules/removable.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { checksFor, visibilityFor } from "../../reviews/actions/reading.ts";
import { isUnfinished } from "../../reviews/rules/review.ts";
import { subjectOfResource } from "../../reviews/rules/subject.ts";
import { EVERYTHING } from "../../search/rules/addresses.ts";
import { coverageFor } from "../../search/rules/coverage.ts";
import type { Filters } from "../../search/rules/query.ts";
import { savedAmong } from "../../shelf/actions/saved-among.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Assets } from "../../ui/assets.ts";
import { districtOf } from "../../usage/jobs/count-search.ts";
import { alikeTo } from "./alike.ts";
import type { Neighbor } from "./neighbors.views.tsx";
import { ResourcePage } from "./page.views.tsx";

const DONE: Record<string, string> = { shown: "Readers see it again." };

export function resourcePages(parts: Parts, assets: Assets): Router {
  const { store, counter, config } = parts;
  const router = Router();

  router.get("/resources/:id", async (req, res) => {
    const kind = req.accepts(["html", "application/ld+json", "application/json"]);
    res.vary("Accept");
    if (kind === "application/json") return res.redirect(303, `/api/v1${resourceAddress(req.params.id)}`);
    const { caller } = await visitorOf(req, parts);
    const site = await siteNow(parts, assets);
    const found =
      kind === "application/ld+json"
        ? { resource: (await readFor(req.params.id, caller, store))[0] }
        : await orWithdrawn(req.params.id, caller, parts);
    if ("withdrawn" in found) {
      const similar = await alikeTo(found.withdrawn, caller, parts, site.reference);
      const mayErase = may(caller, "erase", found.withdrawn, site.reference.organizations);
      return sendPage(
        res,
        <WithdrawnPage resource={found.withdrawn} similar={similar} mayErase={mayErase} />,
        site,
        410,
      );
    }
    const { resource } = found;
    counter.count("open", resource.id, districtOf(caller, site.reference.organizations));
    if (kind === "application/ld+json") {
      const data = jsonLd(resource, site.reference, config.publicUrl);
      return void res
        .set("Cache-Control", "private, no-cache")
        .type("application/ld+json")
        .send(JSON.stringify(data));
    }
    const shown = await around(resource, caller, parts, site.reference);
    const visibility = await visibilityFor(subjectOfResource(resource), caller, store, parts.clock());
    const saved = await savedAmong([resource], caller, store);
    const said = DONE[String(req.query.done)];
    const offers = visibility?.owner && !(visibility.review && isUnfinished(visibility.review));
    const ready = offers && resource.status === "active" && resource.reach !== "public";
    const checks = ready ? await checksFor(resource, resource.description, caller, store) : undefined;
    const own = { ...(visibility ? { visibility } : {}), ...(checks ? { checks } : {}) };
    const page = <ResourcePage {...shown} {...own} said={said} />;
    sendPage(res, page, { ...site, saved });
  });

  router.get("/resources/:id/open", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [resource, reference] = await readFor(req.params.id, caller, store);
    const { url } = resource.description;
    if (!url) throw new Problem("unknown", "This record has no link yet.");
    counter.count("open-link", resource.id, districtOf(caller, reference.organizations));
    res.set("Cache-Control", "no-store").redirect(302, url);
  });
  return router;
}

/** The resource, or its tombstone's record for those within the reach it had. Anything else is thrown. */
async function orWithdrawn(id: string, caller: Caller, { store }: Parts) {
  try {
    const [resource] = await readFor(id, caller, store);
    return { resource };
  } catch (error) {
    const withdrawn =
      error instanceof Problem && error.kind === "gone" ? await store.resources.get(id) : undefined;
    if (withdrawn) return { withdrawn };
    throw error;
  }
}

type Around = Parameters<typeof ResourcePage>[0];

async function around(
  resource: Resource,
  caller: Caller,
  parts: Parts,
  reference: Reference,
): Promise<Around> {
  const levels = reference.vocabularies.level.terms.map((t) => t.id);
  const items = [...new Set(resource.description.alignments.map((a) => a.item))];
  const [coverageOf, neighbors, similar, related, claims, collections] = await Promise.all([
    coverageFor(items, levels, parts.finder, caller),
    neighborsOf(resource, caller, parts, levels),
    alikeTo(resource, caller, parts, reference),
    relatedTo(resource, caller, parts, reference),
    claimsShown([resource], { store: parts.store, caller }),
    collectionsWith(resource, caller, parts.store),
  ]);
  const editable = may(caller, "edit", resource, reference.organizations);
  const taken = new Set(neighbors.map((n) => n.resource.id));
  return {
    resource,
    coverageOf,
    neighbors,
    similar: similar.filter((r) => !taken.has(r.id)),
    related,
    claims,
    collections,
    editable,
    may: removableBy(resource, caller, reference),
  };
}

/** The best other resources within these filters. */
async function others(resource: Resource, filters: Filters, most: number, caller: Caller, { finder }: Parts) {
  const { hits } = await finder.find({ ...EVERYTHING, filters, size: most + 1 }, caller);
  return hits
    .map((hit) => hit.resource)
    .filter((r) => r.id !== resource.id)
    .slice(0, most);
}

/** For the first standard: one resource a level below the lowest it is at, and one a level above the highest. */
async function neighborsOf(
  resource: Resource,
  caller: Caller,
  parts: Parts,
  levels: string[],
): Promise<Neighbor[]> {
  const [first] = resource.description.alignments;
  const at = levelsOf(resource.description)
    .map((level) => levels.indexOf(level))
    .filter((i) => i >= 0);
  if (!first || at.length === 0) return [];
  const find = async (where: Neighbor["where"], level: string | undefined): Promise<Neighbor[]> => {
    if (!level) return [];
    const found = await others(resource, { standard: [first.item], level: [level] }, 1, caller, parts);
    return found.map((r) => ({ where, level, resource: r }));
  };
  const [before, after] = await Promise.all([
    find("before", levels[Math.min(...at) - 1]),
    find("after", levels[Math.max(...at) + 1]),
  ]);
  return [...before, ...after];
}

/** The resources of this registry it names, as far as this caller may see them. */
async function relatedTo(resource: Resource, caller: Caller, { store }: Parts, { organizations }: Reference) {
  const ids = resource.description.relations.flatMap((r) => r.resource ?? []);
  const found = await store.resources.many(ids);
  return new Map(found.filter((r) => may(caller, "see", r, organizations)).map((r) => [r.id, r]));
}
