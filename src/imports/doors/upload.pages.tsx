import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import type { ComponentProps } from "preact";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { checkCsrf } from "../../http/csrf.ts";
import { CSV, type Download, downloadHeaders, XLSX } from "../../http/download.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { csvText } from "../../sheets/writers/csv.ts";
import { xlsxStream } from "../../sheets/writers/xlsx.ts";
import type { Reference } from "../../standards/rules/reference.ts";
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

  /** Makes an import and goes to it, or shows the page again with what is wrong. */
  const starts = (path: string, make: MakeImport, typedBy: (req: UploadRequest) => UploadForm | undefined) =>
    router.post(path, async (req: UploadRequest, res) => {
      const at = await uploadContext(req, req.params.code, parts);
      const id = parts.newId();
      const problem = await problemOf(async () => {
        const made = await make(req, { ...at, id }, parts);
        await parts.store.commit([{ noun: "import", after: made }], at.me);
      });
      if (!problem) return res.redirect(303, importAddress({ organization: at.organization.code, id }));
      return sendUpload(res, { organization: at.organization, problem, typed: typedBy(req) }, parts, assets);
    });

  router.get("/organizations/:code/imports", async (req, res) => {
    const { organization } = await uploadContext(req, req.params.code, parts);
    await sendUpload(res, { organization }, parts, assets);
  });
  starts("/organizations/:code/imports", fileImport, () => undefined);
  starts("/organizations/:code/harvests", catalogImport, typedIn);
  router.get("/organizations/:code/imports/template.:format", async (req, res, next) => {
    const { code, format } = req.params;
    if (format !== "csv" && format !== "xlsx") return next();
    await uploadContext(req, code, parts);
    await give(res, template(format, await parts.store.reference()));
  });
  return router;
}

type UploadRequest = Request<{ code: string }>;
type UploadAt = Awaited<ReturnType<typeof uploadContext>> & { id: string };
type MakeImport = (req: UploadRequest, at: UploadAt, parts: Parts) => Promise<Import>;

async function sendUpload(
  res: Response,
  shown: Omit<ComponentProps<typeof UploadPage>, "earlier">,
  parts: Parts,
  assets: Assets,
): Promise<void> {
  const earlier = await parts.store.imports.list(shown.organization.code, 20);
  const status = shown.problem ? PROBLEMS[shown.problem.kind].status : 200;
  sendPage(res, <UploadPage {...shown} earlier={earlier} />, await siteNow(parts, assets), status);
}

const fileImport: MakeImport = async (req, { visitor, me, organization, who, id }, { importer }) => {
  const check = (fields: Record<string, string>) => checkCsrf(req, visitor, fields.csrf ?? "");
  const upload = { folder: importer.folder, id, name: "sheet", check };
  const { name, size, sha256, fields } = await takeUpload(req, upload);
  check(fields);
  const reach = reachOf(fields.reach);
  return newImport({ id, organization: organization.code, name, size, sha256, reach }, me, who.at);
};

const catalogImport: MakeImport = async (req, { me, organization, who, id }, { store }) => {
  const request = harvestRequestOf(typedIn(req));
  const earlier = await store.imports.list(organization.code, 100);
  return newHarvest(request, earlier, { id, organization: organization.code, by: me, at: who.at });
};

/** An empty sheet, as a workbook with the values that may stand in it. */
function template(format: "csv" | "xlsx", reference: Reference): Download {
  const csv = format === "csv";
  return {
    stream: csv ? Readable.from(csvText([templateHeaders()])) : xlsxStream(templateSheets(reference)),
    headers: downloadHeaders(`resources.${format}`, csv ? CSV : XLSX),
  };
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
