import * as z from "zod";
import type { Parts } from "../parts.ts";
import type { Caller } from "../people/person.ts";
import { readFor } from "../resources/reading.ts";
import { type Asked, endpoint } from "../web/endpoint.ts";
import {
  assignFor,
  commentFor,
  type Doing,
  decideFor,
  offerChanges,
  resubmitFor,
  takeBackFor,
} from "./doing.ts";
import { partyOf } from "./party.ts";
import { REACHES } from "./reach.ts";
import { namesOf, peopleIn, reviewFor, shownFor } from "./reading.ts";
import { FullReviewBody, ReviewBody, representFull, representReview } from "./representation.ts";
import { OUTCOMES, REASON_IDS, type Review } from "./review.ts";
import { Answer } from "./rubric.ts";

export const tag = "Reviews";
export const ReviewId = z.object({ id: z.uuid().meta({ description: "The review's id" }) });
export const SENDING = [
  "invalid",
  "signed-out",
  "forbidden",
  "unknown",
  "conflict",
  "stale",
  "too-large",
  "unsupported",
  "too-many",
] as const;

export const doing = (
  { caller, at }: Pick<Asked<unknown, unknown, unknown>, "caller" | "at">,
  parts: Parts,
): Doing => ({
  store: parts.store,
  newId: parts.newId,
  caller,
  at,
});

const full = async (id: string, caller: Caller, { store }: Parts, now: string) => {
  const read = await reviewFor(id, caller, store);
  return representFull(await shownFor(read, caller, store, now), now);
};

/** These reviews as lists show them, as far as the caller has a part in them. */
export async function listed(reviews: Review[], caller: Caller, { store }: Parts, now: string) {
  const reference = await store.reference();
  const resources = new Map(
    (await store.resources.many(reviews.map((r) => r.resource))).map((r) => [r.id, r]),
  );
  const told = { reference, now, nameOf: await namesOf(reviews.flatMap(peopleIn), store) };
  return reviews.flatMap((review) => {
    const resource = resources.get(review.resource);
    const party = resource && partyOf(review, resource, caller, reference.organizations);
    return party ? [representReview(review, resource, party, told)] : [];
  });
}

const offerResource = endpoint({
  method: "post",
  path: "/resources/{id}/reviews",
  operationId: "offerResource",
  tag,
  summary: "Offer a resource for review",
  description:
    "Asks for a reach its rules do not allow at once, or for an endorsement, or both. The district is asked first where it has a curator other than you, then the state, which sees what the district decided.",
  scope: "write",
  repeatable: true,
  params: z.object({ id: z.uuid().meta({ description: "The resource's id" }) }),
  body: z
    .strictObject({
      reach: z.enum(REACHES).optional().meta({ description: "How far it shall reach; as now when left out" }),
      organization: z
        .string()
        .max(40)
        .optional()
        .meta({ description: "Whose endorsement comes last: its district or the state" }),
      message: z.string().trim().max(2000).optional(),
    })
    .meta({ id: "OfferInput" }),
  responses: {
    201: { description: "Offered", body: FullReviewBody, headers: { Location: "Its address" } },
  },
  problems: [...SENDING, "gone"],
  async answer({ params, body, caller, at, keep }, parts) {
    const { store } = parts;
    const [resource] = await readFor(params.id, caller, store);
    const by = doing({ caller, at }, parts);
    const [change] = await offerChanges(resource, body, by);
    const read = {
      review: change.after,
      resource,
      reference: await store.reference(),
      party: "contributor" as const,
    };
    const shown = { ...(await shownFor(read, caller, store, at)), events: [change.event] };
    const headers = { Location: `/api/v1/reviews/${change.after.id}` };
    const reply = { status: 201 as const, body: representFull(shown, at), headers };
    await store.commit([change, ...keep(reply)], caller.person?.id);
    return reply;
  },
});

const ReviewList = z.object({ reviews: z.array(ReviewBody) }).meta({ id: "ReviewList" });

const listReviewsOfResource = endpoint({
  method: "get",
  path: "/resources/{id}/reviews",
  operationId: "listReviewsOfResource",
  tag,
  summary: "Where a resource stands with its reviewers",
  description: "Its reviews you have a part in: as contributor, or as curator of those asked.",
  scope: "read",
  params: z.object({ id: z.uuid().meta({ description: "The resource's id" }) }),
  responses: { 200: { description: "Oldest first", body: ReviewList } },
  problems: ["signed-out", "forbidden", "unknown", "gone", "too-many"],
  async answer({ params, caller, at }, parts) {
    const reviews = await listed(await parts.store.reviews.of(params.id), caller, parts, at);
    // Whoever has a part in one of them may ask, also where the resource itself is not theirs to see.
    if (reviews.length === 0) await readFor(params.id, caller, parts.store);
    return { status: 200, body: { reviews } };
  },
});

