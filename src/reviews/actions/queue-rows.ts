import { heldFor } from "../../collections/actions/reading.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { isUnfinished, type Review } from "../rules/review.ts";
import { mayDecide, mayTakeUp, partyOf } from "../rules/role-in-review.ts";
import { type AnyVersion, ownersOf, type Subject } from "../rules/subject.ts";
import { changesSince } from "./changes-since.ts";
import { subjectsOf, versionOf } from "./load-subject.ts";
import { alikeTo, namesOf, peopleIn } from "./reading.ts";

/** One offer in a queue, with what is special about it. */
export interface Waiting {
  review: Review;
  subject: Subject;
  version: AnyVersion;
  /** What of a collection this caller finds. */
  held: Resource[];
  contributor: string;
  assignee?: string;
  /** The organization of something that looks the same. */
  alike?: string;
  /** How many fields changed since it was sent back. */
  changes?: number;
  mayDecide: boolean;
  mayTakeUp: boolean;
  /** People who may not be given it: it is their own. */
  theirs: string[];
  mine: boolean;
}

export interface Looking {
  store: Store;
  caller: Caller;
  reference: Reference;
  now: string;
}

/** These reviews as a queue shows them, as far as the caller has a part in them. */
export async function waitingOf(reviews: Review[], by: Looking) {
  const { store, caller, reference } = by;
  const { organizations: tree } = reference;
  const subjects = await subjectsOf(reviews, store);
  const nameOf = await namesOf(reviews.flatMap(peopleIn), store);
  const shown = reviews.flatMap((review) => {
    const subject = subjects.get(review.id);
    const party = subject && partyOf(review, subject, caller, tree);
    return subject && party ? [{ review, subject, party }] : [];
  });
  const waiting = await Promise.all(
    shown.map(async ({ review, subject, party }): Promise<Waiting> => {
      const version = await versionOf(review, store);
      const holder = review.assignee?.person;
      return {
        review,
        subject,
        version,
        ...(await specialIn({ review, subject, version }, by)),
        contributor: nameOf(review.by),
        ...(holder ? { assignee: holder === caller.person?.id ? "you" : nameOf(holder) } : {}),
        mayDecide: isUnfinished(review) && mayDecide(review, subject, caller, tree),
        mayTakeUp: mayTakeUp(review, subject, caller, tree, by.now),
        theirs: [review.by, ...ownersOf(subject)],
        mine: party === "contributor",
      };
    }),
  );
  return { waiting, nameOf };
}

/** What is in a collection, what looks the same, and what changed since it was sent back. */
async function specialIn(
  { review, subject, version }: Pick<Waiting, "review" | "subject" | "version">,
  { store, caller, reference }: Looking,
): Promise<Pick<Waiting, "held" | "alike" | "changes">> {
  const held = "content" in version ? await heldFor(version.content, caller, store) : new Map();
  const alike =
    review.state === "open" && "description" in version
      ? (await alikeTo(subject.as, version.description, caller, reference, store))[0]
      : undefined;
  const place = alike && reference.organizations.get(alike.organization)?.name;
  const changes =
    review.state === "open" && review.decisions.length > 0
      ? (await changesSince(review, subject, undefined, { version, caller }, store))?.fields.length
      : undefined;
  return {
    held: [...held.values()],
    ...(place ? { alike: place } : {}),
    ...(changes === undefined ? {} : { changes }),
  };
}
