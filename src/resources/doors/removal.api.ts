import * as z from "zod";
import { CHANGING, endpoint } from "../../doorway/endpoint.ts";
import type { ProblemKind } from "../../kernel/problem.ts";
import { readFor } from "../actions/reading.ts";
import { actorOf } from "../rules/actor.ts";
import { ReasonInput } from "../rules/reason.ts";
import { hide, show, withdraw } from "../rules/removal.ts";
import { HttpUrl } from "../rules/resource.ts";
import { ResourceId, tag } from "./api.ts";
import { mustBeAsRead } from "./read-input.ts";

const LOOKING: ProblemKind[] = ["signed-out", "forbidden", "unknown", "gone", "stale", "too-many"];

const withdrawResource = endpoint({
  method: "post",
  path: "/resources/{id}/withdrawal",
  operationId: "withdrawResource",
  tag,
  summary: "Withdraw a resource",
  description: "Its address answers 410 from then on, with when and why, and what to use instead.",
  scope: "write",
  guard: "required",
  params: ResourceId,
  body: z
    .strictObject({
      reason: ReasonInput,
      instead: HttpUrl.optional().meta({ description: "The address of what to use instead" }),
    })
    .meta({ id: "WithdrawalInput" }),
  responses: { 204: { description: "Withdrawn" } },
  problems: [...CHANGING, "gone", "unguarded"],
  async answer({ params, body, caller, at, ifMatch }, { store }) {
    const [before, reference] = await readFor(params.id, caller, store);
    mustBeAsRead(ifMatch, before, reference);
    await store.commit(
      [withdraw(before, body.reason, body.instead, actorOf({ caller, at }, reference))],
      caller.person?.id,
    );
    return { status: 204 };
  },
});

const hideResource = endpoint({
  method: "put",
  path: "/resources/{id}/hiding",
  operationId: "hideResource",
  tag,
  summary: "Hide a resource",
  description:
    "For curators of its organization and of those above: at once nobody else but its owner sees it. It needs no If-Match, for what must not be seen does not wait.",
  scope: "curate",
  params: ResourceId,
  body: z.strictObject({ reason: ReasonInput }).meta({ id: "HidingInput" }),
  responses: { 204: { description: "Hidden, or already so" } },
  problems: [...CHANGING, "gone"],
  async answer({ params, body, caller, at }, { store }) {
    const [before, reference] = await readFor(params.id, caller, store);
    const change = hide(before, body.reason, actorOf({ caller, at }, reference));
    if (change) await store.commit([change], caller.person?.id);
    return { status: 204 };
  },
});

const showResource = endpoint({
  method: "delete",
  path: "/resources/{id}/hiding",
  operationId: "showResource",
  tag,
  summary: "Show a hidden resource again",
  description: "For curators of the level that hid it, and of those above.",
  scope: "curate",
  params: ResourceId,
  responses: { 204: { description: "Shown, or already so" } },
  problems: LOOKING,
  async answer({ params, caller, at }, { store }) {
    const [before, reference] = await readFor(params.id, caller, store);
    const change = show(before, actorOf({ caller, at }, reference));
    if (change) await store.commit([change], caller.person?.id);
    return { status: 204 };
  },
});

export const removalEndpoints = [withdrawResource, hideResource, showResource];
