import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { decideRows } from "../actions/commands.ts";
import { downloadFaultReport } from "../actions/download.ts";
import { importFor } from "../actions/update-import.ts";
import { DECISIONS, RESULTS } from "../rules/import.ts";
import { LINK_RESULTS } from "../rules/link-checks.ts";
import { ROW_OUTCOMES, RowBody, representRow, SharedBody } from "../rules/representation.ts";
import { actOnImport, currentImport, ImportParams } from "./actions.api.ts";
import { importContext, tag, UPLOAD_PROBLEMS, WRITING } from "./upload.api.ts";

export const readFindings = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/findings",
  operationId: "readImportFindings",
  tag,
  summary: "Read the faults, warnings and understandings that rows share",
  scope: "curate",
  params: ImportParams,
  responses: { 200: { description: "The commonest first", body: SharedBody } },
  problems: [...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, importContext(caller, at, parts));
    return { status: 200, body: await parts.store.imports.shared(found.id) };
  },
});

export const listRows = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/rows",
  operationId: "listImportRows",
  tag,
  summary: "List the rows of an import, in the order of the file",
  scope: "curate",
  params: ImportParams,
  query: z.strictObject({
    outcome: z.enum(ROW_OUTCOMES).optional(),
    result: z.enum(RESULTS).optional(),
    link: z.enum(LINK_RESULTS).optional().meta({ description: "Only rows whose link was found like this" }),
    kept: z
      .literal("yes")
      .optional()
      .meta({ description: "Only rows with fields left as a person corrected them" }),
    after: z.coerce.number().int().min(0).default(0).meta({ description: "The `next` of the page before" }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  responses: {
    200: {
      description: "One page",
      body: z.object({ rows: z.array(RowBody), next: z.int().optional() }).meta({ id: "ImportRows" }),
    },
  },
  problems: ["invalid", ...UPLOAD_PROBLEMS],
  async answer({ params, query, caller, at }, parts) {
    const found = await importFor(params.code, params.id, importContext(caller, at, parts));
    const { outcome, result, kept, link, after, limit } = query;
    const rows = await parts.store.imports.rows(found.id, {
      outcome,
      result,
      kept: kept === "yes",
      link,
      after,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? page.at(-1)?.seq : undefined;
    return { status: 200, body: { rows: page.map(representRow), ...(next ? { next } : {}) } };
  },
});

export const reportEndpoint = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}/report",
  operationId: "readImportReport",
  tag,
  summary: "Download the sheet with its faults written beside the cells",
  description: "CSV for a CSV file, a workbook for the others. Fix it and upload it again.",
  scope: "curate",
  params: ImportParams,
  responses: { 200: { description: "The marked sheet", body: z.string(), contentType: "text/csv" } },
  problems: [...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, importContext(caller, at, parts));
    return { status: 200, body: "", ...(await downloadFaultReport(parts.importer.folder, found)) };
  },
});

export const decisions = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/decisions",
  operationId: "decideImportRows",
  tag,
  summary: "Decide for duplicates, for what the source no longer names, and for what an undoing listed",
  scope: "curate",
  params: ImportParams,
  body: z
    .strictObject({
      decision: z.enum(DECISIONS),
      seqs: z.array(z.int()).min(1).max(1000).optional(),
      outcome: z.enum(ROW_OUTCOMES).optional(),
      result: z.enum(RESULTS).optional(),
    })
    .meta({ id: "ImportDecision" }),
  responses: currentImport,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 200,
      body: await actOnImport(params, importContext(caller, at, parts), () => decideRows(body)),
    };
  },
});
