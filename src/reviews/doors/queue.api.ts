import * as z from "zod";
import { endpoint } from "../../doorway/endpoint.ts";
import { codesWithin, organizationFor } from "../../people/rules/members.ts";
import { decideMany } from "../actions/decide-many.ts";
import type { QueueRequest } from "../rules/queue-request.ts";
import { REVIEW_STATES } from "../rules/review.ts";
import { ReviewBody } from "./representation.ts";
import { representReviews, reviewContext, SENDING, tag, VerdictInput } from "./reviews.api.ts";

const Code = z.object({ code: z.string().max(40).meta({ description: "The organization's code" }) });
const moment = z.iso.datetime({ error: "is not a time like 2026-11-24T12:00:00Z" });

const listQueue = endpoint({
  method: "get",
  path: "/organizations/{code}/reviews",
  operationId: "listQueue",
  tag,
  summary: "What waits for an organization",
  description:
    "For its curators and those above. Oldest first unless asked otherwise; follow `next` until it is absent. With `below=overdue`, what the organizations below have left lying.",
  scope: "read",
  params: Code,
  query: z.strictObject({
    state: z.enum([...REVIEW_STATES, "decided", "any"]).default("open"),
    assignee: z
      .union([z.enum(["me", "others", "nobody"]), z.uuid()], {
        error: "is neither me, others, nobody nor a person's id",
      })
      .optional(),
    subject: z.string().max(60).optional().meta({ description: "A content area" }),
    topic: z.string().max(60).optional(),
    from: z.string().max(40).optional().meta({ description: "Code of the organization it belongs to" }),
    batch: z.uuid().optional().meta({ description: "Offered at once with this import" }),
    offeredBefore: moment.optional(),
    dueBefore: moment.optional(),
    below: z.enum(["overdue"]).optional(),
    sort: z.enum(["oldest", "newest", "due"]).default("oldest"),
    after: z
      .string()
      .regex(/^[\dTZ:.-]+~[0-9a-f-]{36}$/, {
        error: "is not a cursor. Give back the `next` of the page before",
      })
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  responses: {
    200: {
      description: "One page, and how many there are in all",
      body: z
        .object({ total: z.int(), reviews: z.array(ReviewBody), next: z.string().optional() })
        .meta({ id: "ReviewPage" }),
    },
  },
  problems: ["invalid", "signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, query, caller, person, at }, parts) {
    const { organizations: tree } = await parts.store.reference();
    const { code } = organizationFor(params.code, "see its queue", { caller, tree });
    const {
      state,
      assignee,
      below,
      after,
      dueBefore,
      subject,
      topic,
      from,
      batch,
      offeredBefore,
      sort,
      limit,
    } = query;
    const due = below ? at : dueBefore;
    const ask: QueueRequest = {
      organizations: below ? codesWithin(code, tree).filter((c) => c !== code) : [code],
      states: statesOf(state),
      ...(assignee === undefined ? {} : { assignee: assigneeOf(assignee, person) }),
      ...(subject ? { subject } : {}),
      ...(topic ? { topic } : {}),
      ...(from ? { from } : {}),
      ...(batch ? { batch } : {}),
      ...(offeredBefore ? { offeredBefore } : {}),
      ...(due ? { dueBefore: due } : {}),
      ...(after ? { after } : {}),
      sort,
      limit,
    };
    const [page, total] = await Promise.all([parts.store.reviews.queue(ask), parts.store.reviews.count(ask)]);
    const reviews = await representReviews(page.reviews, caller, parts, at);
    return { status: 200, body: { total, reviews, ...(page.next ? { next: page.next } : {}) } };
  },
});

const statesOf = (state: (typeof REVIEW_STATES)[number] | "decided" | "any"): QueueRequest["states"] => {
  if (state === "any") return [...REVIEW_STATES];
  return state === "decided" ? ["accepted", "declined"] : [state];
};

const assigneeOf = (given: string, me: string): NonNullable<QueueRequest["assignee"]> => {
  if (given === "nobody") return "nobody";
  return given === "others" ? { others: me } : { person: given === "me" ? me : given };
};

const decideReviews = endpoint({
  method: "post",
  path: "/organizations/{code}/decisions",
  operationId: "decideMany",
  tag,
  summary: "Decide about many offers at once",
  description:
    "One answer for all, after looking at a sample in full: a tenth, at least three, drawn by the registry. Without it the answer is a `conflict` that names the `sample`. Each offer is decided by itself, and what came of it is listed.",
  scope: "curate",
  params: Code,
  body: VerdictInput.extend({
    reviews: z
      .array(z.strictObject({ review: z.uuid(), version: z.int().min(1), revision: z.int().min(1) }))
      .min(1)
      .max(200),
    looked: z.array(z.uuid()).max(200).default([]).meta({ description: "Those you looked at in full" }),
  }).meta({ id: "DecisionsInput" }),
  responses: {
    200: {
      description: "What came of each, in the order given",
      body: z
        .object({
          sample: z.array(z.uuid()),
          results: z.array(
            z.object({
              review: z.uuid(),
              decided: z.boolean(),
              problem: z.string().optional(),
              detail: z.string().optional(),
            }),
          ),
        })
        .meta({ id: "DecisionsResult" }),
    },
  },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    const { organizations: tree } = await parts.store.reference();
    organizationFor(params.code, "see its queue", { caller, tree });
    return { status: 200, body: await decideMany(body, reviewContext({ caller, at }, parts)) };
  },
});

export const queueEndpoints = [listQueue, decideReviews];
