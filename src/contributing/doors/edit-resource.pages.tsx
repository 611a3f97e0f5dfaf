import { type Response, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { changedFields } from "../../resources/rules/difference.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Assets } from "../../ui/assets.ts";
import { type ContributionContext, contributeEdit, fileNames, newestOf } from "../actions/contribute.ts";
import type { FormValues } from "../rules/draft.ts";
import { reachChoices } from "../rules/form-choices.ts";
import { valuesFromDescription } from "../rules/form-values.ts";
import { likelyRows } from "../rules/suggested-rows.ts";
import { allValues } from "../rules/typed-values.ts";
import { sentForm } from "./form.ts";
import { contributionContext } from "./pages.tsx";
import { DetailsPage } from "./views.tsx";

/** The same form for what is shared already: `/resources/:id/edit`, for its owner and its curators. */
export function editPages(parts: Parts, assets: Assets): Router {
  const router = Router();

  router.get("/resources/:id/edit", async (req, res) => {
    const { by } = await contributionContext(req, parts);
    const resource = await editable(req.params.id, by);
    const typed = valuesFromDescription(await newestOf(resource, parts.store), resource.reach);
    await sendForm(res, { resource, typed, revision: resource.revision, faults: [] }, by, parts, assets);
  });

  router.post("/resources/:id/edit", async (req, res) => {
    const { by, visitor } = await contributionContext(req, parts);
    const resource = await editable(req.params.id, by);
    const { typed: sent, act, faults } = await sentForm(req, visitor, parts);
    const { revision, version, ...typed } = sent;
    const seen = Number(revision?.[0]);
    const again = { resource, typed, revision: seen, faults };
    if (act === "suggest" || faults.length > 0)
      return sendForm(res, again, by, parts, assets, faults.length > 0 ? "invalid" : undefined);
    try {
      const outcome = await contributeEdit(resource, seen, typed, by);
      if ("shared" in outcome) return res.redirect(303, resourceAddress(resource.id));
      if ("faults" in outcome)
        await sendForm(res, { ...again, faults: outcome.faults }, by, parts, assets, "invalid");
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "stale") throw error;
      const now = (await parts.store.resources.get(resource.id)) ?? resource;
      const fault: Fault = { in: "body", pointer: "/meanwhile", detail: error.message };
      const meanwhile = await differences(now, Number(version?.[0]), parts);
      await sendForm(
        res,
        { resource: now, typed, revision: now.revision, faults: [fault], meanwhile },
        by,
        parts,
        assets,
        "stale",
      );
    }
  });
  return router;
}

async function editable(id: string, { store, caller }: ContributionContext): Promise<Resource> {
  const [resource, { organizations }] = await readFor(id, caller, store);
  if (may(caller, "edit", resource, organizations)) return resource;
  throw new Problem(
    "forbidden",
    "Only its owner and the curators of its organization can change this resource.",
  );
}

/** The fields that others changed since this version, as they are now, where they can be said in a line. */
async function differences(now: Resource, version: number, { store }: Parts) {
  const seen = Number.isInteger(version) ? await store.resources.version(now.id, version) : undefined;
  if (!seen) return [];
  return changedFields(seen.description, now.description).map((field) => {
    const value = now.description[field];
    return { field, now: typeof value === "string" ? value : "Changed" };
  });
}

interface Given {
  resource: Resource;
  typed: FormValues;
  revision: number;
  faults: Fault[];
  meanwhile?: { field: string; now: string }[];
}

async function sendForm(
  res: Response,
  { resource, typed, revision, faults, meanwhile }: Given,
  by: ContributionContext,
  parts: Parts,
  assets: Assets,
  problem?: "invalid" | "stale",
): Promise<void> {
  const site = await siteNow(parts, assets);
  const actor = { caller: by.caller, at: by.at, tree: site.reference.organizations };
  const names = await fileNames(typed, by.caller.person?.id ?? "", parts.store);
  const known = new Map((await newestOf(resource, parts.store)).files?.map((f) => [f.hash, f.name]));
  const shown = {
    id: resource.id,
    changes: {
      revision,
      version: resource.published,
      title: resource.description.title,
      waits: resource.proposed !== undefined,
    },
    typed,
    faults,
    meanwhile,
    files: allValues(typed, "file").map((hash) => ({
      hash,
      name: known.get(hash) ?? names.get(hash) ?? "A file",
    })),
    ...likelyRows(typed, undefined, site.reference),
    choices: reachChoices(resource, resource.reach, actor),
    places: [],
    uploadFirst: false,
    similar: [],
    asksAboutSimilar: false,
  };
  sendPage(res, <DetailsPage {...shown} />, site, problem ? PROBLEMS[problem].status : 200);
}
