import type { CollectionChange } from "../../collections/rules/change.ts";
import { asResource, type Collection } from "../../collections/rules/collection.ts";
import { edit as editCollection } from "../../collections/rules/lifecycle.ts";
import { propose, publish, takeBack } from "../../collections/rules/publish.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { isWider, narrowest, type Reach } from "../../reach/rules/reach.ts";
import { needFor, widestAtOnce } from "../../reach/rules/reach-rules.ts";
import type { Actor } from "../../resources/rules/actor.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import { edit } from "../../resources/rules/lifecycle.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import { type Assignment, assign } from "../rules/assign.ts";
import type { ReviewChange } from "../rules/change.ts";
import { comment } from "../rules/comment.ts";
import { decide, type Verdict } from "../rules/decide.ts";
import { type OfferRequest, offer, resubmit, withdrawOffer } from "../rules/offer.ts";
import type { Review } from "../rules/review.ts";
import { type Subject, subjectOfCollection, subjectOfResource } from "../rules/subject.ts";
import { versionAt, versionOf } from "./load-subject.ts";
import { curatorsFor, reviewFor } from "./reading.ts";

/** Who does it, with what remembers and what gives ids: the pages and the API come through here. */
export interface ReviewContext {
  store: Store;
  caller: Caller;
  at: string;
  newId: () => string;
  /** What is offered is offered at once with others: the id of their import. */
  batch?: string;
}

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
  return [offer(subject, wanted, { id: newId(), earlier, curators, batch }, actorOf(by, reference))];
}

/** The reach somebody chose, as far as it goes at once; what needs a yes is offered in the same commit. */
export async function reachChanges(
  subject: Subject,
  wanted: { reach: Reach; message?: string | undefined },
  by: ReviewContext,
): Promise<Change[]> {
  const actor = actorOf(by, await by.store.reference());
  const { as: r } = subject;
  const wider = isWider(wanted.reach, r.reach);
  const atOnce = wider ? narrowest(wanted.reach, widestAtOnce(r, r.reach, actor)) : wanted.reach;
  const moved = movedTo(subject, atOnce, actor);
  const now = moved ? asChanged(moved) : subject;
  const offered = isWider(wanted.reach, atOnce) ? await offerChanges(now, wanted, by) : [];
  return [...(moved ? [moved] : []), ...offered];
}

/** A collection that only those who keep it see is a draft again. */
function movedTo({ as, collection }: Subject, reach: Reach, actor: Actor) {
  if (!collection) return edit(as, { reach }, actor);
  return reach === "private"
    ? takeBack(collection, actor)
    : editCollection(collection, { reach }, () => true, actor);
}

const asChanged = (change: ResourceChange | CollectionChange): Subject =>
  change.noun === "resource" ? subjectOfResource(change.after) : subjectOfCollection(change.after);

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

/**
 * Publishes the draft of a collection as far as it goes at once; what needs a yes is offered in the same commit.
 * A version that waits goes into the offer there is, or into a new one.
 */
export async function publicationChanges(
  c: Collection,
  wanted: { reach: Reach | undefined; message?: string | undefined },
  by: ReviewContext,
): Promise<Change[]> {
  const reference = await by.store.reference();
  const actor = actorOf(by, reference);
  const { reach = c.reach, message } = wanted;
  const before = asResource(c);
  const asks = needFor(before, before.reach, reach, actor) !== undefined;
  const now = asks ? widestAtOnce(before, before.reach, actor) : wanted.reach;
  const made = asks && now === "private" ? propose(c, actor) : publish(c, now, actor);
  const after = made?.after ?? c;
  const waits = after.proposed !== undefined && after.proposed !== c.proposed;
  if (!asks && !waits) return made ? [made] : [];
  const unfinished = await by.store.reviews.unfinished([c.id]);
  const offered =
    unfinished.length > 0 ? [] : await offerChanges(subjectOfCollection(after), { reach, message }, by);
  return [...(made ? [made] : []), ...offered];
}

export async function decideFor(
  id: string,
  verdict: Omit<Verdict, "rubric"> & { rubric?: string | undefined },
  by: ReviewContext,
) {
  const { store, caller, newId } = by;
  const read = await reviewFor(id, caller, store);
  const { review, subject } = read;
  const [version, previous, rubrics] = await Promise.all([
    versionOf(review, store),
    review.previous ? store.reviews.get(review.previous) : undefined,
    store.reviews.rubrics(),
  ]);
  const rubric = rubrics.find((r) => r.id === verdict.rubric);
  if (verdict.rubric !== undefined && !rubric)
    throw new Problem("invalid", "The decision is not complete yet.", [
      {
        in: "body",
        pointer: "/rubric",
        detail: "is not a rubric of this registry",
        nearest: rubrics.map((r) => r.id),
      },
    ]);
  const accepted = previous?.decisions.findLast((d) => d.outcome === "accepted")?.version;
  const before = accepted === undefined ? undefined : await versionAt(review, accepted, store);
  const about = { version, previous, before, nextId: newId() };
  await store.commit(
    decide(review, subject, { ...verdict, rubric }, about, actorOf(by, read.reference)),
    caller.person?.id,
  );
}

export async function assignFor(id: string, given: Assignment, by: ReviewContext) {
  const read = await reviewFor(id, by.caller, by.store);
  const curators = await curatorsFor(read.subject.as.organization, by.store);
  const change = assign(read.review, read.subject, given, curators, actorOf(by, read.reference));
  await by.store.commit([change], by.caller.person?.id);
}

export async function commentFor(
  id: string,
  given: { words: string; internal: boolean; answers?: string | undefined },
  by: ReviewContext,
) {
  const read = await reviewFor(id, by.caller, by.store);
  const answers = given.answers === undefined ? undefined : await by.store.reviews.comment(given.answers);
  if (given.answers !== undefined && !answers)
    throw new Problem("invalid", "There is no such comment to answer.", [
      { in: "body", pointer: "/answers", detail: "is not a comment of this review" },
    ]);
  const { words, internal } = given;
  const change = comment(
    read.review,
    read.subject,
    { id: by.newId(), words, internal, answers },
    actorOf(by, read.reference),
  );
  await by.store.commit([change], by.caller.person?.id);
}

/** A deed of the contributor: from the review as it is, to the changes. */
export async function asContributor(
  id: string,
  action: (review: Review, subject: Subject, who: Actor) => Change[],
  by: ReviewContext,
) {
  const read = await reviewFor(id, by.caller, by.store);
  await by.store.commit(action(read.review, read.subject, actorOf(by, read.reference)), by.caller.person?.id);
}

export const withdrawFor = (id: string, by: ReviewContext) => asContributor(id, withdrawOffer, by);
export const resubmitFor = (id: string, words: string, by: ReviewContext) =>
  asContributor(id, (review, subject, who) => [resubmit(review, subject, words, who)], by);
