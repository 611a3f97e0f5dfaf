import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { Problem } from "../../kernel/problem.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import { ReasonInput } from "../../resources/rules/reason.ts";
import { erasableFor, eraseFor } from "../actions/erase.ts";
import type { Erasure } from "../rules/erasure.ts";

const tag = "Resources";
const Id = z.object({ id: z.uuid().meta({ description: "The resource's id" }) });

const ErasureBody = z
  .object({
    resource: z.uuid(),
    erasedAt: z.iso.datetime(),
    reason: z.string(),
    sweptAt: z.iso.datetime().optional().meta({
      description: "When its last bytes on the disk were overwritten; absent while that is under way",
    }),
  })
  .meta({ id: "Erasure" });

const shown = ({ resource, at, reason, sweptAt }: Erasure): z.input<typeof ErasureBody> => ({
  resource,
  erasedAt: at,
  reason,
  ...(sweptAt ? { sweptAt } : {}),
});

const eraseResource = endpoint({
  method: "post",
  path: "/resources/{id}/erasure",
  operationId: "eraseResource",
  tag,
  summary: "Erase a resource for good",
  description:
    "For state staff: all versions, files, reviews, reports, notices and traces of it. Its address answers 410 with when and why to those who could see it. No backup brings it back.",
  scope: "curate",
  params: Id,
  body: z
    .strictObject({
      reason: ReasonInput.meta({ description: "Everyone who could see it reads this: name nobody" }),
      confirm: z.uuid().meta({ description: "The resource's id once more: there is no way back" }),
    })
    .meta({ id: "ErasureInput" }),
  responses: { 201: { description: "Erased", body: ErasureBody } },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "gone", "too-large", "unsupported", "too-many"],
  async answer({ params, body, caller }, parts) {
    await erasableFor(params.id, caller, parts.store);
    if (body.confirm !== params.id)
      throw new Problem("invalid", "Nothing was erased.", [
        { in: "body", pointer: "/confirm", detail: "is not the id of the resource. Send it once more" },
      ]);
    return { status: 201, body: shown(await eraseFor(params.id, body.reason, caller, parts)) };
  },
});

const readErasure = endpoint({
  method: "get",
  path: "/resources/{id}/erasure",
  operationId: "readErasure",
  tag,
  summary: "How far an erasure is",
  description: "For state staff.",
  scope: "read",
  params: Id,
  responses: { 200: { description: "The erasure", body: ErasureBody } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller }, { store }) {
    const { organizations: tree } = await store.reference();
    if (!mayInRegistry(caller, "see erasures", tree))
      throw new Problem("forbidden", "Only state staff follow what was erased.");
    const erasure = await store.erasures.get(params.id);
    if (!erasure) throw new Problem("unknown", "Nothing was erased under this id.");
    return { status: 200, body: shown(erasure) };
  },
});

export const erasureEndpoints = [eraseResource, readErasure];
