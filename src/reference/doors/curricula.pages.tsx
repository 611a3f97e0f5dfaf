import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { readWith, sentenceFor } from "../../kernel/fault.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayIn } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Assets } from "../../ui/assets.ts";
import { curriculaAddress } from "../rules/addresses.ts";
import { curriculumId, keepCurriculum } from "../rules/curricula.ts";
import { CurriculumInput } from "./curricula.api.ts";
import { CurriculaPage, type CurriculumTyped } from "./curricula.views.tsx";

const EMPTY: CurriculumTyped = { label: "", broader: "", others: "" };

/** What an organization has adopted, and the units of it. */
export function curriculaPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/organizations/:code/curricula", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const { curriculum } = (await store.reference()).vocabularies;
    const known = curriculum.get(String(req.query.change ?? ""));
    const typed =
      known?.organization === req.params.code
        ? {
            id: known.id,
            label: known.label,
            broader: known.broader ?? "",
            others: (known.altLabels ?? []).join(", "),
          }
        : EMPTY;
    const said = req.query.done === "kept" ? "It is listed." : undefined;
    const page = <CurriculaPage {...(await shownTo(caller, req.params.code))} typed={typed} said={said} />;
    sendPage(res, page, await siteNow(parts, assets));
  });

  router.post("/organizations/:code/curricula", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    const person = mustBeSignedIn(visitor).id;
    const { code } = req.params;
    const typed = {
      id: fieldOf(req, "id") || undefined,
      label: fieldOf(req, "label").trim(),
      broader: fieldOf(req, "broader"),
      others: fieldOf(req, "others"),
    };
    const problem = await problemOf(() => keep(code, typed, visitor.caller, person));
    if (!problem) return res.redirect(303, `${curriculaAddress(code)}?done=kept`);
    const page = <CurriculaPage {...(await shownTo(visitor.caller, code))} typed={typed} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
  });

  async function keep(code: string, typed: CurriculumTyped, caller: Caller, person: string): Promise<void> {
    const { organizations: tree, vocabularies } = await store.reference();
    const { curriculum: curricula } = vocabularies;
    const altLabels = typed.others
      .split(/[,;]/)
      .map((name) => name.trim())
      .filter(Boolean);
    const known = curricula.get(typed.id ?? "");
    const given = {
      label: typed.label,
      ...(typed.broader ? { broader: typed.broader } : {}),
      ...(altLabels.length > 0 ? { altLabels } : {}),
      ...(known?.note ? { note: known.note } : {}),
    };
    const { data, faults } = readWith(CurriculumInput, given, "body");
    if (!data) throw asTyped(new Problem("invalid", sentenceFor(faults), faults));
    try {
      const id = typed.id ?? curriculumId(data.label, curricula);
      const { change } = keepCurriculum(code, id, data, { caller, tree, curricula });
      if (change) await store.commit([change], person);
    } catch (error) {
      throw error instanceof Problem ? asTyped(error) : error;
    }
  }

  async function shownTo(caller: Caller, code: string) {
    const { organizations: tree } = await store.reference();
    const organization = tree.get(code);
    if (!organization) throw new Problem("unknown", "There is no such organization.");
    return { organization, mayKeep: mayIn(caller, "keep its curricula", organization.code, tree) };
  }
  return router;
}

const NAMES: Record<string, string> = {
  label: "This name",
  altLabels: "One of the other names",
  broader: "The curriculum it is a part of",
};

/** The faults at the fields of the form, as sentences. */
function asTyped(problem: Problem): Problem {
  const faults = problem.faults.map((f) => {
    const field = f.pointer.split("/")[1] ?? "";
    return {
      ...f,
      pointer: `/${field === "altLabels" ? "others" : field}`,
      detail: `${NAMES[field] ?? "It"} ${f.detail}`,
    };
  });
  return new Problem(problem.kind, problem.message, faults);
}
