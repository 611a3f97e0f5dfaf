import { may, tokensOf } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import { Problem } from "../problem.ts";
import type { Reference } from "../reference/reference.ts";
import { changedFields } from "../resources/difference.ts";
import type { Description, Resource, ResourceEvent, Version } from "../resources/resource.ts";
import type { Store } from "../store.ts";
import { type Check, checksOf } from "./checks.ts";
import { commentsFor } from "./commenting.ts";
import { mayDecide, mayTakeUp, type Party, partyOf, readsInternal } from "./party.ts";
import { isWider, REACHES, type Reach } from "./reach.ts";
import { isUnfinished, type Review, type ReviewComment, type ReviewEvent } from "./review.ts";
import type { Rubric } from "./rubric.ts";
import { widestAtOnce } from "./rules.ts";
import type { CuratorsOf } from "./way.ts";

export interface ReviewRead {
  review: Review;
  resource: Resource;
  reference: Reference;
  party: Party;
}

/** The review, if this caller has a part in it. To everybody else it does not exist. */
export async function reviewFor(id: string, caller: Caller, store: Store): Promise<ReviewRead> {
  const [review, reference] = await Promise.all([store.reviews.get(id), store.reference()]);
  const resource = review && (await store.resources.get(review.resource));
  const party = resource && partyOf(review, resource, caller, reference.organizations);
  if (!party) throw new Problem("unknown", "There is no such review.");
  return { review, resource, reference, party };
}

/** The version a review asks about. Versions are never lost, so it is there. */
export async function versionOf(review: Review, store: Store): Promise<Version> {
  const version = await store.resources.version(review.resource, review.version);
  if (!version) throw new Error(`Review ${review.id} asks about a version that is not there`);
  return version;
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

/** What changed since a version somebody vouched for or sent back. */
export interface Since {
  version: number;
  fields: { field: keyof Description; before: unknown; now: unknown }[];
}

/** Everything the page and the API show of one review to this caller. */
export interface ReviewShown extends ReviewRead {
  version: Version;
  mayDecide: boolean;
  mayTakeUp: boolean;
  comments: ReviewComment[];
  events: ReviewEvent[];
  /** When the resource first reached so far. */
  reached: Partial<Record<Reach, string>>;
  previous?: Review;
  since?: Since;
  checks: Check[];
  rubrics: Rubric[];
  nameOf: (person: string) => string;
  /** Curators who may be given it. */
  colleagues: { id: string; name: string }[];
}

export async function shownFor(
  read: ReviewRead,
  caller: Caller,
  store: Store,
  now: string,
): Promise<ReviewShown> {
  const { review, resource, reference, party } = read;
  const tree = reference.organizations;
  const [version, comments, events, history, previous, rubrics, curators] = await Promise.all([
    versionOf(review, store),
    store.reviews.comments(review.id),
    store.reviews.events(review.id),
    store.resources.history(resource.id),
    review.previous ? store.reviews.get(review.previous) : undefined,
    store.reviews.rubrics(),
    curatorsFor(review.organization, store),
  ]);
  const colleagues = curators(review.organization);
  const nameOf = await namesOf(
    [
      ...peopleIn(review),
      ...(previous ? peopleIn(previous) : []),
      ...colleagues,
      ...comments.map((c) => c.by),
      ...events.flatMap((e) => [e.by, e.person]),
    ],
    store,
  );
  const since = await sinceOf(review, resource, previous, version, store);
  const owner = "person" in resource.owner ? resource.owner.person : undefined;
  return {
    ...read,
    version,
    mayDecide: isUnfinished(review) && mayDecide(review, resource, caller, tree),
    mayTakeUp: mayTakeUp(review, resource, caller, tree, now),
    reached: sinceWhen(history),
    comments: commentsFor(comments, readsInternal(party)),
    events,
    ...(previous ? { previous } : {}),
    ...(since ? { since } : {}),
    checks: checksOf(
      version.description,
      await alikeTo(resource, version, caller, reference, store),
      reference,
    ),
    rubrics: rubrics.toSorted((a, b) => Number(b.usual) - Number(a.usual)),
    nameOf,
    colleagues: colleagues
      .filter((id) => id !== owner && id !== review.by)
      .map((id) => ({ id, name: nameOf(id) })),
  };
}

export const peopleIn = (r: Review) => [r.by, r.assignee?.person, r.deputy, ...r.decisions.map((d) => d.by)];

/** The names of these people. Who has none any more is said so. */
export async function namesOf(ids: (string | undefined)[], store: Store): Promise<(id: string) => string> {
  const wanted = [...new Set(ids)].filter((id) => id !== undefined);
  const found = await Promise.all(wanted.map((id) => store.people.get(id)));
  const names = new Map(found.flatMap((p) => (p ? [[p.id, p.name] as const] : [])));
  return (id) => names.get(id) ?? "Someone no longer here";
}

/** Compared with what this organization saw last, else what the one before decided, else what is endorsed. */
async function sinceOf(
  review: Review,
  resource: Resource,
  previous: Review | undefined,
  version: Version,
  store: Store,
): Promise<Since | undefined> {
  const endorsed = resource.endorsements.map((e) => e.version).toSorted((a, b) => b - a)[0];
  const number = (review.decisions.at(-1) ?? previous?.decisions.at(-1))?.version ?? endorsed;
  const base = number === undefined ? undefined : await store.resources.version(resource.id, number);
  if (!base) return undefined;
  const fields = changedFields(base.description, version.description);
  return {
    version: base.number,
    fields: fields.map((field) => ({
      field,
      before: base.description[field],
      now: version.description[field],
    })),
  };
}

/** What looks the same, as far as this caller may see it. */
async function alikeTo(
  resource: Resource,
  { description: { url, title } }: Version,
  caller: Caller,
  { organizations }: Reference,
  store: Store,
): Promise<Resource[]> {
  const found = await store.resources.alike(tokensOf(caller, organizations), { url, title }, 6);
  return found.filter((r) => r.id !== resource.id);
}

/** How far a resource reaches and where its offer stands: for its owner and its curators. */
export async function standingFor(r: Resource, caller: Caller, store: Store, now: string) {
  const { organizations: tree } = await store.reference();
  if (!may(caller, "narrow", r, tree)) return undefined;
  const [reviews, events] = await Promise.all([store.reviews.of(r.id), store.resources.history(r.id)]);
  const seen = reviews.filter((review) => partyOf(review, r, caller, tree));
  const review = seen.find(isUnfinished) ?? seen.at(-1);
  return {
    resource: r,
    ...(review ? { review } : {}),
    since: sinceWhen(events),
    atOnce: widestAtOnce(r, r.reach, { caller, tree }),
    owner: may(caller, "widen", r, tree),
    now,
  };
}

/** When it first reached so far, counted from the last time it did not. */
function sinceWhen(events: ResourceEvent[]): Partial<Record<Reach, string>> {
  const since: Partial<Record<Reach, string>> = {};
  for (const { reach, at } of events) {
    if (reach === undefined) continue;
    for (const rung of REACHES) {
      if (isWider(rung, reach)) delete since[rung];
      else since[rung] ??= at;
    }
  }
  return since;
}
