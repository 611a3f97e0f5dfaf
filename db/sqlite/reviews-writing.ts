import { and, eq, inArray } from "drizzle-orm";
import { Problem } from "../../src/problem.ts";
import type { ResourceChange } from "../../src/resources/deed.ts";
import { following } from "../../src/sharing/following.ts";
import type { Review, ReviewChange } from "../../src/sharing/review.ts";
import { tellOf } from "./notices-writing.ts";
import type { Db } from "./open.ts";
import { toReview } from "./reviews.ts";
import { resources, reviewEvents, reviews } from "./schema.ts";

/** Writes a review over the revision that was seen, and where it says so only while its resource is as seen. */
export function writeReview(db: Db, change: ReviewChange): void {
  const { before, after, on, event } = change;
  if (on) mustBeUnchanged(db, on.id, on.revision);
  if (before) {
    const seen = and(eq(reviews.id, after.id), eq(reviews.revision, before.revision));
    const { changes } = db.update(reviews).set(toRow(after)).where(seen).run();
    if (changes === 0)
      throw new Problem("stale", "Somebody else has acted on this offer meanwhile. Look at it again.");
  } else db.insert(reviews).values(toRow(after)).run();
  db.insert(reviewEvents).values({ review: after.id, event }).run();
  tellOf(db, change);
}

function mustBeUnchanged(db: Db, id: string, revision: number): void {
  const now = db.select({ revision: resources.revision }).from(resources).where(eq(resources.id, id)).get();
  if (now?.revision !== revision)
    throw new Problem("stale", "The resource was changed meanwhile. Look at it again.");
}

/**
 * What follows for the offer a changed resource stands in, in the same transaction and whatever room the change
 * came from: no door can forget it, and no edit can slip in beside it.
 */
export function followResource(db: Db, change: ResourceChange): void {
  const waiting = and(eq(reviews.resource, change.after.id), inArray(reviews.state, ["open", "returned"]));
  const row = db.select().from(reviews).where(waiting).get();
  const follows = row && following(change, toReview(row));
  if (follows) writeReview(db, follows);
}

function toRow({ assignee, ...review }: Review): typeof reviews.$inferInsert {
  return {
    ...review,
    assignee: assignee?.person ?? null,
    assignedAt: assignee?.at ?? null,
    deputy: review.deputy ?? null,
    previous: review.previous ?? null,
    batch: review.batch ?? null,
    escalatedFrom: review.escalatedFrom ?? null,
  };
}
