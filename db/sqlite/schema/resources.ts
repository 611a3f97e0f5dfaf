import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Endorsement } from "../../../src/reach/rules/endorsement.ts";
import type { Reach } from "../../../src/reach/rules/reach.ts";
import type {
  Description,
  Hiding,
  ResourceEvent,
  Status,
  Withdrawal,
} from "../../../src/resources/rules/resource.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";

/** The description lives in `versions`; a resource points at the published one. */
export const resources = sqliteTable(
  "resources",
  {
    id: text().primaryKey(),
    externalId: text("external_id"),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    ownerPerson: text("owner_person").references(() => people.id),
    ownerOrganization: text("owner_organization").references(() => organizations.code),
    status: text().$type<Status>().notNull(),
    reach: text().$type<Reach>().notNull(),
    ceiling: text().$type<Reach>(),
    ceilingBy: text("ceiling_by"),
    revision: integer().notNull(),
    published: integer().notNull(),
    proposed: integer(),
    endorsements: text({ mode: "json" }).$type<Endorsement[]>().notNull(),
    catalogued: integer({ mode: "boolean" }).notNull(),
    createdAt: text("created_at").notNull(),
    changedAt: text("changed_at").notNull(),
    withdrawal: text({ mode: "json" }).$type<Withdrawal>(),
    hiding: text({ mode: "json" }).$type<Hiding>(),
  },
  (t) => [
    uniqueIndex("resources_external").on(t.organization, t.externalId),
    index("resources_owner").on(t.ownerPerson).where(sql`${t.ownerPerson} is not null`),
    index("resources_organization").on(t.organization, t.id),
    check("resources_one_owner", sql`(${t.ownerPerson} is null) <> (${t.ownerOrganization} is null)`),
  ],
);

export const versions = sqliteTable(
  "versions",
  {
    resource: text()
      .notNull()
      .references(() => resources.id),
    number: integer().notNull(),
    description: text({ mode: "json" }).$type<Description>().notNull(),
    at: text().notNull(),
    by: text().notNull(),
    widestReach: text("widest_reach").$type<Reach>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.resource, t.number] })],
);

/**
 * What a resource is found again by: its canonical address and the keys of its title, as numbers. See `alike.ts`.
 * Kept without rowid (migration 0017): four rows of two short values belong to every resource.
 */
export const resourceKeys = sqliteTable(
  "resource_keys",
  {
    key: integer().notNull(),
    resource: text()
      .notNull()
      .references(() => resources.id),
  },
  (t) => [primaryKey({ columns: [t.key, t.resource] }), index("resource_keys_resource").on(t.resource)],
);

export const history = sqliteTable(
  "history",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    resource: text().notNull(),
    event: text({ mode: "json" }).$type<ResourceEvent>().notNull(),
  },
  (t) => [index("history_resource").on(t.resource)],
);
