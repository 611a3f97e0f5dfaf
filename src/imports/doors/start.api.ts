import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { openTo, start, stop, undo } from "../actions/commands.ts";
import { CHOICES } from "../rules/import.ts";
import { OpeningAskedBody } from "../rules/representation.ts";
import { accepted, doing, One } from "./actions.api.ts";
import { asking, PROBLEMS, REACH, tag, WRITING } from "./upload.api.ts";

export const starting = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/start",
  operationId: "startImport",
  tag,
  summary: "Bring in what the preview showed",
  description:
    "`all`: all rows or none. `good`: those without a fault. `new`: only what is not there yet. What has changed since the preview is held back and listed.",
  scope: "curate",
  params: One,
  body: z.strictObject({ choice: z.enum(CHOICES), reach: REACH.optional() }).meta({ id: "ImportStart" }),
  responses: accepted,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => start(body.choice, body.reach, at)),
    };
  },
});

export const opening = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/reach",
  operationId: "openImport",
  tag,
  summary: "Let more people see what was brought in",
  description:
    "All of it, some rows, or by filter. What the rules of its place allow happens at once; for the rest one review each is opened, all of one batch, named by the import's id.",
  scope: "curate",
  params: One,
  body: OpeningAskedBody,
  responses: accepted,
  problems: [...WRITING],
  async answer({ params, body, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => openTo(body, at)),
    };
  },
});

export const stopping = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/stop",
  operationId: "stopImport",
  tag,
  summary: "Stop what is under way",
  description: "What was brought in stays until it is undone, except with `all`: then it is taken back.",
  scope: "curate",
  params: One,
  responses: accepted,
  problems: ["conflict", ...PROBLEMS],
  async answer({ params, caller, at }, parts) {
    return { status: 202, body: await doing(params, asking(caller, at, parts), parts, () => stop) };
  },
});

export const undoing = endpoint({
  method: "post",
  path: "/organizations/{code}/imports/{id}/undo",
  operationId: "undoImport",
  tag,
  summary: "Take a whole import back",
  description:
    "What it made is gone as if never made; what it changed has the version before. Where somebody changed or decided something since, the row gets the result `later`; `anyway` takes those back, too.",
  scope: "curate",
  params: One,
  query: z.strictObject({ anyway: z.enum(["yes", "no"]).default("no") }),
  responses: accepted,
  problems: ["invalid", "conflict", ...PROBLEMS],
  async answer({ params, query, caller, at }, parts) {
    return {
      status: 202,
      body: await doing(params, asking(caller, at, parts), parts, () => undo(query.anyway === "yes", at)),
    };
  },
});
