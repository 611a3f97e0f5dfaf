import * as z from "zod";
import { readFor as readCollection } from "../../collections/actions/reading.ts";
import { endpoint, type RequestContext } from "../../doorway/endpoint.ts";
import type { Parts } from "../../doorway/parts.ts";
import { REACHES } from "../../reach/rules/reach.ts";
import { readFor } from "../../resources/actions/reading.ts";
import type { Change } from "../../store/change.ts";
import { collectionOffer, offerChanges } from "../actions/offer.ts";
import { showReview } from "../actions/reading.ts";
import type { ReviewChange } from "../rules/change.ts";
import { type Subject, subjectOfCollection, subjectOfResource } from "../rules/subject.ts";
import { FullReviewBody, ReviewBody, representFull } from "./representation.ts";
import { representReviews, reviewContext, SENDING, tag } from "./reviews.api.ts";

const OfferInput = z
  .strictObject({
    reach: z.enum(REACHES).optional().meta({ description: "How far it should reach; as now when left out" }),
    organization: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "Whose endorsement comes last: its district or the state" }),
    message: z.string().trim().max(2000).optional(),
  })
  .meta({ id: "OfferInput" });

const OFFERED = {
  201: { description: "Offered", body: FullReviewBody, headers: { Location: "Its address" } },
} as const;

type Offers = Pick<RequestContext<unknown, unknown, z.output<typeof OfferInput>>, "caller" | "at" | "keep">;

/** Commits an offer with what goes before it, and answers with the review as it then is. */
async function answerOffer(
  subject: Subject,
  changes: [...Change[], ReviewChange],
  { caller, at, keep }: Offers,
  { store }: Parts,
) {
  const change = changes.at(-1) as ReviewChange;
  const reference = await store.reference();
  const read = { review: change.after, subject, reference, role: "contributor" as const };
  const version = changes.find((c) => c.noun === "collection")?.version;
  const shown = await showReview(read, caller, store, at, version);
  const body = representFull({ ...shown, events: [change.event] }, at);
  const headers = { Location: `/api/v1/reviews/${change.after.id}` };
  const reply = { status: 201 as const, body, headers };
  await store.commit([...changes, ...keep(reply)], caller.person?.id);
  return reply;
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
  body: OfferInput,
  responses: OFFERED,
  problems: [...SENDING, "gone"],
  async answer({ params, body, ...asked }, parts) {
    const [resource] = await readFor(params.id, asked.caller, parts.store);
    const subject = subjectOfResource(resource);
    return answerOffer(subject, await offerChanges(subject, body, reviewContext(asked, parts)), asked, parts);
  },
});

const offerCollection = endpoint({
  method: "post",
  path: "/collections/{id}/reviews",
  operationId: "offerCollection",
  tag,
  summary: "Offer a collection for review",
  description:
    "As of a resource: its district is asked first where it has a curator who does not maintain it, then the state. What was never published is offered as its draft stands now.",
  scope: "write",
  repeatable: true,
  params: z.object({ id: z.uuid().meta({ description: "The collection's id" }) }),
  body: OfferInput,
  responses: OFFERED,
  problems: [...SENDING],
  async answer({ params, body, ...asked }, parts) {
    const [collection] = await readCollection(params.id, asked.caller, parts.store);
    const changes = await collectionOffer(collection, body, reviewContext(asked, parts));
    const made = changes.find((c) => c.noun === "collection")?.after ?? collection;
    return answerOffer(subjectOfCollection(made), changes, asked, parts);
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
    const reviews = await representReviews(await parts.store.reviews.of(params.id), caller, parts, at);
    // Whoever has a part in one of them may ask, also where the resource itself is not theirs to see.
    if (reviews.length === 0) await readFor(params.id, caller, parts.store);
    return { status: 200, body: { reviews } };
  },
});

const listReviewsOfCollection = endpoint({
  method: "get",
  path: "/collections/{id}/reviews",
  operationId: "listReviewsOfCollection",
  tag,
  summary: "Where a collection stands with its reviewers",
  description: "Its reviews you have a part in: as one who maintains it, or as curator of those asked.",
  scope: "read",
  params: z.object({ id: z.uuid().meta({ description: "The collection's id" }) }),
  responses: { 200: { description: "Oldest first", body: ReviewList } },
  problems: ["signed-out", "forbidden", "unknown", "too-many"],
  async answer({ params, caller, at }, parts) {
    const reviews = await representReviews(await parts.store.reviews.of(params.id), caller, parts, at);
    if (reviews.length === 0) await readCollection(params.id, caller, parts.store);
    return { status: 200, body: { reviews } };
  },
});

export const offerEndpoints = [
  offerResource,
  listReviewsOfResource,
  offerCollection,
  listReviewsOfCollection,
];
