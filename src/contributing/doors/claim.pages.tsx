import { Router } from "express";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { resourceAddress } from "../../resources/rules/addresses.ts";
import { may } from "../../resources/rules/may.ts";
import type { Alignment } from "../../resources/rules/resource.ts";
import type { Assets } from "../../ui/assets.ts";
import { claimAlignment, decideClaim, withdrawClaim } from "../actions/claim-alignment.ts";
import type { FormValues } from "../rules/draft.ts";
import { likelyRows } from "../rules/suggested-rows.ts";
import { firstValue } from "../rules/typed-values.ts";
import { ClaimPage } from "./claim.views.tsx";
import { contributionContext } from "./pages.tsx";

/** "Add my alignment to it": a claim beside somebody else's resource, and the owner's answer. */
export function claimPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/resources/:id/claim", async (req, res) => {
    const { by, person } = await contributionContext(req, parts);
    const [resource, { organizations }] = await readFor(req.params.id, by.caller, store);
    if (may(by.caller, "edit", resource, organizations))
      return res.redirect(303, `${resourceAddress(resource.id)}/edit#teaches`);
    const draft = await store.drafts.get(String(req.query.draft ?? ""), person);
    const site = await siteNow(parts, assets);
    const { rows } = likelyRows(draft?.typed ?? {}, draft?.page, site.reference);
    const said = new Set(resource.description.alignments.map((a) => a.item));
    const shown = {
      resource,
      rows: rows.filter((r) => !said.has(r.item)),
      typed: draft?.typed ?? {},
      draft: draft?.id,
      faults: [],
    };
    sendPage(res, <ClaimPage {...shown} />, site);
  });

  router.post("/resources/:id/claim", async (req, res) => {
    const { by, person } = await contributionContext(req, parts);
    const [resource] = await readFor(req.params.id, by.caller, store);
    const typed: FormValues = Object.fromEntries(
      Object.entries(req.body as Record<string, string | string[]>).map(([k, v]) => [k, [v].flat()]),
    );
    const wanted = wantedOf(typed, fieldsOf(req, "std"));
    const draft = fieldOf(req, "draft");
    const problem = await problemOf(async () => {
      if (wanted.length === 0)
        throw new Problem("invalid", "Nothing is chosen yet.", [
          { in: "body", pointer: "/codes", detail: "Tick a standard, or write its code" },
        ]);
      for (const alignment of wanted) await claimAlignment(resource.id, alignment, by);
      if (draft) await store.commit([{ noun: "draft-ended", id: draft, person }], person);
    });
    if (!problem) return res.redirect(303, `${resourceAddress(resource.id)}#claims`);
    const site = await siteNow(parts, assets);
    const { rows } = likelyRows(typed, undefined, site.reference);
    const faults =
      problem.faults.length > 0
        ? problem.faults.map((f) => ({ ...f, pointer: "/codes" }))
        : [{ pointer: "/codes", detail: problem.message }];
    sendPage(
      res,
      <ClaimPage resource={resource} rows={rows} typed={typed} draft={draft || undefined} faults={faults} />,
      site,
      PROBLEMS[problem.kind].status,
    );
  });

  router.post("/claims/:id/answer", async (req, res) => {
    const { by } = await contributionContext(req, parts);
    const answer = fieldOf(req, "answer");
    if (answer === "withdraw") await withdrawClaim(req.params.id, by);
    else await decideClaim(req.params.id, answer === "accept", by);
    const of = await store.claims.get(req.params.id);
    res.redirect(303, fieldOf(req, "back") === "/shelf" || !of ? "/shelf" : resourceAddress(of.resource));
  });
  return router;
}

function wantedOf(typed: FormValues, ticked: string[]): Alignment[] {
  const codes = firstValue(typed, "codes")
    .split(/[,;\n]+/)
    .map((c) => c.trim())
    .filter(Boolean);
  const level = (key: string) => {
    const chosen = firstValue(typed, `level:${key}`);
    return chosen ? { level: chosen } : {};
  };
  return [
    ...ticked.map((key): Alignment => ({ item: key.split("|")[0] ?? "", type: "teaches", ...level(key) })),
    ...codes.map((item): Alignment => ({ item, type: "teaches", ...level("codes") })),
  ];
}
