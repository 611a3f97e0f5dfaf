import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Request, type Response, Router } from "express";
import type { Organization } from "../organizations/organization.ts";
import type { Parts } from "../parts.ts";
import { type Fault, Problem } from "../problem.ts";
import { importAddress } from "../web/addresses.ts";
import { fieldOf, problemOf, siteNow } from "../web/asking.ts";
import type { Assets } from "../web/assets.ts";
import { checkCsrf } from "../web/csrf.ts";
import { PROBLEMS } from "../web/problems.ts";
import { sendPage } from "../web/render.ts";
import { mustBeSignedIn, visitorOf } from "../web/visitor.ts";
import { newHarvest, newImport } from "./arriving.ts";
import { mustImport } from "./desk.ts";
import { CSV, downloadHeaders, type Given, XLSX } from "./giving.ts";
import { PREFIXES } from "./harvest.ts";
import type { Import } from "./import.ts";
import { templateHeaders, templateSheets } from "./template.ts";
import { takeUpload } from "./upload.ts";
import { type Typed, UploadPage } from "./upload.views.tsx";
import { understandAddress } from "./values.ts";
import { csvText } from "./writers/csv.ts";
import { xlsxStream } from "./writers/xlsx.ts";

/** Who is at the desk of an organization's imports, or a Problem. */
export async function deskOf(req: Request, code: string, parts: Parts) {
  const visitor = await visitorOf(req, parts);
  const me = mustBeSignedIn(visitor);
  const { store, clock } = parts;
  const organization = mustImport(code, visitor.caller, (await store.reference()).organizations);
  return { visitor, me: me.id, organization, who: { store, caller: visitor.caller, at: clock() } };
}

/** Where imports begin: a file, a catalog, an empty sheet. */
export function arrivalPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store, importer, newId } = parts;
  const earlierOf = (code: string) => store.imports.list(code, 20);

  const show = async (res: Response, organization: Organization, problem?: Problem, typed?: Typed) => {
    const earlier = await earlierOf(organization.code);
    const page = <UploadPage organization={organization} earlier={earlier} problem={problem} typed={typed} />;
    sendPage(res, page, await siteNow(parts, assets), problem ? PROBLEMS[problem.kind].status : 200);
  };

  router.get("/organizations/:code/imports", async (req, res) =>
    show(res, (await deskOf(req, req.params.code, parts)).organization),
  );

  router.post("/organizations/:code/imports", async (req, res) => {
    const { visitor, me, organization, who } = await deskOf(req, req.params.code, parts);
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
      importer.wake();
    });
    if (!problem) return res.redirect(303, importAddress({ organization: organization.code, id }));
    return show(res, organization, problem);
  });

  router.post("/organizations/:code/harvests", async (req, res) => {
    const { me, organization, who } = await deskOf(req, req.params.code, parts);
    const id = newId();
    const typed = typedIn(req);
    const problem = await problemOf(async () => {
      const asked = askedFor(typed);
      const earlier = await store.imports.list(organization.code, 100);
      const made = newHarvest(asked, earlier, { id, organization: organization.code, by: me, at: who.at });
      await store.commit([{ noun: "import", after: made }], me);
      importer.wake();
    });
    if (!problem) return res.redirect(303, importAddress({ organization: organization.code, id }));
    return show(res, organization, problem, typed);
  });

  router.get("/organizations/:code/imports/template.:format", async (req, res, next) => {
    const { format } = req.params;
    if (format !== "csv" && format !== "xlsx") return next();
    await deskOf(req, req.params.code, parts);
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

const typedIn = (req: Request): Typed => ({
  address: fieldOf(req, "address").trim(),
  prefix: fieldOf(req, "prefix"),
  set: fieldOf(req, "set").trim(),
  all: fieldOf(req, "all") === "yes",
  reach: reachOf(fieldOf(req, "reach")),
});

function askedFor({ address, prefix, set, all, reach }: Typed) {
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
export async function give(res: Response, { stream, headers }: Given): Promise<void> {
  res.set({ ...headers, "Cache-Control": "private, no-store" });
  // A reader who closes the window is no fault.
  await pipeline(stream, res).catch(() => res.destroy());
}
