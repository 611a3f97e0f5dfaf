import { and, asc, count, desc, eq, isNull, lt, lte, type Placeholder, sql } from "drizzle-orm";
import type { Mail } from "../../src/notices/rules/mail.ts";
import type { Notice } from "../../src/notices/rules/notice.ts";
import type { Mails, Notices } from "../../src/store/notices.ts";
import type { Db } from "./open.ts";
import { mails, notices } from "./schema.ts";

const toNotice = ({ readAt, mail: _mail, ...row }: typeof notices.$inferSelect): Notice => ({
  ...row,
  ...(readAt === null ? {} : { readAt }),
});

export function noticesOf(db: Db): Notices {
  const unreadOf = (person: string | Placeholder) => and(eq(notices.person, person), isNull(notices.readAt));
  const unread = db
    .select({ n: count() })
    .from(notices)
    .where(unreadOf(sql.placeholder("person")))
    .prepare();
  return {
    async of(person, { unread: only, before, limit }) {
      const wanted = and(
        only ? unreadOf(person) : eq(notices.person, person),
        before === undefined ? undefined : lt(notices.id, before),
      );
      const rows = db.select().from(notices).where(wanted).orderBy(desc(notices.id)).limit(limit);
      return rows.all().map(toNotice);
    },
    async unread(person) {
      return unread.get({ person })?.n ?? 0;
    },
    async inMail(mail) {
      const rows = db.select().from(notices).where(eq(notices.mail, mail)).orderBy(asc(notices.id));
      return rows.all().map(toNotice);
    },
  };
}

const toMail = ({ person, letter, fault, ...row }: typeof mails.$inferSelect): Mail => ({
  ...row,
  ...(person === null ? {} : { person }),
  ...(letter === null ? {} : { letter }),
  ...(fault === null ? {} : { fault }),
});

export function mailsOf(db: Db): Mails {
  return {
    async due(now, limit) {
      const wanted = and(eq(mails.state, "waiting"), lte(mails.nextTry, now));
      return db.select().from(mails).where(wanted).orderBy(asc(mails.nextTry)).limit(limit).all().map(toMail);
    },
    async dead(limit) {
      const rows = db.select().from(mails).where(eq(mails.state, "dead")).orderBy(desc(mails.createdAt));
      return rows.limit(limit).all().map(toMail);
    },
    async get(id) {
      const row = db.select().from(mails).where(eq(mails.id, id)).get();
      return row && toMail(row);
    },
  };
}
