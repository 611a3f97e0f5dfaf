import { visibleContents } from "../../collections/actions/reading.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { mayInReview, roleInReview } from "../rules/may.ts";
import { isUnfinished, type Review } from "../rules/review.ts";
import { type AnyVersion, ownersOf, type Subject } from "../rules/subject.ts";
import { changesSince } from "./changes-since.ts";
import { subjectsOf, versionOf } from "./load-subject.ts";
import { findSimilar, namesOfPeople, peopleIn } from "./reading.ts";

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

/** These reviews as a queue shows them, as far as the caller has a part in them. */
export async function queueItems(reviews: Review[], by: QueueReader) {
  const { store, caller, reference } = by;
  const { organizations: tree } = reference;
  const subjects = await subjectsOf(reviews, store);
  const nameOf = await namesOfPeople(reviews.flatMap(peopleIn), store);
  const shown = reviews.flatMap((review) => {
    const subject = subjects.get(review.id);
    const role = subject && roleInReview(review, subject, caller, tree);
    return subject && role ? [{ review, subject, role }] : [];
  });
  const waiting = await Promise.all(
    shown.map(async ({ review, subject, role }): Promise<QueueItem> => {
      const version = await versionOf(review, store);
      const holder = review.assignee?.person;
      return {
        review,
        subject,
        version,
        ...(await detailsOf({ review, subject, version }, by)),
        contributor: nameOf(review.by),
        ...(holder ? { assignee: holder === caller.person?.id ? "you" : nameOf(holder) } : {}),
        mayDecide: isUnfinished(review) && mayInReview(caller, "decide", { review, subject }, tree),
        mayTakeUp: mayInReview(caller, "take up", { review, subject, now: by.now }, tree),
        theirs: [review.by, ...ownersOf(subject)],
        mine: role === "contributor",
      };
    }),
  );
  return { waiting, nameOf };
}

/** What is in a collection, what looks the same, and what changed since it was sent back. */
async function detailsOf(
  { review, subject, version }: Pick<QueueItem, "review" | "subject" | "version">,
  { store, caller, reference }: QueueReader,
): Promise<Pick<QueueItem, "held" | "similar" | "changes">> {
  const held = "content" in version ? await visibleContents(version.content, caller, store) : new Map();
  const similar =
    review.state === "open" && "description" in version
      ? (await findSimilar(subject.as, version.description, caller, reference, store))[0]
      : undefined;
  const place = similar && reference.organizations.get(similar.organization)?.name;
  const changes =
    review.state === "open" && review.decisions.length > 0
      ? (await changesSince(review, subject, undefined, { version, caller }, store))?.fields.length
      : undefined;
  return {
    held: [...held.values()],
    ...(place ? { similar: place } : {}),
    ...(changes === undefined ? {} : { changes }),
  };
}
