import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Account, MailChoice } from "../../../src/people/rules/account.ts";
import type { Scope } from "../../../src/people/rules/key.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";

export const keys = sqliteTable("keys", {
  id: text().primaryKey(),
  person: text()
    .notNull()
    .references(() => people.id),
  prefix: text().notNull(),
  hash: text().notNull().unique(),
  label: text().notNull(),
  scopes: text({ mode: "json" }).$type<Scope[]>().notNull(),
  createdAt: text("created_at").notNull(),
  expiresAt: text("expires_at").notNull(),
  revokedAt: text("revoked_at"),
  lastUsedAt: text("last_used_at"),
});

/** How people sign in. */
export const accounts = sqliteTable("accounts", {
  person: text()
    .primaryKey()
    .references(() => people.id),
  passphrase: text(),
  resetHash: text("reset_hash").unique(),
  resetExpiresAt: text("reset_expires_at"),
  totp: text({ mode: "json" }).$type<Account["totp"]>(),
  recovery: text({ mode: "json" }).$type<string[]>().notNull(),
  mail: text().$type<MailChoice>().notNull(),
  revision: integer().notNull(),
});

/** How people are known to the sign-ins of districts. */
export const identities = sqliteTable(
  "identities",
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    person: text()
      .notNull()
      .references(() => people.id),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    createdAt: text("created_at").notNull(),
    usedAt: text("used_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index("identities_person").on(t.person)],
);

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id),
    hash: text().notNull().unique(),
    createdAt: text("created_at").notNull(),
    seenAt: text("seen_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    browser: text().notNull(),
    secondFactor: integer("second_factor", { mode: "boolean" }).notNull(),
    awaitsCode: integer("awaits_code", { mode: "boolean" }).notNull(),
    endedAt: text("ended_at"),
  },
  (t) => [index("sessions_person").on(t.person)],
);

/** How often something was tried lately, by the hash of who tried. */
export const attempts = sqliteTable("attempts", {
  key: text().primaryKey(),
  count: integer().notNull(),
  /** Milliseconds since 1970. */
  since: integer().notNull(),
});
