import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Letter, MailKind, MailState } from "../../../src/notices/rules/mail.ts";
import type { NoticeKind } from "../../../src/notices/rules/notice.ts";
import type { NoticeSubject } from "../../../src/notices/rules/notice-subject.ts";
import { people } from "./people.ts";

/** What people must do or know. `mail` carries it, where its person wants mail. */
export const notices = sqliteTable(
  "notices",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    person: text()
      .notNull()
      .references(() => people.id),
    what: text().$type<NoticeKind>().notNull(),
    act: integer({ mode: "boolean" }).notNull(),
    about: text({ mode: "json" }).$type<NoticeSubject>().notNull(),
    at: text().notNull(),
    readAt: text("read_at"),
    mail: text(),
  },
  (t) => [
    index("notices_person").on(t.person, t.id),
    index("notices_unread").on(t.person).where(sql`${t.readAt} is null`),
    index("notices_mail").on(t.mail).where(sql`${t.mail} is not null`),
  ],
);

/** Mails on their way. */
export const mails = sqliteTable(
  "mails",
  {
    id: text().primaryKey(),
    kind: text().$type<MailKind>().notNull(),
    person: text().references(() => people.id),
    letter: text({ mode: "json" }).$type<Letter>(),
    state: text().$type<MailState>().notNull(),
    tries: integer().notNull(),
    nextTry: text("next_try").notNull(),
    createdAt: text("created_at").notNull(),
    fault: text(),
  },
  (t) => [
    index("mails_waiting").on(t.nextTry).where(sql`${t.state} = 'waiting'`),
    index("mails_person").on(t.person),
  ],
);
