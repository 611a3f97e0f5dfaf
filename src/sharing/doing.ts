import type { Caller } from "../people/person.ts";
import { Problem } from "../problem.ts";
import type { ResourceChange } from "../resources/deed.ts";
import { edit } from "../resources/lifecycle.ts";
import type { Resource } from "../resources/resource.ts";
import type { Change, Store } from "../store.ts";
import { type Assignment, assign } from "./assigning.ts";
import { comment } from "./commenting.ts";
import { decide, type Verdict } from "./deciding.ts";
import { offer, resubmit, type Wanted, withdrawOffer } from "./offering.ts";
import { isWider, narrowest, type Reach } from "./reach.ts";
import { curatorsFor, type ReviewRead, reviewFor, versionOf } from "./reading.ts";
import type { Review } from "./review.ts";
import { widestAtOnce } from "./rules.ts";

/** Who does it, with what remembers and what gives ids: the pages and the API come through here. */
export interface Doing {
  store: Store;
  caller: Caller;
  at: string;
  newId: () => string;
  /** What is offered is offered at once with others: the id of their import. */
  batch?: string;
}

const deedOf = ({ caller, at }: Doing, { reference }: Pick<ReviewRead, "reference">) => ({
  caller,
  at,
  tree: reference.organizations,
});

/** The changes of an offer, to be committed with what makes it. */
export async function offerChanges(
  resource: Resource,
  wanted: Wanted,
  by: Doing,
): Promise<[Extract<Change, { noun: "review" }>]> {
  const { store, newId, batch } = by;
  const [earlier, curators, reference] = await Promise.all([
    store.reviews.of(resource.id),
    curatorsFor(resource.organization, store),
    store.reference(),
  ]);
  return [offer(resource, wanted, { id: newId(), earlier, curators, batch }, deedOf(by, { reference }))];
}

/**
 * The reach somebody chose, as far as it goes at once; what needs a yes is offered in the same commit. For the
 * share form, right after the resource is made, and for its page.
 */
export async function reachChanges(
  resource: Resource,
  wanted: { reach: Reach; message?: string | undefined },
  by: Doing,
): Promise<Change[]> {
  const tree = (await by.store.reference()).organizations;
  const { caller, at } = by;
  const wider = isWider(wanted.reach, resource.reach);
  const atOnce = wider
    ? narrowest(wanted.reach, widestAtOnce(resource, resource.reach, { caller, tree }))
    : wanted.reach;
  const moved = edit(resource, { reach: atOnce }, { caller, at, tree });
  const offered = isWider(wanted.reach, atOnce)
    ? await offerChanges(moved?.after ?? resource, wanted, by)
    : [];
  return [...(moved ? [moved] : []), ...offered];
}

/** A change of what everyone sees only waits: the offer that asks for it goes with it, unless there is one. */
export async function offersWith(change: ResourceChange, by: Doing): Promise<Change[]> {
  const { before, after } = change;
  if (after.proposed === undefined || after.proposed === before?.proposed) return [];
  const unfinished = await by.store.reviews.unfinished([after.id]);
  return unfinished.length > 0 ? [] : offerChanges(after, { reach: after.reach }, by);
}

export async function decideFor(
  id: string,
  verdict: Omit<Verdict, "rubric"> & { rubric?: string | undefined },
  by: Doing,
) {
  const { store, caller, newId } = by;
  const read = await reviewFor(id, caller, store);
  const { review, resource } = read;
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
  const before = accepted === undefined ? undefined : await store.resources.version(resource.id, accepted);
  const about = { version, previous, before, nextId: newId() };
  await store.commit(
    decide(review, resource, { ...verdict, rubric }, about, deedOf(by, read)),
    caller.person?.id,
  );
}

export async function assignFor(id: string, given: Assignment, by: Doing) {
  const read = await reviewFor(id, by.caller, by.store);
  const curators = await curatorsFor(read.resource.organization, by.store);
  const change = assign(read.review, read.resource, given, curators, deedOf(by, read));
  await by.store.commit([change], by.caller.person?.id);
}

export async function commentFor(
  id: string,
  given: { words: string; internal: boolean; answers?: string | undefined },
  by: Doing,
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
    read.resource,
    { id: by.newId(), words, internal, answers },
    deedOf(by, read),
  );
  await by.store.commit([change], by.caller.person?.id);
}

/** A deed of the contributor: from the review as it is, to the changes. */
export async function contributorDoes(
  id: string,
  deed: (review: Review, resource: Resource, who: ReturnType<typeof deedOf>) => Change[],
  by: Doing,
) {
  const read = await reviewFor(id, by.caller, by.store);
  await by.store.commit(deed(read.review, read.resource, deedOf(by, read)), by.caller.person?.id);
}

export const takeBackFor = (id: string, by: Doing) => contributorDoes(id, withdrawOffer, by);
export const resubmitFor = (id: string, words: string, by: Doing) =>
  contributorDoes(id, (review, resource, who) => [resubmit(review, resource, words, who)], by);
