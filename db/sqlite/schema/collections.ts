import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  CollectionEvent,
  CollectionStatus,
  Content,
} from "../../../src/collections/rules/collection.ts";
import type { Endorsement } from "../../../src/reach/rules/endorsement.ts";
import type { Reach } from "../../../src/reach/rules/reach.ts";
import { organizations } from "./organizations.ts";
import { people } from "./people.ts";

/** The published content lives in `collection_versions`; the draft here. */
export const collections = sqliteTable(
  "collections",
  {
    id: text().primaryKey(),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    ownerPerson: text("owner_person").references(() => people.id),
    ownerOrganization: text("owner_organization").references(() => organizations.code),
    status: text().$type<CollectionStatus>().notNull(),
    hiddenBy: text("hidden_by"),
    reach: text().$type<Reach>().notNull(),
    ceiling: text().$type<Reach>(),
    ceilingBy: text("ceiling_by"),
    revision: integer().notNull(),
    latest: integer().notNull(),
    published: integer(),
    proposed: integer(),
    draft: text({ mode: "json" }).$type<Content>().notNull(),
    endorsements: text({ mode: "json" }).$type<Endorsement[]>().notNull(),
    /** Place on the home page, from 0; null for most. */
    featured: integer(),
    createdAt: text("created_at").notNull(),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [
    index("collections_owner").on(t.ownerPerson).where(sql`${t.ownerPerson} is not null`),
    index("collections_organization").on(t.organization, t.id),
    check("collections_one_owner", sql`(${t.ownerPerson} is null) <> (${t.ownerOrganization} is null)`),
  ],
);

export const collectionVersions = sqliteTable(
  "collection_versions",
  {
    collection: text()
      .notNull()
      .references(() => collections.id),
    number: integer().notNull(),
    content: text({ mode: "json" }).$type<Content>().notNull(),
    at: text().notNull(),
    by: text().notNull(),
    widestReach: text("widest_reach").$type<Reach>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.collection, t.number] })],
);

export const collectionHistory = sqliteTable(
  "collection_history",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    collection: text().notNull(),
    event: text({ mode: "json" }).$type<CollectionEvent>().notNull(),
  },
  (t) => [index("collection_history_collection").on(t.collection)],
);

/** Who keeps a collection together with its owner, or is asked to. */
export const collectionCurators = sqliteTable(
  "collection_curators",
  {
    id: text().primaryKey(),
    collection: text()
      .notNull()
      .references(() => collections.id),
    person: text().references(() => people.id),
    email: text(),
    asked: text().notNull(),
    invitedBy: text("invited_by").notNull(),
    invitedAt: text("invited_at").notNull(),
    acceptedAt: text("accepted_at"),
  },
  (t) => [
    index("collection_curators_collection").on(t.collection),
    index("collection_curators_person").on(t.person),
    index("collection_curators_email").on(t.email),
  ],
);
