import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { importFor, mustImport } from "../actions/update-import.ts";
import { ImportBody, representImport } from "../rules/representation.ts";
import { now, One } from "./actions.api.ts";
import { answers, columns, previewing } from "./columns.api.ts";
import { stoppingLinks, tryingLinks } from "./links.api.ts";
import { decisions, listRows, readFindings, report } from "./rows.api.ts";
import { opening, starting, stopping, undoing } from "./start.api.ts";
import { arrivalEndpoints, asking, Code, PROBLEMS, tag } from "./upload.api.ts";

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
  problems: [...PROBLEMS],
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
  params: One,
  responses: now,
  problems: [...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    const found = await importFor(params.code, params.id, asking(caller, at, parts));
    return { status: 200, body: representImport(found, at) };
  },
});

export const importEndpoints = [
  ...arrivalEndpoints,
  listImports,
  readImport,
  columns,
  answers,
  previewing,
  readFindings,
  listRows,
  report,
  decisions,
  tryingLinks,
  stoppingLinks,
  starting,
  opening,
  stopping,
  undoing,
];
