import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { answerFindings, mapColumns, preview } from "../actions/column-mapping.ts";
import { AnswerBody } from "../rules/representation.ts";
import { acceptedImport, actOnImport, currentImport, ImportParams } from "./actions.api.ts";
import { importContext, tag, UPLOAD_PROBLEMS, WRITING } from "./upload.api.ts";

export const columns = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/columns",
  operationId: "placeImportColumns",
  tag,
  summary: "Say where the columns of the file go",
  scope: "curate",
  params: ImportParams,
  body: z
    .strictObject({
      mapping: z
        .record(z.string().max(200), z.string().max(60))
        .meta({ description: "Header → column id, or empty to leave it out" }),
      sheets: z
        .array(z.string().max(200))
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "Only these sheets of the workbook" }),
      remember: z
        .boolean()
        .default(true)
        .meta({ description: "Map them the same way in the organization's next file" }),
    })
    .meta({ id: "ImportColumns" }),
  responses: currentImport,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    const kept = await parts.store.imports.remembered(params.code);
    return {
      status: 200,
      body: await actOnImport(params, importContext(caller, at, parts), () => mapColumns(body, kept)),
    };
  },
});

export const answers = endpoint({
  method: "put",
  path: "/organizations/{code}/imports/{id}/answers",
  operationId: "answerImportFindings",
  tag,
  summary: "Answer a fault or a missing value once for all rows that share it",
  scope: "curate",
  params: ImportParams,
  body: z
    .strictObject({ answers: z.array(AnswerBody).min(1).max(1000), remember: z.boolean().default(true) })
    .meta({ id: "ImportAnswers" }),
  responses: currentImport,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    const kept = await parts.store.imports.remembered(params.code);
    const command = answerFindings(body.answers, body.remember, kept);
    return { status: 200, body: await actOnImport(params, importContext(caller, at, parts), () => command) };
  },
});

export const previewing = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/preview",
  operationId: "previewImport",
  tag,
  summary: "Check every row and plan what becomes of it; no resource is touched",
  scope: "curate",
  params: ImportParams,
  responses: acceptedImport,
  problems: ["invalid", "conflict", ...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await actOnImport(params, importContext(caller, at, parts), () => preview) };
  },
});
