import { visibleIn } from "../../collections/actions/reading.ts";
import { type Content, entriesOf } from "../../collections/rules/collection.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { mayInReview, type RoleInReview, roleInReview } from "../rules/may.ts";
import { isUnfinished, type Review } from "../rules/review.ts";
import { type AnyVersion, ownersOf, type Subject } from "../rules/subject.ts";
import { changesBetween, comparedVersion, contentsIn } from "./changes-since.ts";
import { readVersions, requestedVersion, subjectsOf } from "./load-subject.ts";
import { findSimilarToEach, namesOfPeople, peopleIn } from "./reading.ts";

/** One offer in a queue, with what is special about it. */
export interface QueueItem {
  review: Review;
  subject: Subject;
  version: AnyVersion;
  /** What of a collection this caller finds. */
  held: Resource[];
  contributor: string;
  assignee?: string;
  /** The organization of something that looks the same. */
  similar?: string;
  /** How many fields changed since it was sent back. */
  changes?: number;
  mayDecide: boolean;
  mayTakeUp: boolean;
  /** People who may not be given it: it is their own. */
  theirs: string[];
  mine: boolean;
}

export interface QueueReader {
  store: Store;
  caller: Caller;
  reference: Reference;
  now: string;
}

/** A review this caller has a part in, with what it is about and the version asked for. */
interface Shown extends Pick<QueueItem, "review" | "subject" | "version"> {
  role: RoleInReview;
  /** What it is compared with, once it was decided here. */
  base?: AnyVersion;
}

/** These reviews as a queue shows them, as far as the caller has a part in them. Asks as often for one as for many. */
export async function queueItems(reviews: Review[], by: QueueReader) {
  const { store, caller, reference, now } = by;
  const { organizations: tree } = reference;
  const nameOf = await namesOfPeople(reviews.flatMap(peopleIn), store);
  const shown = await shownTo(reviews, by);
  const held = await visibleIn(
    contentsIn(shown.flatMap(({ version, base }) => [version, ...(base ? [base] : [])])),
    caller,
    store,
  );
  const similar = await similarTo(shown, by);
  const waiting = shown.map(({ review, subject, version, base, role }): QueueItem => {
    const holder = review.assignee?.person;
    const place = similar.get(review.id);
    return {
      review,
      subject,
      version,
      held: contentsIn([version]).flatMap((content) => heldIn(content, held)),
      ...(place ? { similar: place } : {}),
      ...(base ? { changes: changesBetween(base, version, held).length } : {}),
      contributor: nameOf(review.by),
      ...(holder ? { assignee: holder === caller.person?.id ? "you" : nameOf(holder) } : {}),
      mayDecide: isUnfinished(review) && mayInReview(caller, "decide", { review, subject }, tree),
      mayTakeUp: mayInReview(caller, "take up", { review, subject, now }, tree),
      theirs: [review.by, ...ownersOf(subject)],
      mine: role === "contributor",
    };
  });
  return { waiting, nameOf };
}

async function shownTo(reviews: Review[], { store, caller, reference }: QueueReader): Promise<Shown[]> {
  const subjects = await subjectsOf(reviews, store);
  const theirs = reviews.flatMap((review) => {
    const subject = subjects.get(review.id);
    const role = subject && roleInReview(review, subject, caller, reference.organizations);
    if (!role) return [];
    const decided = review.state === "open" && review.decisions.length > 0;
    return [{ review, subject, role, compared: decided ? comparedVersion(review, subject) : undefined }];
  });
  const versions = await readVersions(
    theirs.flatMap(({ review, compared }) =>
      [review.version, ...(compared === undefined ? [] : [compared])].map((number) => ({
        of: review,
        number,
      })),
    ),
    store,
  );
  return theirs.map(({ compared, ...rest }) => {
    const base = compared === undefined ? undefined : versions(rest.review, compared);
    return { ...rest, version: requestedVersion(rest.review, versions), ...(base ? { base } : {}) };
  });
}

const heldIn = (content: Content, held: Map<string, Resource>) =>
  [...new Set(entriesOf(content).map((e) => e.resource))].flatMap((id) => held.get(id) ?? []);

/** The organization of something that looks the same, by the id of the open review. */
async function similarTo(shown: Shown[], { store, caller, reference }: QueueReader) {
  const open = shown.flatMap(({ review, subject, version }) =>
    review.state === "open" && "description" in version
      ? [{ review, resource: subject.as, description: version.description }]
      : [],
  );
  const found = await findSimilarToEach(open, caller, reference, store);
  const places = open.map(({ review }, i) => {
    const [first] = found[i] ?? [];
    return [review.id, first && reference.organizations.get(first.organization)?.name] as const;
  });
  return new Map(places);
}