const readReview = endpoint({
  method: "get",
  path: "/reviews/{id}",
  operationId: "readReview",
  tag,
  summary: "Read a review",
  description:
    "The description asked about, what changed since it was last decided or endorsed, what the organization before decided, comments, and what the program checked. Notes among reviewers are for reviewers only.",
  scope: "read",
  params: ReviewId,
  responses: { 200: { description: "The review", body: FullReviewBody } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller, at }, parts) {
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const Revision = z.int().min(1).meta({ description: "The revision of the review you saw" });

/** What a decision says, for one review or for many. */
export const Verdict = z.strictObject({
  outcome: z.enum(OUTCOMES),
  rubric: z.string().max(40).optional().meta({ description: "Id of the rubric answered; needed to accept" }),
  answers: z.array(Answer).max(200).default([]),
  reason: z.enum(REASON_IDS).optional().meta({ description: "Needed to return or decline" }),
  words: z.string().trim().max(5000).default("").meta({ description: "Needed to return or decline" }),
});

const decideReview = endpoint({
  method: "post",
  path: "/reviews/{id}/decision",
  operationId: "decideReview",
  tag,
  summary: "Decide about an offer",
  description:
    "Curators of the organization asked, never about their own. Says which version and revision it is about: when somebody acted meanwhile it is `stale`, when it is decided already a `conflict`.",
  scope: "curate",
  params: ReviewId,
  body: Verdict.extend({ version: z.int().min(1), revision: Revision }).meta({ id: "DecisionInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    const { version, revision, ...verdict } = body;
    await decideFor(params.id, { ...verdict, seen: { version, revision } }, doing({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const commentReview = endpoint({
  method: "post",
  path: "/reviews/{id}/comments",
  operationId: "commentReview",
  tag,
  summary: "Say something in a review",
  description: "Contributor and reviewers read it. With `internal` the reviewers alone.",
  scope: "write",
  params: ReviewId,
  body: z
    .strictObject({
      words: z.string().trim().min(1, { error: "is empty. Say something" }).max(5000),
      internal: z.boolean().default(false),
      answers: z.uuid().optional().meta({ description: "The comment it answers" }),
    })
    .meta({ id: "CommentInput" }),
  responses: { 201: { description: "Said", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await commentFor(params.id, body, doing({ caller, at }, parts));
    return { status: 201, body: await full(params.id, caller, parts, at) };
  },
});

const assignReview = endpoint({
  method: "put",
  path: "/reviews/{id}/assignee",
  operationId: "assignReview",
  tag,
  summary: "Take a review, hand it on, or give it back",
  description:
    "Your own id takes it, a colleague's hands it on, none gives it back to all. A deputy may decide in the assignee's place. What is overdue can be taken up by curators of the organization above.",
  scope: "curate",
  params: ReviewId,
  body: z
    .strictObject({
      person: z.uuid().optional().meta({ description: "Who shall have it; nobody when left out" }),
      deputy: z.uuid().optional(),
      note: z.string().trim().max(500).optional(),
      revision: Revision,
    })
    .meta({ id: "AssigneeInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await assignFor(params.id, body, doing({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const withdrawReview = endpoint({
  method: "post",
  path: "/reviews/{id}/withdrawal",
  operationId: "withdrawReview",
  tag,
  summary: "Take an offer back",
  description: "Its contributor only. A version that waited for it waits no longer.",
  scope: "write",
  params: ReviewId,
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: ["signed-out", "forbidden", "unknown", "conflict", "stale", "too-many"],
  async answer({ params, caller, at }, parts) {
    await takeBackFor(params.id, doing({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const resubmitReview = endpoint({
  method: "post",
  path: "/reviews/{id}/resubmission",
  operationId: "resubmitReview",
  tag,
  summary: "Offer again what was sent back",
  description: "After mending it, or with an answer. It goes back to its old place in the queue.",
  scope: "write",
  params: ReviewId,
  body: z
    .strictObject({ message: z.string().trim().max(2000).default("") })
    .meta({ id: "ResubmissionInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await resubmitFor(params.id, body.message, doing({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

export const reviewEndpoints = [
  offerResource,
  listReviewsOfResource,
  readReview,
  decideReview,
  commentReview,
  assignReview,
  withdrawReview,
  resubmitReview,
];
