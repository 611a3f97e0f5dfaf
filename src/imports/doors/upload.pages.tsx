import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { checkCsrf } from "../../http/csrf.ts";
import { CSV, type Download, downloadHeaders, XLSX } from "../../http/download.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { Organization } from "../../organizations/rules/organization.ts";
import { csvText } from "../../sheets/writers/csv.ts";
import { xlsxStream } from "../../sheets/writers/xlsx.ts";
import type { Assets } from "../../ui/assets.ts";
import { newHarvest, newImport } from "../actions/create.ts";
import { takeUpload } from "../actions/take-upload.ts";
import { mustImport } from "../actions/update-import.ts";
import { importAddress } from "../rules/addresses.ts";
import { PREFIXES } from "../rules/harvest.ts";
import type { Import } from "../rules/import.ts";
import { understandAddress } from "../rules/parse-text.ts";
import { templateHeaders, templateSheets } from "../rules/template.ts";
import { type UploadForm, UploadPage } from "./upload.views.tsx";

/** Who is at the desk of an organization's imports, or a Problem. */
export async function uploadContext(req: Request, code: string, parts: Parts) {
  const visitor = await visitorOf(req, parts);
  const me = mustBeSignedIn(visitor);
  const { store, clock } = parts;
  const organization = mustImport(code, visitor.caller, (await store.reference()).organizations);
  return { visitor, me: me.id, organization, who: { store, caller: visitor.caller, at: clock() } };
}

/** Where imports begin: a file, a catalog, an empty sheet. */
export function uploadPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, importer, newId } = parts;
  const earlierOf = (code: string) => store.imports.list(code, 20);

  const show = async (res: Response, organization: Organization, problem?: Problem, typed?: UploadForm) => {
    const earlier = await earlierOf(organization.code);
    const page = <UploadPage organization={organization} earlier={earlier} problem={problem} typed={typed} />;
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
  };

  router.get("/organizations/:code/imports", async (req, res) =>
    show(res, (await uploadContext(req, req.params.code, parts)).organization),
  );

  router.post("/organizations/:code/imports", async (req, res) => {
    const { visitor, me, organization, who } = await uploadContext(req, req.params.code, parts);
    const id = newId();
    const problem = await problemOf(async () => {
      const check = (fields: Record<string, string>) => checkCsrf(req, visitor, fields.csrf ?? "");
      const { name, size, sha256, fields } = await takeUpload(req, {
        folder: importer.folder,
        id,
        name: "sheet",
        check,
      });
      check(fields);
      const reach = reachOf(fields.reach);
      const made = newImport({ id, organization: organization.code, name, size, sha256, reach }, me, who.at);
      await store.commit([{ noun: "import", after: made }], me);
    });
    if (!problem) return res.redirect(303, importAddress({ organization: organization.code, id }));
    return show(res, organization, problem);
  });

  router.post("/organizations/:code/harvests", async (req, res) => {
    const { me, organization, who } = await uploadContext(req, req.params.code, parts);
    const id = newId();
    const typed = typedIn(req);
    const problem = await problemOf(async () => {
      const request = harvestRequestOf(typed);
      const earlier = await store.imports.list(organization.code, 100);
      const made = newHarvest(request, earlier, { id, organization: organization.code, by: me, at: who.at });
      await store.commit([{ noun: "import", after: made }], me);
    });
    if (!problem) return res.redirect(303, importAddress({ organization: organization.code, id }));
    return show(res, organization, problem, typed);
  });

  router.get("/organizations/:code/imports/template.:format", async (req, res, next) => {
    const { format } = req.params;
    if (format !== "csv" && format !== "xlsx") return next();
    await uploadContext(req, req.params.code, parts);
    const stream =
      format === "csv"
        ? Readable.from(csvText([templateHeaders()]))
        : xlsxStream(templateSheets(await store.reference()));
    await give(res, {
      stream,
      headers: downloadHeaders(`resources.${format}`, format === "csv" ? CSV : XLSX),
    });
  });
  return router;
}

const reachOf = (text: string | undefined): Import["reach"] =>
  text === "state" || text === "public" ? text : "home";

const typedIn = (req: Request): UploadForm => ({
  address: fieldOf(req, "address").trim(),
  prefix: fieldOf(req, "prefix"),
  set: fieldOf(req, "set").trim(),
  all: fieldOf(req, "all") === "yes",
  reach: reachOf(fieldOf(req, "reach")),
});

function harvestRequestOf({ address, prefix, set, all, reach }: UploadForm) {
  const faults: Fault[] = [];
  const at = understandAddress(address);
  const form = PREFIXES.find((p) => p === prefix);
  if (!at)
    faults.push({
      in: "body",
      pointer: "/address",
      detail: "Write the web address of the catalog, with https://",
    });
  if (!form) faults.push({ in: "body", pointer: "/prefix", detail: "Choose the form of its records" });
  if (!at || !form) throw new Problem("invalid", "The catalog cannot be asked yet.", faults);
  return { address: at, prefix: form, all, reach, ...(set ? { set } : {}) };
}

/** Sends what is made while it is sent. */
export async function give(res: Response, { stream, headers }: Download): Promise<void> {
  res.set({ ...headers, "Cache-Control": "private, no-store" });
  // A reader who closes the window is no fault.
  await pipeline(stream, res).catch(() => res.destroy());
}
