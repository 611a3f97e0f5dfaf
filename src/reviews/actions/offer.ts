import type { CollectionChange } from "../../collections/rules/change.ts";
import type { Collection } from "../../collections/rules/collection.ts";
import { propose } from "../../collections/rules/publish.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { Change } from "../../store/change.ts";
import type { ReviewChange } from "../rules/change.ts";
import { type OfferRequest, offer, resubmit, withdrawOffer } from "../rules/offer.ts";
import type { Review } from "../rules/review.ts";
import type { ReviewActor } from "../rules/review-actor.ts";
import { type Subject, subjectOfCollection } from "../rules/subject.ts";
import { asChanged } from "./changed-subject.ts";
import { curatorsFor, reviewFor } from "./reading.ts";
import { type ReviewContext, reviewActorOf } from "./review-context.ts";

/** The changes of an offer, to be committed with what makes it. */
export async function offerChanges(
  subject: Subject,
  wanted: OfferRequest,
  by: ReviewContext,
): Promise<[Extract<Change, { noun: "review" }>]> {
  const { store, newId, batch } = by;
  const { id, organization } = subject.as;
  const [earlier, curators, reference] = await Promise.all([
    store.reviews.of(id),
    curatorsFor(organization, store),
    store.reference(),
  ]);
  return [offer(subject, wanted, { id: newId(), earlier, curators, batch }, reviewActorOf(by, reference))];
}

/** A change of what everyone sees only waits: the offer that asks for it goes with it, unless there is one. */
export async function offersFor(
  change: ResourceChange | CollectionChange,
  by: ReviewContext,
): Promise<Change[]> {
  const { before, after } = change;
  if (after.proposed === undefined || after.proposed === before?.proposed) return [];
  const unfinished = await by.store.reviews.unfinished([after.id]);
  return unfinished.length > 0 ? [] : offerChanges(asChanged(change), { reach: after.reach }, by);
}

/** An offer of a collection. What was never published is made a version of first, that only waits. */
export async function collectionOffer(
  c: Collection,
  wanted: OfferRequest,
  by: ReviewContext,
): Promise<[...Change[], ReviewChange]> {
  const actor = actorOf(by, await by.store.reference());
  const made = c.published === undefined && c.proposed === undefined ? propose(c, actor) : undefined;
  const [offered] = await offerChanges(subjectOfCollection(made?.after ?? c), wanted, by);
  return made ? [made, offered] : [offered];
}

/** What the contributor does: from the review as it is, to the changes. */
async function asContributor(
  id: string,
  action: (review: Review, subject: Subject, who: ReviewActor) => Change[],
  by: ReviewContext,
) {
  const read = await reviewFor(id, by.caller, by.store);
  await by.store.commit(
    action(read.review, read.subject, reviewActorOf(by, read.reference)),
    by.caller.person?.id,
  );
}

export const withdrawFor = (id: string, by: ReviewContext) => asContributor(id, withdrawOffer, by);
export const resubmitFor = (id: string, words: string, by: ReviewContext) =>
  asContributor(id, (review, subject, who) => [resubmit(review, subject, words, who)], by);
