import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role } from "../../../src/people/rules/person.ts";
import { organizations } from "./organizations.ts";

export const people = sqliteTable("people", {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().unique(),
  demo: integer({ mode: "boolean" }).notNull(),
  active: integer({ mode: "boolean" }).notNull(),
  createdAt: text("created_at").notNull(),
});

export const memberships = sqliteTable(
  "memberships",
  {
    person: text()
      .notNull()
      .references(() => people.id),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    role: text().$type<Role>().notNull(),
    confirmed: integer({ mode: "boolean" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.organization] })],
);

export const invitations = sqliteTable(
  "invitations",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    role: text().$type<Role>().notNull(),
    hash: text().notNull().unique(),
    invitedBy: text("invited_by").notNull(),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    acceptedAt: text("accepted_at"),
    acceptedBy: text("accepted_by"),
    withdrawnAt: text("withdrawn_at"),
  },
  (t) => [index("invitations_organization").on(t.organization)],
);
