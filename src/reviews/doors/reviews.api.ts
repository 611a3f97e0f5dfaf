import * as z from "zod";
import { CHANGING, endpoint, type RequestContext } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import type { Caller } from "../../people/rules/person.ts";
import { assignFor } from "../actions/assign.ts";
import { commentFor } from "../actions/comment.ts";
import { decideFor } from "../actions/decide.ts";
import { readVersions, requestedVersion, subjectsOf } from "../actions/load-subject.ts";
import { resubmitFor, withdrawFor } from "../actions/offer.ts";
import { namesOfPeople, peopleIn, reviewFor, showReview } from "../actions/reading.ts";
import type { ReviewContext } from "../actions/review-context.ts";
import { roleInReview } from "../rules/may.ts";
import { REASON_IDS, REVIEW_OUTCOMES, type Review } from "../rules/review.ts";
import { RubricAnswer } from "../rules/rubric.ts";
import { titleIn } from "../rules/subject.ts";
import { FullReviewBody, representFull, representReview } from "./representation.ts";

export const tag = "Reviews";
export const ReviewId = z.object({ id: z.uuid().meta({ description: "The review's id" }) });
export const SENDING = [...CHANGING, "conflict"] as const;

export const reviewContext = (
  { caller, at }: Pick<RequestContext<unknown, unknown, unknown>, "caller" | "at">,
  parts: Parts,
): ReviewContext => ({
  store: parts.store,
  newId: parts.newId,
  config: parts.config,
  caller,
  at,
});

const full = async (id: string, caller: Caller, { store }: Parts, now: string) => {
  const read = await reviewFor(id, caller, store);
  return representFull(await showReview(read, caller, store, now), now);
};

/** These reviews as lists show them, as far as the caller has a part in them. */
export async function representReviews(reviews: Review[], caller: Caller, { store }: Parts, now: string) {
  const reference = await store.reference();
  const subjects = await subjectsOf(reviews, store);
  const context = { reference, now, nameOf: await namesOfPeople(reviews.flatMap(peopleIn), store) };
  const theirs = reviews.flatMap((review) => {
    const subject = subjects.get(review.id);
    const role = subject && roleInReview(review, subject, caller, reference.organizations);
    return role ? [{ review, subject, role }] : [];
  });
  const versions = await readVersions(
    theirs.map(({ review }) => ({ of: review, number: review.version })),
    store,
  );
  return theirs.map((read) =>
    representReview(read, titleIn(requestedVersion(read.review, versions)), context),
  );
}

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
export const VerdictInput = z.strictObject({
  outcome: z.enum(REVIEW_OUTCOMES),
  rubric: z.string().max(40).optional().meta({ description: "Id of the rubric answered; needed to accept" }),
  answers: z.array(RubricAnswer).max(200).default([]),
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
    "Curators of the organization asked, never about their own. Says which version and revision it is about: when somebody acted in the meantime it is `stale`, when it is decided already a `conflict`.",
  scope: "curate",
  params: ReviewId,
  body: VerdictInput.extend({ version: z.int().min(1), revision: Revision }).meta({ id: "DecisionInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    const { version, revision, ...verdict } = body;
    await decideFor(
      params.id,
      { ...verdict, seen: { version, revision } },
      reviewContext({ caller, at }, parts),
    );
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const commentReview = endpoint({
  method: "post",
  path: "/reviews/{id}/comments",
  operationId: "commentReview",
  tag,
  summary: "Comment on a review",
  description: "Contributor and reviewers read it. With `internal` the reviewers alone.",
  scope: "write",
  params: ReviewId,
  body: z
    .strictObject({
      words: z.string().trim().min(1, { error: "is empty. Write something" }).max(5000),
      internal: z.boolean().default(false),
      answers: z.uuid().optional().meta({ description: "The comment it answers" }),
    })
    .meta({ id: "CommentInput" }),
  responses: { 201: { description: "Said", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await commentFor(params.id, body, reviewContext({ caller, at }, parts));
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
      person: z.uuid().optional().meta({ description: "Who should have it; nobody when left out" }),
      deputy: z.uuid().optional(),
      note: z.string().trim().max(500).optional(),
      revision: Revision,
    })
    .meta({ id: "AssigneeInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await assignFor(params.id, body, reviewContext({ caller, at }, parts));
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
    await withdrawFor(params.id, reviewContext({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

const resubmitReview = endpoint({
  method: "post",
  path: "/reviews/{id}/resubmission",
  operationId: "resubmitReview",
  tag,
  summary: "Offer again what was sent back",
  description: "After fixing it, or with an answer. It goes back to its old place in the queue.",
  scope: "write",
  params: ReviewId,
  body: z
    .strictObject({ message: z.string().trim().max(2000).default("") })
    .meta({ id: "ResubmissionInput" }),
  responses: { 200: { description: "As it is now", body: FullReviewBody } },
  problems: [...SENDING],
  async answer({ params, body, caller, at }, parts) {
    await resubmitFor(params.id, body.message, reviewContext({ caller, at }, parts));
    return { status: 200, body: await full(params.id, caller, parts, at) };
  },
});

export const reviewEndpoints = [
  readReview,
  decideReview,
  commentReview,
  assignReview,
  withdrawReview,
  resubmitReview,
];
