import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { isMailAddress, mailAddressOf } from "../../people/rules/account.ts";
import { readFor } from "../../resources/actions/reading.ts";
import type { Assets } from "../../ui/assets.ts";
import { fileReport } from "../actions/file-report.ts";
import { REPORT_KIND_IDS } from "../rules/report.ts";
import { ReportedPage, ReportFormPage } from "./views.tsx";

/** The form for everyone, signed in or not. */
export function reportPages(parts: Parts, assets: Assets): Router {
  const router = Router();

  router.get("/resources/:id/report", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [resource] = await readFor(req.params.id, caller, parts.store);
    sendPage(res, <ReportFormPage resource={resource} />, await siteNow(parts, assets));
  });

  router.post("/resources/:id/report", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const [resource] = await readFor(req.params.id, caller, parts.store);
    const typed = {
      kind: fieldOf(req, "kind"),
      words: fieldOf(req, "words").trim().slice(0, 2000),
      email: mailAddressOf(fieldOf(req, "email")),
      notice: caller.person !== undefined && fieldOf(req, "notice") === "yes",
    };
    const problem = await problemOf(async () => {
      const kind = REPORT_KIND_IDS.find((k) => k === typed.kind);
      if (!kind) throw faulty("kind", "Choose what is wrong");
      const { words, email, notice } = typed;
      if (email && !isMailAddress(email)) throw faulty("email", "This is not an e-mail address");
      const from = { caller, address: req.ip ?? "" };
      await fileReport(resource.id, { kind, words, notice, ...(email ? { email } : {}) }, from, parts);
    });
    const page = problem ? (
      <ReportFormPage resource={resource} typed={typed} problem={problem} />
    ) : (
      <ReportedPage resource={resource} />
    );
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
  });
  return router;
}

const faulty = (field: string, detail: string) =>
  new Problem("invalid", "The report was not sent.", [{ in: "body", pointer: `/${field}`, detail }]);
