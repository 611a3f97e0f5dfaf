import { and, eq, isNull, lt } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type {
  CommentChange,
  ReviewChange,
  ReviewLate,
  RubricChange,
} from "../../src/reviews/rules/change.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { Db } from "./open.ts";
import { collections, resources, reviewComments, reviewEvents, reviews, rubrics } from "./schema.ts";

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
}

/** Its revision stays: who is looking at it just now is not disturbed. */
export function writeLate(db: Db, { review, at }: ReviewLate): void {
  const notReported = and(
    eq(reviews.id, review),
    eq(reviews.state, "open"),
    isNull(reviews.lateAt),
    lt(reviews.dueAt, at),
  );
  db.update(reviews).set({ lateAt: at }).where(notReported).run();
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

export function writeComment(db: Db, { after }: CommentChange): void {
  db.insert(reviewComments).values(after).run();
}

export function writeRubric(db: Db, { after }: RubricChange): void {
  const row = { id: after.id, data: after };
  db.insert(rubrics).values(row).onConflictDoUpdate({ target: rubrics.id, set: row }).run();
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
