import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { MailChange, NoticeChange, NoticesRead } from "../../src/notices/rules/change.ts";
import type { Mail } from "../../src/notices/rules/mail.ts";
import type { NewNotice } from "../../src/notices/rules/notice.ts";
import type { Db } from "./open.ts";
import { mails, notices } from "./schema.ts";

export function writeNotice(db: Db, { after, mail, once }: NoticeChange): void {
  if (once && isUnread(db, after)) return;
  const mailId = mail && mailFor(db, after, mail);
  db.insert(notices)
    .values({ ...after, mail: mailId ?? null })
    .run();
}

/** True while the person has one of this kind about the same batch or import that they have not read. */
function isUnread(db: Db, { person, what, about }: NewNotice): boolean {
  const same = sql`json_extract(${notices.about}, '$.batch') is ${about.batch ?? null}
    and json_extract(${notices.about}, '$.import') is ${about.import ?? null}
    and json_extract(${notices.about}, '$.organization') = ${about.organization}`;
  const unread = and(eq(notices.person, person), isNull(notices.readAt), eq(notices.what, what), same);
  return db.select({ id: notices.id }).from(notices).where(unread).get() !== undefined;
}

/** The day's mail that waits for this person and was never tried, or a new one. Gives its id. */
function mailFor(
  db: Db,
  { person, at }: NewNotice,
  { kind, due }: NonNullable<NoticeChange["mail"]>,
): string {
  const notTriedYet = and(
    eq(mails.person, person),
    eq(mails.state, "waiting"),
    eq(mails.kind, "digest"),
    eq(mails.tries, 0),
  );
  const waiting = kind === "digest" && db.select({ id: mails.id }).from(mails).where(notTriedYet).get();
  if (waiting) return waiting.id;
  const id = randomUUID();
  db.insert(mails)
    .values({ id, kind, person, state: "waiting", tries: 0, nextTry: due, createdAt: at })
    .run();
  return id;
}

/** Over the number of tries that was seen: two programs never take up one mail. */
export function writeMail(db: Db, { before, after }: MailChange): void {
  const row = toRow(after);
  if (!before) return void db.insert(mails).values(row).run();
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
export function readNotices(db: Db, { person, upTo, only, at }: NoticesRead): void {
  const unread = and(eq(notices.person, person), isNull(notices.readAt));
  const which = only ? inArray(notices.id, only) : lte(notices.id, upTo ?? Number.MAX_SAFE_INTEGER);
  db.update(notices).set({ readAt: at }).where(and(unread, which)).run();
}
