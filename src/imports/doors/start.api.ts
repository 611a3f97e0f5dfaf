import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { startImport, stopImport, undoImport, widenImport } from "../actions/commands.ts";
import { IMPORT_CHOICES } from "../rules/import.ts";
import { WideningBody } from "../rules/representation.ts";
import { acceptedImport, actOnImport, ImportParams } from "./actions.api.ts";
import { importContext, REACH, tag, UPLOAD_PROBLEMS, WRITING } from "./upload.api.ts";

export const startEndpoint = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/start",
  operationId: "startImport",
  tag,
  summary: "Bring in what the preview showed",
  description:
    "`all`: all rows or none. `good`: those without a fault. `new`: only what is not there yet. What has changed since the preview is held back and listed.",
  scope: "curate",
  params: ImportParams,
  body: z
    .strictObject({ choice: z.enum(IMPORT_CHOICES), reach: REACH.optional() })
    .meta({ id: "ImportStart" }),
  responses: acceptedImport,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await actOnImport(params, importContext(caller, at, parts), () =>
        startImport(body.choice, body.reach, at),
      ),
    };
  },
});

export const widenEndpoint = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/reach",
  operationId: "openImport",
  tag,
  summary: "Let more people see what was brought in",
  description:
    "All of it, some rows, or by filter. What the rules of its place allow happens at once; for the rest one review each is opened, all of one batch, named by the import's id.",
  scope: "curate",
  params: ImportParams,
  body: WideningBody,
  responses: acceptedImport,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await actOnImport(params, importContext(caller, at, parts), () => widenImport(body, at)),
    };
  },
});

export const stopEndpoint = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/stop",
  operationId: "stopImport",
  tag,
  summary: "Stop what is under way",
  description: "What was brought in stays until it is undone, except with `all`: then it is taken back.",
  scope: "curate",
  params: ImportParams,
  responses: acceptedImport,
  problems: ["conflict", ...UPLOAD_PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return {
      status: 202,
      body: await actOnImport(params, importContext(caller, at, parts), () => stopImport),
    };
  },
});

export const undoEndpoint = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/undo",
  operationId: "undoImport",
  tag,
  summary: "Take a whole import back",
  description:
    "What it made is gone as if never made; what it changed has the version before. Where somebody changed or decided something since, the row gets the result `later`; `anyway` takes those back, too.",
  scope: "curate",
  params: ImportParams,
  query: z.strictObject({ anyway: z.enum(["yes", "no"]).default("no") }),
  responses: acceptedImport,
  problems: ["invalid", "conflict", ...UPLOAD_PROBLEMS],
  async answer({ params, query, caller, at }, parts) {
    return {
      status: 202,
      body: await actOnImport(params, importContext(caller, at, parts), () =>
        undoImport(query.anyway === "yes", at),
      ),
    };
  },
});
