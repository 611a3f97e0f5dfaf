import { endpoint } from "../../doorway/endpoint.ts";
import { stopTrying, tryLinks } from "../actions/commands.ts";
import { accepted, doing, now, One } from "./actions.api.ts";
import { asking, PROBLEMS, tag } from "./upload.api.ts";

export const tryingLinks = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "tryImportLinks",
  tag,
  summary: "Try the links of the rows",
  description:
    "In the background and politely: one request a second to each site, its robots.txt respected, at most 2,000 links. The import tells how far it is; rows tell how their link was found.",
  scope: "curate",
  params: One,
  responses: accepted,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await doing(params, asking(caller, at, parts), parts, () => tryLinks) };
  },
});

export const stoppingLinks = endpoint({
  method: "delete",
  path: "/organizations/{code}/imports/{id}/links",
  operationId: "stopImportLinks",
  tag,
  summary: "Stop trying links",
  scope: "curate",
  params: One,
  responses: now,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 200, body: await doing(params, asking(caller, at, parts), parts, () => stopTrying) };
  },
});
