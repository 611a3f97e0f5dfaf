import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import type { CollectionChange } from "../../src/collections/rules/change.ts";
import { asResource } from "../../src/collections/rules/collection.ts";
import { Problem } from "../../src/kernel/problem.ts";
import type { ResourceChange } from "../../src/resources/rules/change.ts";
import type { ReviewChange } from "../../src/reviews/rules/change.ts";
import { followUps } from "../../src/reviews/rules/follow-ups.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { Change } from "../../src/store/change.ts";
import { recordLateNotices, recordNotices } from "./notices-write.ts";
import type { Db } from "./open.ts";
import { toReview } from "./reviews.ts";
import { collections, resources, reviewEvents, reviews } from "./schema.ts";

/** Writes a review over the revision that was seen, and where it says so only while its resource is as seen. */
export function writeReview(db: Db, change: ReviewChange): void {
  const { before, after, on, event } = change;
  if (on) mustBeUnchanged(db, after, on.revision);
  if (before) {
    const seen = and(eq(reviews.id, after.id), eq(reviews.revision, before.revision));
    const { changes } = db.update(reviews).set(toRow(after)).where(seen).run();
    if (changes === 0)
      throw new Problem("stale", "Somebody else has acted on this offer meanwhile. Look at it again.");
  } else db.insert(reviews).values(toRow(after)).run();
  db.insert(reviewEvents).values({ review: after.id, event }).run();
  recordNotices(db, change);
}

/** Its revision stays: who is looking at it just now is not disturbed. */
export function writeLate(db: Db, { review, at }: Extract<Change, { noun: "review-late" }>): void {
  const notReported = and(
    eq(reviews.id, review),
    eq(reviews.state, "open"),
    isNull(reviews.lateAt),
    lt(reviews.dueAt, at),
  );
  const row = db.update(reviews).set({ lateAt: at }).where(notReported).returning().get();
  if (row) recordLateNotices(db, toReview(row), at);
}

function mustBeUnchanged(db: Db, { resource, collection = "" }: Review, revision: number): void {
  const now = resource
    ? db.select({ revision: resources.revision }).from(resources).where(eq(resources.id, resource)).get()
    : db
        .select({ revision: collections.revision })
        .from(collections)
        .where(eq(collections.id, collection))
        .get();
  if (now?.revision !== revision)
    throw new Problem(
      "stale",
      `The ${resource ? "resource" : "collection"} was changed meanwhile. Look at it again.`,
    );
}

/**
 * What follows for the offer a changed resource or collection stands in, in the same transaction and whatever
 * room the change came from: no door can forget it, and no edit can slip in beside it.
 */
export function followChange(db: Db, change: ResourceChange | CollectionChange): void {
  const of = change.noun === "resource" ? reviews.resource : reviews.collection;
  const waiting = and(eq(of, change.after.id), inArray(reviews.state, ["open", "returned"]));
  const row = db.select().from(reviews).where(waiting).get();
  const follows = row && followUps(followUpFacts(change), toReview(row));
  if (follows) writeReview(db, follows);
}

function followUpFacts(change: ResourceChange | CollectionChange): Parameters<typeof followUps>[0] {
  if (change.noun === "resource") return change;
  const { before, after, event } = change;
  return { ...(before ? { before: asResource(before) } : {}), after: asResource(after), event };
}

function toRow({ assignee, ...review }: Review): typeof reviews.$inferInsert {
  return {
    ...review,
    resource: review.resource ?? null,
    collection: review.collection ?? null,
    assignee: assignee?.person ?? null,
    assignedAt: assignee?.at ?? null,
    deputy: review.deputy ?? null,
    previous: review.previous ?? null,
    batch: review.batch ?? null,
    escalatedFrom: review.escalatedFrom ?? null,
    lateAt: review.lateAt ?? null,
  };
}
