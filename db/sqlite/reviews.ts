import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Status } from "../../src/resources/rules/resource.ts";
import type { QueueRequest } from "../../src/reviews/rules/queue-request.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { Reviews } from "../../src/store/reviews.ts";
import { asAsked, isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import {
  collections,
  collectionVersions,
  resources,
  reviewComments,
  reviewEvents,
  reviews,
  rubrics,
  versions,
} from "./schema.ts";

/** A stored row as the noun the rest of the program knows; what is null there is absent here. */
export function toReview(row: typeof reviews.$inferSelect): Review {
  const {
    resource,
    collection,
    assignee,
    assignedAt,
    deputy,
    previous,
    batch,
    escalatedFrom,
    lateAt,
    ...review
  } = row;
  return {
    ...review,
    ...(resource === null ? {} : { resource }),
    ...(collection === null ? {} : { collection }),
    ...(assignee === null ? {} : { assignee: { person: assignee, at: assignedAt ?? row.changedAt } }),
    ...(deputy === null ? {} : { deputy }),
    ...(previous === null ? {} : { previous }),
    ...(batch === null ? {} : { batch }),
    ...(lateAt === null ? {} : { lateAt }),
    ...(escalatedFrom === null ? {} : { escalatedFrom }),
  };
}

const ITS_RESOURCE = eq(resources.id, reviews.resource);
const ITS_COLLECTION = eq(collections.id, reviews.collection);

export function reviewsOf(db: Db): Reviews {
  const joined = (where: SQL | undefined) =>
    db
      .select({ row: reviews })
      .from(reviews)
      .leftJoin(resources, ITS_RESOURCE)
      .leftJoin(collections, ITS_COLLECTION)
      .where(where);
  const id = sql.placeholder("id");
  const byId = db.select().from(reviews).where(eq(reviews.id, id)).prepare();
  const ofOne = db
    .select()
    .from(reviews)
    .where(or(eq(reviews.resource, id), eq(reviews.collection, id)))
    .orderBy(asc(reviews.offeredAt), asc(reviews.id))
    .prepare();
  const said = db
    .select()
    .from(reviewComments)
    .where(eq(reviewComments.review, id))
    .orderBy(asc(reviewComments.id))
    .prepare();
  const happened = db
    .select({ event: reviewEvents.event })
    .from(reviewEvents)
    .where(eq(reviewEvents.review, id))
    .orderBy(asc(reviewEvents.seq))
    .prepare();
  const allRubrics = db.select().from(rubrics).orderBy(asc(rubrics.id)).prepare();
  const untaken = db
    .select({ n: count() })
    .from(reviews)
    .leftJoin(resources, ITS_RESOURCE)
    .leftJoin(collections, ITS_COLLECTION)
    .where(
      and(
        SEEN,
        eq(reviews.organization, sql.placeholder("organization")),
        eq(reviews.state, "open"),
        takenBy("nobody"),
      ),
    )
    .prepare();
  return {
    async get(id) {
      const row = byId.get({ id });
      return row && toReview(row);
    },
    async many(ids) {
      const rows = db.select().from(reviews).where(isAmong(reviews.id, ids)).all();
      return asAsked(ids, rows.map(toReview), (review) => review.id);
    },
    async of(id) {
      return ofOne.all({ id }).map(toReview);
    },
    async unfinished(ids) {
      const wanted = sql`(select value from json_each(${JSON.stringify(ids)}))`;
      const theirs = sql`(${reviews.resource} in ${wanted} or ${reviews.collection} in ${wanted})`;
      const rows = db
        .select()
        .from(reviews)
        .where(and(theirs, inArray(reviews.state, ["open", "returned"])))
        .all();
      return rows.map(toReview);
    },
    async queue(ask) {
      const column = ask.sort === "due" ? reviews.dueAt : reviews.offeredAt;
      const way = ask.sort === "newest" ? desc : asc;
      const rows = joined(and(inQueue(ask), behind(ask)))
        .orderBy(way(column), way(reviews.id))
        .limit(ask.limit + 1)
        .all();
      const page = rows.slice(0, ask.limit).map(({ row }) => toReview(row));
      const last = page.at(-1);
      if (rows.length <= ask.limit || !last) return { reviews: page };
      return { reviews: page, next: `${ask.sort === "due" ? last.dueAt : last.offeredAt}~${last.id}` };
    },
    async count(ask) {
      const rows = db.select({ n: count() }).from(reviews).leftJoin(resources, ITS_RESOURCE);
      return rows.leftJoin(collections, ITS_COLLECTION).where(inQueue(ask)).get()?.n ?? 0;
    },
    async untaken(organization) {
      return untaken.get({ organization })?.n ?? 0;
    },
    async late(now, limit) {
      const notReported = and(eq(reviews.state, "open"), isNull(reviews.lateAt), lt(reviews.dueAt, now));
      const rows = db.select({ id: reviews.id }).from(reviews).where(notReported).orderBy(asc(reviews.dueAt));
      return rows
        .limit(limit)
        .all()
        .map((row) => row.id);
    },
    async comments(review) {
      return said.all({ id: review }).map(toComment);
    },
    async comment(id) {
      const row = db.select().from(reviewComments).where(eq(reviewComments.id, id)).get();
      return row && toComment(row);
    },
    async events(review) {
      return happened.all({ id: review }).map((row) => row.event);
    },
    async rubrics() {
      return allRubrics.all().map((row) => row.data);
    },
  };
}

const toComment = ({ answers, ...row }: typeof reviewComments.$inferSelect) => ({
  ...row,
  ...(answers === null ? {} : { answers }),
});

const IN_QUEUES: Status[] = ["active", "hidden", "withdrawn"];

/** Decided reviews of what its owner took back to private are the owner's alone (`party.ts`). */
const SEEN = or(
  and(
    inArray(resources.status, IN_QUEUES),
    or(
      inArray(reviews.state, ["open", "returned"]),
      ne(resources.reach, "private"),
      isNotNull(resources.ownerOrganization),
    ),
  ),
  and(
    isNotNull(reviews.collection),
    or(
      inArray(reviews.state, ["open", "returned"]),
      and(ne(collections.reach, "private"), isNotNull(collections.published)),
      isNotNull(collections.ownerOrganization),
    ),
  ),
);

type Filter = Omit<QueueRequest, "sort" | "after" | "limit">;

function inQueue({
  organizations,
  states,
  assignee,
  subject,
  topic,
  from,
  batch,
  offeredBefore,
  dueBefore,
}: Filter) {
  return and(
    SEEN,
    inArray(reviews.organization, organizations),
    inArray(reviews.state, states),
    takenBy(assignee),
    subject === undefined ? undefined : names("subjects", subject),
    topic === undefined ? undefined : names("topics", topic),
    from === undefined ? undefined : or(eq(resources.organization, from), eq(collections.organization, from)),
    batch === undefined ? undefined : eq(reviews.batch, batch),
    offeredBefore === undefined ? undefined : lt(reviews.offeredAt, offeredBefore),
    dueBefore === undefined ? undefined : lt(reviews.dueAt, dueBefore),
  );
}

function takenBy(assignee: QueueRequest["assignee"]): SQL | undefined {
  if (assignee === undefined) return undefined;
  if (assignee === "nobody") return isNull(reviews.assignee);
  if ("others" in assignee) return and(isNotNull(reviews.assignee), ne(reviews.assignee, assignee.others));
  return or(eq(reviews.assignee, assignee.person), eq(reviews.deputy, assignee.person));
}

/** The version asked about names it; of a collection, one of the resources in it does. */
function names(list: "subjects" | "topics", id: string): SQL {
  const described = sql`json_each(${versions.description}, ${`$.${list}`})`;
  const asked = sql`exists (select 1 from ${versions}, ${described} named
    where ${versions.resource} = ${reviews.resource} and ${versions.number} = ${reviews.version} and named.value = ${id})`;
  const held = sql`exists (select 1 from ${collectionVersions},
    json_each(${collectionVersions.content}, '$.sections') section, json_each(section.value, '$.entries') entry
    join ${resources} entry_resources on entry_resources.id = entry.value ->> 'resource'
    join ${versions} on ${versions.resource} = entry_resources.id and ${versions.number} = entry_resources.published,
    ${described} named
    where ${collectionVersions.collection} = ${reviews.collection}
      and ${collectionVersions.number} = ${reviews.version} and named.value = ${id})`;
  return sql`(${asked} or ${held})`;
}

/** Behind the cursor of the page before: the moment, and the id where two share one. */
function behind({ after, sort }: QueueRequest): SQL | undefined {
  const [at, id] = after?.split("~") ?? [];
  if (at === undefined || id === undefined) return undefined;
  const column = sort === "due" ? reviews.dueAt : reviews.offeredAt;
  const row = sql`(${column}, ${reviews.id})`;
  return sort === "newest" ? sql`${row} < (${at}, ${id})` : sql`${row} > (${at}, ${id})`;
}
