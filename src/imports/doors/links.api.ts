import { endpoint } from "../../doorway/endpoint.ts";
import { checkLinks, stopLinkCheck } from "../actions/commands.ts";
import { acceptedImport, actOnImport, currentImport, ImportParams } from "./actions.api.ts";
import { importContext, tag, UPLOAD_PROBLEMS } from "./upload.api.ts";

export const startLinkCheck = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "tryImportLinks",
  tag,
  summary: "Check the links of the rows",
  description:
    "In the background and politely: one request a second to each site, its robots.txt respected, at most 2,000 links. The import says how far it has come; rows say how their link was found.",
  scope: "curate",
  params: ImportParams,
  responses: acceptedImport,
  problems: ["conflict", ...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return {
      status: 202,
      body: await actOnImport(params, importContext(caller, at, parts), () => checkLinks),
    };
  },
});

export const stoppingLinks = endpoint({
  method: "delete",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "stopImportLinks",
  tag,
  summary: "Stop checking links",
  scope: "curate",
  params: ImportParams,
  responses: currentImport,
  problems: ["conflict", ...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return {
      status: 200,
      body: await actOnImport(params, importContext(caller, at, parts), () => stopLinkCheck),
    };
  },
});
