import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import { noticesOfImport } from "../../src/notices/rules/import-notices.ts";
import { dueFor, type Mail } from "../../src/notices/rules/mail.ts";
import type { NewNotice } from "../../src/notices/rules/notice.ts";
import {
  noticesOfCollection,
  noticesOfErasure,
  noticesOfMembership,
  noticesOfReport,
  noticesOfResource,
} from "../../src/notices/rules/recipients.ts";
import { noticesOfComment, noticesOfLate, noticesOfReview } from "../../src/notices/rules/review-notices.ts";
import type { Review } from "../../src/reviews/rules/review.ts";
import type { Change } from "../../src/store/change.ts";
import type { Db } from "./open.ts";
import { toReview } from "./reviews.ts";
import { accounts, mails, memberships, notices, organizations, people, reports, reviews } from "./schema.ts";

type Of<N extends Change["noun"]> = Extract<Change, { noun: N }>;

/** Made inside the commit from what it writes: no door can forget them, and no fault can part the two. */
export function recordNotices(
  db: Db,
  change: Of<"review" | "resource" | "collection" | "review-comment" | "report" | "import">,
): void {
  if (change.noun === "import") write(db, noticesOfImport(change.before, change.after));
  else if (change.noun === "resource") write(db, noticesOfResource(change, curatorsIn(db)));
  else if (change.noun === "collection") {
    const known = { curators: curatorsIn(db), withMail: personWith(db) };
    write(db, noticesOfCollection(change, known));
  } else if (change.noun === "report")
    write(db, noticesOfReport(change, pathOf(db, change.after.organization), curatorsIn(db)));
  else if (change.noun === "review") write(db, noticesOfReview(change, curatorsIn(db)));
  else {
    const row = db.select().from(reviews).where(eq(reviews.id, change.after.review)).get();
    if (row) write(db, noticesOfComment(change.after, toReview(row), curatorsIn(db)));
  }
}

export const recordLateNotices = (db: Db, review: Review, at: string): void =>
  write(db, noticesOfLate(review, at, pathOf(db, review.organization), curatorsIn(db)));
/** Before it goes, while it can be said who shared it and who waits for an answer. */
export function recordErasureNotices(db: Db, change: Of<"erasure">): void {
  const waiting = and(
    eq(reports.resource, change.after.resource),
    eq(reports.state, "open"),
    eq(reports.notice, true),
  );
  const reporters = db.select({ by: reports.by }).from(reports).where(waiting).all();
  write(
    db,
    noticesOfErasure(
      change,
      reporters.flatMap(({ by }) => by ?? []),
      curatorsIn(db),
    ),
  );
}

/** Before it is written, so that what was there can be told from what is new. */
export function recordMembershipNotices(db: Db, { after }: Of<"membership">, by: string, at: string): void {
  const mine = and(eq(memberships.person, after.person), eq(memberships.organization, after.organization));
  const before = db.select().from(memberships).where(mine).get();
  write(db, noticesOfMembership(before, after, curatorsIn(db), { by, at }));
}

/** An organization and those above it. */
function pathOf(db: Db, code: string): string[] {
  const row = db.select().from(organizations).where(eq(organizations.code, code)).get();
  return row ? [code, ...(row.parent ? pathOf(db, row.parent) : [])] : [];
}

const curatorsIn = (db: Db) => (organization: string) =>
  db
    .select({ person: memberships.person })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .where(
      and(
        eq(memberships.organization, organization),
        eq(memberships.role, "curator"),
        eq(memberships.confirmed, true),
        eq(people.active, true),
      ),
    )
    .all()
    .map((row) => row.person);

const personWith = (db: Db) => (email: string) =>
  db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), eq(people.active, true)))
    .get()?.id;

function write(db: Db, made: NewNotice[]): void {
  for (const notice of made) {
    const { about } = notice;
    if ((about.batch ?? about.import) && isAlreadyNoted(db, notice)) continue;
    const mail = mailFor(db, notice);
    db.insert(notices)
      .values({ ...notice, mail: mail ?? null })
      .run();
  }
}

/** Of offers made together one notice tells, and of what an import has come to, for as long as it is not read. */
function isAlreadyNoted(db: Db, { person, what, about }: NewNotice): boolean {
  const same = sql`json_extract(${notices.about}, '$.batch') is ${about.batch ?? null}
    and json_extract(${notices.about}, '$.import') is ${about.import ?? null}
    and json_extract(${notices.about}, '$.organization') = ${about.organization}`;
  const unread = and(eq(notices.person, person), isNull(notices.readAt), eq(notices.what, what), same);
  return db.select({ id: notices.id }).from(notices).where(unread).get() !== undefined;
}

/** The mail that will carry it: one of its own, the day's that waits already, or none. */
function mailFor(db: Db, { person, at }: NewNotice): string | undefined {
  const whom = db
    .select({ email: people.email, choice: accounts.mail })
    .from(people)
    .leftJoin(accounts, eq(accounts.person, people.id))
    .where(eq(people.id, person))
    .get();
  const choice = whom?.choice ?? "daily";
  if (!whom?.email || choice === "none") return undefined;
  const kind = choice === "daily" ? "digest" : "notice";
  // One that has been tried already may be on its way: what comes now waits for the next.
  const untried = and(
    eq(mails.person, person),
    eq(mails.state, "waiting"),
    eq(mails.kind, "digest"),
    eq(mails.tries, 0),
  );
  const waiting = kind === "digest" && db.select({ id: mails.id }).from(mails).where(untried).get();
  if (waiting) return waiting.id;
  const id = randomUUID();
  const nextTry = dueFor(choice, at);
  db.insert(mails).values({ id, kind, person, state: "waiting", tries: 0, nextTry, createdAt: at }).run();
  return id;
}

/** Over the number of tries that was seen: two carriers never take up one mail. */
export function writeMail(db: Db, { before, after }: Of<"mail">): void {
  const row = toRow(after);
  if (!before) {
    db.insert(mails).values(row).run();
    return;
  }
  const seen = and(eq(mails.id, after.id), eq(mails.tries, before.tries), eq(mails.state, before.state));
  const { changes } = db.update(mails).set(row).where(seen).run();
  if (changes === 0) throw new Problem("stale", "This mail is being sent already.");
}

const toRow = (mail: Mail): typeof mails.$inferInsert => ({
  ...mail,
  person: mail.person ?? null,
  letter: mail.letter ?? null,
  fault: mail.fault ?? null,
});

/** Reading twice is reading once. */
export function readNotices(db: Db, { person, upTo, only, at }: Of<"notices-read">): void {
  const unread = and(eq(notices.person, person), isNull(notices.readAt));
  const which = only ? inArray(notices.id, only) : lte(notices.id, upTo ?? Number.MAX_SAFE_INTEGER);
  db.update(notices).set({ readAt: at }).where(and(unread, which)).run();
}
