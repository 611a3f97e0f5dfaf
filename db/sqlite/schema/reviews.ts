import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { ReviewEvent, Review as SharingReview } from "../../../src/reviews/rules/review.ts";
import type { Rubric } from "../../../src/reviews/rules/rubric.ts";
import { collections } from "./collections.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";
import { resources } from "./resources.ts";

/** Requests for approval. At most one for a thing waits at a time. What queues filter by has columns. */
export const reviews = sqliteTable(
  "reviews",
  {
    id: text().primaryKey(),
    resource: text().references(() => resources.id),
    collection: text().references(() => collections.id),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    goal: text({ mode: "json" }).$type<SharingReview["goal"]>().notNull(),
    version: integer().notNull(),
    state: text().$type<SharingReview["state"]>().notNull(),
    by: text()
      .notNull()
      .references(() => people.id),
    message: text().notNull(),
    offeredAt: text("offered_at").notNull(),
    dueAt: text("due_at").notNull(),
    lateAt: text("late_at"),
    assignee: text().references(() => people.id),
    assignedAt: text("assigned_at"),
    deputy: text().references(() => people.id),
    previous: text(),
    batch: text(),
    escalatedFrom: text("escalated_from"),
    decisions: text({ mode: "json" }).$type<SharingReview["decisions"]>().notNull(),
    revision: integer().notNull(),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [
    uniqueIndex("reviews_one_unfinished").on(t.resource).where(sql`${t.state} in ('open', 'returned')`),
    uniqueIndex("reviews_one_of_collection").on(t.collection).where(sql`${t.state} in ('open', 'returned')`),
    index("reviews_resource").on(t.resource),
    index("reviews_collection").on(t.collection).where(sql`${t.collection} is not null`),
    check("reviews_one_subject", sql`(${t.resource} is null) <> (${t.collection} is null)`),
    index("reviews_queue").on(t.organization, t.state, t.offeredAt, t.id),
    index("reviews_due").on(t.organization, t.state, t.dueAt, t.id),
    index("reviews_late").on(t.dueAt).where(sql`${t.state} = 'open' and ${t.lateAt} is null`),
    index("reviews_batch").on(t.batch, t.organization, t.state).where(sql`${t.batch} is not null`),
  ],
);

export const reviewComments = sqliteTable(
  "review_comments",
  {
    id: text().primaryKey(),
    review: text()
      .notNull()
      .references(() => reviews.id),
    by: text().notNull(),
    at: text().notNull(),
    words: text().notNull(),
    internal: integer({ mode: "boolean" }).notNull(),
    answers: text(),
  },
  (t) => [index("review_comments_review").on(t.review, t.id)],
);

export const reviewEvents = sqliteTable(
  "review_events",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    review: text().notNull(),
    event: text({ mode: "json" }).$type<ReviewEvent>().notNull(),
  },
  (t) => [index("review_events_review").on(t.review)],
);

export const rubrics = sqliteTable("rubrics", {
  id: text().primaryKey(),
  data: text({ mode: "json" }).$type<Rubric>().notNull(),
});
