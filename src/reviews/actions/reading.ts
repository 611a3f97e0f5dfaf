import { readContent } from "../../collections/actions/reading.ts";
import { looksTheSame } from "../../imports/rules/duplicates.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { isWider, REACHES, type Reach } from "../../reach/rules/reach.ts";
import { widestAtOnce } from "../../reach/rules/reach-rules.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { may } from "../../resources/rules/may.ts";
import type { Description, Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { checksOf, checksOfCollection, type QualityCheck } from "../rules/checks.ts";
import { commentsFor } from "../rules/comment.ts";
import { mayInReview, type RoleInReview, roleInReview } from "../rules/may.ts";
import { isUnfinished, type Review, type ReviewComment, type ReviewEvent } from "../rules/review.ts";
import type { CuratorsOf } from "../rules/route.ts";
import type { Rubric } from "../rules/rubric.ts";
import { type AnyVersion, mayChange, ownersOf, type Subject } from "../rules/subject.ts";
import { type ChangesSince, changesSince } from "./changes-since.ts";
import { subjectOf, versionOf } from "./load-subject.ts";

export interface ReadReview {
  review: Review;
  subject: Subject;
  reference: Reference;
  role: RoleInReview;
}

/** The review, if this caller has a part in it. To everybody else it does not exist. */
export async function reviewFor(id: string, caller: Caller, store: Store): Promise<ReadReview> {
  const [review, reference] = await Promise.all([store.reviews.get(id), store.reference()]);
  const subject = review && (await subjectOf(review, store));
  const role = subject && roleInReview(review, subject, caller, reference.organizations);
  if (!role) throw new Problem("unknown", "There is no such review.");
  return { review, subject, reference, role };
}

/** Who curates the organizations a resource passes on its way, exactly each of them. */
export async function curatorsFor(organization: string, store: Store): Promise<CuratorsOf> {
  const { organizations: tree } = await store.reference();
  const members = await store.people.members(tree.path(organization).map((o) => o.code));
  return (code) =>
    members
      .filter(({ membership: m }) => m.organization === code && m.role === "curator" && m.confirmed)
      .map(({ person }) => person.id);
}

/** Everything the page and the API show of one review to this caller. */
export interface ReviewShown extends ReadReview {
  version: AnyVersion;
  /** What of a collection this caller finds; empty for a resource. */
  held: Map<string, Resource>;
  mayDecide: boolean;
  mayTakeUp: boolean;
  comments: ReviewComment[];
  events: ReviewEvent[];
  /** When it first reached so far. */
  reached: Partial<Record<Reach, string>>;
  previous?: Review;
  since?: ChangesSince;
  checks: QualityCheck[];
  rubrics: Rubric[];
  nameOf: (person: string) => string;
  /** Curators who may be given it. */
  colleagues: Colleague[];
}

export interface Colleague {
  id: string;
  name: string;
}

/** `made` is the version asked about where it is still to be committed with the offer. */
export async function showReview(
  read: ReadReview,
  caller: Caller,
  store: Store,
  now: string,
  made?: AnyVersion,
): Promise<ReviewShown> {
  const { review, subject, reference } = read;
  const tree = reference.organizations;
  const [version, comments, events, history, previous, rubrics, curators] = await Promise.all([
    made ?? versionOf(review, store),
    store.reviews.comments(review.id),
    store.reviews.events(review.id),
    historyOf(subject, store),
    review.previous ? store.reviews.get(review.previous) : undefined,
    store.reviews.rubrics(),
    curatorsFor(review.organization, store),
  ]);
  const colleagues = curators(review.organization);
  const nameOf = await namesOfPeople(
    [
      ...peopleIn(review),
      ...(previous ? peopleIn(previous) : []),
      ...colleagues,
      ...comments.map((c) => c.by),
      ...events.flatMap((e) => [e.by, e.person]),
    ],
    store,
  );
  const { held, checks } = await checkedContents(read, version, caller, store);
  const since = await changesSince(review, subject, previous, { version, caller }, store);
  const theirs = [review.by, ...ownersOf(subject)];
  return {
    ...read,
    version,
    held,
    mayDecide: isUnfinished(review) && mayInReview(caller, "decide", read, tree),
    mayTakeUp: mayInReview(caller, "take up", { review, subject, now }, tree),
    reached: sinceWhen(history),
    comments: commentsFor(comments, mayInReview(caller, "note among reviewers", read, tree)),
    events,
    ...(previous ? { previous } : {}),
    ...(since ? { since } : {}),
    checks,
    rubrics: rubrics.toSorted((a, b) => Number(b.usual) - Number(a.usual)),
    nameOf,
    colleagues: colleagues.filter((id) => !theirs.includes(id)).map((id) => ({ id, name: nameOf(id) })),
  };
}

const historyOf = ({ as, collection }: Subject, store: Store) =>
  collection ? store.collections.history(as.id) : store.resources.history(as.id);

/** What the program can say of it by itself, and what of a collection this caller finds. */
async function checkedContents(
  { review, subject, reference }: ReadReview,
  version: AnyVersion,
  caller: Caller,
  store: Store,
): Promise<{ held: Map<string, Resource>; checks: QualityCheck[] }> {
  if (subject.collection && "content" in version) {
    const { content } = version;
    const { held, gaps } = await readContent(subject.collection, content, caller, store, review.goal.reach);
    return { held, checks: checksOfCollection(content, held, gaps, reference) };
  }
  const description = "description" in version ? version.description : subject.as.description;
  return { held: new Map(), checks: await checksFor(subject.as, description, caller, store) };
}

/** What the program says of a description of this resource. */
export async function checksFor(r: Resource, description: Description, caller: Caller, store: Store) {
  const reference = await store.reference();
  return checksOf(description, await findSimilar(r, description, caller, reference, store), reference);
}

export const peopleIn = (r: Review) => [r.by, r.assignee?.person, r.deputy, ...r.decisions.map((d) => d.by)];

/** The names of these people. Who has none any more is said so. */
export async function namesOfPeople(
  ids: (string | undefined)[],
  store: Store,
): Promise<(id: string) => string> {
  const names = await store.people.names(ids.filter((id) => id !== undefined));
  return (id) => names.get(id) ?? "Someone no longer here";
}

/** What looks the same as a description of this resource, as far as this caller may see it. */
export async function findSimilar(
  resource: Resource,
  description: Description,
  caller: Caller,
  reference: Reference,
  store: Store,
): Promise<Resource[]> {
  const [similar = []] = await findSimilarToEach([{ resource, description }], caller, reference, store);
  return similar;
}

/** The same for many, in their order. */
export async function findSimilarToEach(
  each: { resource: Resource; description: Description }[],
  caller: Caller,
  { organizations }: Reference,
  store: Store,
): Promise<Resource[][]> {
  const descriptions = each.map((one) => one.description);
  const tokens = visibilityTokensOf(caller, organizations);
  const found = await store.resources.similarToEach(tokens, descriptions, 50);
  return each.map(({ resource, description }, i) => {
    const others = (found[i] ?? []).filter((r) => r.id !== resource.id);
    return others.filter((r) => looksTheSame(r.description, description)).slice(0, 5);
  });
}

/** How far something reaches and where its offer stands: for its owner and its curators. */
export async function visibilityFor(subject: Subject, caller: Caller, store: Store, now: string) {
  const { organizations: tree } = await store.reference();
  const { as: r } = subject;
  if (!may(caller, "narrow", r, tree) && !mayChange(subject, { caller, tree })) return undefined;
  const [reviews, events] = await Promise.all([store.reviews.of(r.id), historyOf(subject, store)]);
  const seen = reviews.filter((review) => mayInReview(caller, "read", { review, subject }, tree));
  const review = seen.find(isUnfinished) ?? seen.at(-1);
  return {
    subject,
    ...(review ? { review } : {}),
    since: sinceWhen(events),
    atOnce: widestAtOnce(r, r.reach, { caller, tree }),
    owner: may(caller, "widen", r, tree),
    curator: may(caller, "narrow", r, tree),
    now,
  };
}

/** When it first reached so far, counted from the last time it did not. */
function sinceWhen(events: { what: string; at: string; reach?: Reach }[]): Partial<Record<Reach, string>> {
  const since: Partial<Record<Reach, string>> = {};
  for (const { what, at, ...event } of events) {
    const reach = what === "taken back" ? "private" : event.reach;
    if (reach === undefined) continue;
    for (const rung of REACHES) {
      if (isWider(rung, reach)) delete since[rung];
      else since[rung] ??= at;
    }
  }
  return since;
}
