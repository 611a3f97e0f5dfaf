import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { importFor, mustImport } from "../actions/update-import.ts";
import { ImportBody, representImport } from "../rules/representation.ts";
import { currentImport, ImportParams } from "./actions.api.ts";
import { answers, columns, previewing } from "./columns.api.ts";
import { startLinkCheck, stoppingLinks } from "./links.api.ts";
import { decisions, listRows, readFindings, reportEndpoint } from "./rows.api.ts";
import { startEndpoint, stopEndpoint, undoEndpoint, widenEndpoint } from "./start.api.ts";
import { Code, importContext, tag, UPLOAD_PROBLEMS, uploadEndpoints } from "./upload.api.ts";

const listImports = endpoint({
  method: "get",
  path: "/organizations/{code}/imports",
  operationId: "listImports",
  tag,
  summary: "List an organization's imports, newest first",
  scope: "curate",
  params: Code,
  responses: {
    200: {
      description: "At most 100",
      body: z.object({ imports: z.array(ImportBody) }).meta({ id: "ImportList" }),
    },
  },
  problems: [...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, { store }) {
    const { code } = mustImport(params.code, caller, (await store.reference()).organizations);
    const imports = (await store.imports.list(code, 100)).map((i) => representImport(i, at));
    return { status: 200, body: { imports } };
  },
});

const readImport = endpoint({
  method: "get",
  path: "/organizations/{code}/imports/{id}",
  operationId: "readImport",
  tag,
  summary: "Read an import: its columns, counts and progress",
  scope: "curate",
  params: ImportParams,
  responses: currentImport,
  problems: [...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, importContext(caller, at, parts));
    return { status: 200, body: representImport(found, at) };
  },
});

export const importEndpoints = [
  ...uploadEndpoints,
  listImports,
  readImport,
  columns,
  answers,
  previewing,
  readFindings,
  listRows,
  reportEndpoint,
  decisions,
  startLinkCheck,
  stoppingLinks,
  startEndpoint,
  widenEndpoint,
  stopEndpoint,
  undoEndpoint,
];
