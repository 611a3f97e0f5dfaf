import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Recipient } from "../../src/people/rules/facts.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { FactLoaders } from "../../src/store/facts.ts";
import type { Sqlite } from "../driver.ts";
import { toSession } from "./accounts.ts";
import type { Db } from "./open.ts";
import { toKey, toPerson } from "./people.ts";
import { recipientLoaders } from "./recipients.ts";
import { toReview } from "./reviews.ts";
import * as t from "./schema.ts";

/** Answers what rules ask, inside the transaction of the commit. */
export function factLoaders(db: Db, sqlite: Sqlite): FactLoaders {
  const { recipients, curators, recipientsAt } = recipientLoaders(sqlite);
  return {
    ...peopleFacts(db),
    recipients: ({ people }) => recipients(people),
    "recipients at": ({ addresses }) => recipientsAt(addresses),
    curators: ({ organization }) => curators(organization),
    terms: ({ vocabulary }) =>
      db.select().from(t.vocabularies).where(eq(t.vocabularies.id, vocabulary)).get()?.terms,
    resource: ({ id }) =>
      db
        .select({ organization: t.resources.organization })
        .from(t.resources)
        .where(eq(t.resources.id, id))
        .get(),
    "file rights": fileRights(db),
    review: ({ id }) => {
      const row = db.select().from(t.reviews).where(eq(t.reviews.id, id)).get();
      const review = row && toReview(row);
      return (
        review && {
          review,
          curating: curators(review.organization),
          involved: recipients(involvedOf(review)),
        }
      );
    },
    "unfinished review": ({ of, id }) => {
      const about = of === "resource" ? t.reviews.resource : t.reviews.collection;
      const unfinished = and(eq(about, id), inArray(t.reviews.state, ["open", "returned"]));
      const row = db.select().from(t.reviews).where(unfinished).get();
      return row && toReview(row);
    },
    "waiting reporters": ({ resource }): Recipient[] => {
      const waiting = and(
        eq(t.reports.resource, resource),
        eq(t.reports.state, "open"),
        eq(t.reports.notice, true),
      );
      const rows = db.select({ by: t.reports.by }).from(t.reports).where(waiting).all();
      return recipients(rows.flatMap(({ by }) => by ?? []));
    },
  };
}

const involvedOf = ({ by, assignee, deputy }: Review): string[] =>
  [by, assignee?.person, deputy].filter((person) => person !== undefined);

type PeopleFacts = Pick<
  FactLoaders,
  "person" | "membership" | "key" | "open keys" | "session" | "open sessions" | "identity"
>;

const peopleFacts = (db: Db): PeopleFacts => ({
  person: ({ person }) => {
    const row = db.select().from(t.people).where(eq(t.people.id, person)).get();
    return row && toPerson(row);
  },
  membership: ({ person, organization }) => {
    const same = and(eq(t.memberships.person, person), eq(t.memberships.organization, organization));
    return db.select().from(t.memberships).where(same).get();
  },
  key: ({ id }) => {
    const row = db.select().from(t.keys).where(eq(t.keys.id, id)).get();
    return row && toKey(row);
  },
  "open keys": ({ person }) => {
    const open = and(eq(t.keys.person, person), isNull(t.keys.revokedAt));
    return db.select().from(t.keys).where(open).orderBy(asc(t.keys.createdAt)).all().map(toKey);
  },
  session: ({ id }) => {
    const row = db.select().from(t.sessions).where(eq(t.sessions.id, id)).get();
    return row && toSession(row);
  },
  "open sessions": ({ person }) => {
    const open = and(eq(t.sessions.person, person), isNull(t.sessions.endedAt));
    const rows = db.select({ id: t.sessions.id }).from(t.sessions).where(open).all();
    return rows.map(({ id }) => id);
  },
  identity: ({ issuer, subject }) => {
    const same = and(eq(t.identities.issuer, issuer), eq(t.identities.subject, subject));
    return db.select().from(t.identities).where(same).get();
  },
});

const fileRights =
  (db: Db): FactLoaders["file rights"] =>
  ({ resource, hashes, people }) => {
    const named = and(eq(t.fileUses.resource, resource), inArray(t.fileUses.hash, hashes));
    const theirs = and(inArray(t.uploads.hash, hashes), inArray(t.uploads.person, people));
    return {
      named: db
        .select({ hash: t.fileUses.hash })
        .from(t.fileUses)
        .where(named)
        .all()
        .map(({ hash }) => hash),
      uploads: db
        .select({ hash: t.uploads.hash, person: t.uploads.person })
        .from(t.uploads)
        .where(theirs)
        .all(),
    };
  };
