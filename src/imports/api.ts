import * as z from "zod";
import { endpoint } from "../web/endpoint.ts";
import { arrivalEndpoints, asking, Code, PROBLEMS, tag } from "./arrivals.api.ts";
import { opening, starting, stopping, undoing } from "./bringing.api.ts";
import { answers, columns, previewing } from "./columns.api.ts";
import { importFor, mustImport } from "./desk.ts";
import { now, One } from "./doing.api.ts";
import { stoppingLinks, tryingLinks } from "./links.api.ts";
import { ImportBody, representImport } from "./representation.ts";
import { decisions, listRows, readFindings, report } from "./rows.api.ts";

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
