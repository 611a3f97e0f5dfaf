import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { CollectionEvent, CollectionStatus, Content } from "../../src/collections/collection.ts";
import type { ScanState } from "../../src/files/file.ts";
import type { Mapping } from "../../src/imports/columns.ts";
import type { Answer } from "../../src/imports/findings.ts";
import type { Import, Imported, ImportRow } from "../../src/imports/import.ts";
import type { LinkResult } from "../../src/imports/links.ts";
import type { Outcome } from "../../src/imports/plan.ts";
import type { Shared } from "../../src/imports/store.ts";
import type { Letter, MailKind, MailState } from "../../src/notices/mail.ts";
import type { About, NoticeKind } from "../../src/notices/notice.ts";
import type { Organization } from "../../src/organizations/organization.ts";
import type { Account, MailChoice } from "../../src/people/account.ts";
import type { AuditDeed } from "../../src/people/audit.ts";
import type { Scope } from "../../src/people/key.ts";
import type { Role } from "../../src/people/person.ts";
import type { Term, VocabularyId } from "../../src/reference/vocabulary.ts";
import type { Report, ReportKind } from "../../src/reports/report.ts";
import type { Description, Hiding, ResourceEvent, Status, Withdrawal } from "../../src/resources/resource.ts";
import type { Claim } from "../../src/share/claim.ts";
import type { ReadPage, Typed } from "../../src/share/draft.ts";
import type { Endorsement } from "../../src/sharing/endorsement.ts";
import type { Reach } from "../../src/sharing/reach.ts";
import type { ReviewEvent, Review as SharingReview } from "../../src/sharing/review.ts";
import type { Rubric } from "../../src/sharing/rubric.ts";
import type { Sharing } from "../../src/sharing/rules.ts";
import type { Framework } from "../../src/standards/framework.ts";
import type { UsageKind } from "../../src/usage/store.ts";
import type { Traces } from "./erasing-traces.ts";

/** Single values: the store's epoch, the revision of the reference data, when the seed was wholly in. */
export const meta = sqliteTable("meta", { key: text().primaryKey(), value: text().notNull() });

export const organizations = sqliteTable("organizations", {
  code: text().primaryKey(),
  kind: text().$type<Organization["kind"]>().notNull(),
  name: text().notNull(),
  parent: text(),
  type: text(),
  nces: text(),
  grades: text({ mode: "json" }).$type<string[]>(),
});

/** Whether an organization wants to be asked, and whom it trusts. Without a row it follows the default. */
export const rules = sqliteTable("rules", {
  organization: text()
    .primaryKey()
    .references(() => organizations.code),
  sharing: text().$type<Sharing>().notNull(),
  trusted: text({ mode: "json" }).$type<string[]>().notNull(),
  revision: integer().notNull(),
});

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

/** How often something was tried lately, by the hash of who tried. */
export const attempts = sqliteTable("attempts", {
  key: text().primaryKey(),
  count: integer().notNull(),
  /** Milliseconds since 1970. */
  since: integer().notNull(),
});

/** Who did what to whom, by ids. Triggers (`audit.ts`) refuse every change of what is written. */
export const audit = sqliteTable(
  "audit",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: text().notNull(),
    by: text().notNull(),
    what: text().$type<AuditDeed>().notNull(),
    person: text(),
    organization: text(),
    thing: text(),
    role: text(),
  },
  (t) => [index("audit_person").on(t.person)],
);

export const vocabularies = sqliteTable("vocabularies", {
  id: text().$type<VocabularyId>().primaryKey(),
  label: text().notNull(),
  note: text(),
  source: text(),
  terms: text({ mode: "json" }).$type<Term[]>().notNull(),
});

export const frameworks = sqliteTable("frameworks", {
  id: text().primaryKey(),
  code: text().notNull().unique(),
  data: text({ mode: "json" }).$type<Framework>().notNull(),
});

export const items = sqliteTable(
  "items",
  {
    id: text().primaryKey(),
    framework: text()
      .notNull()
      .references(() => frameworks.id),
    code: text().notNull(),
    statement: text(),
    label: text(),
    type: text(),
    grades: text({ mode: "json" }).$type<string[]>().notNull(),
    parent: text(),
    sequence: integer().notNull(),
    language: text(),
    /** True when its package no longer has it; kept while resources point at it. */
    dropped: integer({ mode: "boolean" }).notNull().default(false),
  },
  (t) => [index("items_framework").on(t.framework)],
);

export const associations = sqliteTable(
  "associations",
  {
    id: text().primaryKey(),
    framework: text()
      .notNull()
      .references(() => frameworks.id),
    type: text().notNull(),
    origin: text().notNull(),
    destination: text().notNull(),
  },
  (t) => [index("associations_framework").on(t.framework)],
);

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

/** What a resource is found again by: its canonical address and the keys of its title. See `alike.ts`. */
export const resourceKeys = sqliteTable(
  "resource_keys",
  {
    key: text().notNull(),
    resource: text()
      .notNull()
      .references(() => resources.id),
  },
  (t) => [primaryKey({ columns: [t.key, t.resource] }), index("resource_keys_resource").on(t.resource)],
);

/** What somebody describes and has not shared yet. */
export const drafts = sqliteTable(
  "drafts",
  {
    id: text().primaryKey(),
    person: text()
      .notNull()
      .references(() => people.id),
    typed: text({ mode: "json" }).$type<Typed>().notNull(),
    page: text({ mode: "json" }).$type<ReadPage>(),
    createdAt: text("created_at").notNull(),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [index("drafts_person").on(t.person)],
);

/** Files by the SHA-256 of their bytes, which lie in the data folder. */
export const files = sqliteTable(
  "files",
  {
    hash: text().primaryKey(),
    size: integer().notNull(),
    type: text().notNull(),
    state: text().$type<ScanState>().notNull(),
    at: text().notNull(),
  },
  (t) => [index("files_held").on(t.at).where(sql`${t.state} = 'held'`)],
);

export const uploads = sqliteTable(
  "uploads",
  {
    hash: text()
      .notNull()
      .references(() => files.hash),
    person: text()
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.person] })],
);

/** Which resources have a version that names the file. */
export const fileUses = sqliteTable(
  "file_uses",
  {
    hash: text()
      .notNull()
      .references(() => files.hash),
    resource: text()
      .notNull()
      .references(() => resources.id),
  },
  (t) => [primaryKey({ columns: [t.hash, t.resource] })],
);

/** What others say a resource teaches, beside its description. */
export const claims = sqliteTable(
  "claims",
  {
    id: text().primaryKey(),
    resource: text()
      .notNull()
      .references(() => resources.id),
    person: text()
      .notNull()
      .references(() => people.id),
    organization: text().notNull(),
    alignment: text({ mode: "json" }).$type<Claim["alignment"]>().notNull(),
    state: text().$type<Claim["state"]>().notNull(),
    at: text().notNull(),
    decidedAt: text("decided_at"),
    decidedBy: text("decided_by"),
    revision: integer().notNull(),
  },
  (t) => [index("claims_resource").on(t.resource)],
);

export const saved = sqliteTable(
  "saved",
  {
    person: text()
      .notNull()
      .references(() => people.id),
    resource: text()
      .notNull()
      .references(() => resources.id),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.resource] })],
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

/** Requests for a yes. At most one of a thing waits at a time. What is asked of queues has columns. */
export const reviews = sqliteTable(
  "reviews",
  {
    id: text().primaryKey(),
    resource: text().references(() => resources.id),
    collection: text().references(() => collections.id),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    goal: text({ mode: "json" }).$type<SharingReview["goal"]>().notNull(),
    version: integer().notNull(),
    state: text().$type<SharingReview["state"]>().notNull(),
    by: text()
      .notNull()
      .references(() => people.id),
    message: text().notNull(),
    offeredAt: text("offered_at").notNull(),
    dueAt: text("due_at").notNull(),
    lateAt: text("late_at"),
    assignee: text().references(() => people.id),
    assignedAt: text("assigned_at"),
    deputy: text().references(() => people.id),
    previous: text(),
    batch: text(),
    escalatedFrom: text("escalated_from"),
    decisions: text({ mode: "json" }).$type<SharingReview["decisions"]>().notNull(),
    revision: integer().notNull(),
    changedAt: text("changed_at").notNull(),
  },
  (t) => [
    uniqueIndex("reviews_one_unfinished").on(t.resource).where(sql`${t.state} in ('open', 'returned')`),
    uniqueIndex("reviews_one_of_collection").on(t.collection).where(sql`${t.state} in ('open', 'returned')`),
    index("reviews_resource").on(t.resource),
    index("reviews_collection").on(t.collection).where(sql`${t.collection} is not null`),
    check("reviews_one_subject", sql`(${t.resource} is null) <> (${t.collection} is null)`),
    index("reviews_queue").on(t.organization, t.state, t.offeredAt, t.id),
    index("reviews_due").on(t.organization, t.state, t.dueAt, t.id),
    index("reviews_late").on(t.dueAt).where(sql`${t.state} = 'open' and ${t.lateAt} is null`),
    index("reviews_batch").on(t.batch, t.organization, t.state).where(sql`${t.batch} is not null`),
  ],
);

export const reviewComments = sqliteTable(
  "review_comments",
  {
    id: text().primaryKey(),
    review: text()
      .notNull()
      .references(() => reviews.id),
    by: text().notNull(),
    at: text().notNull(),
    words: text().notNull(),
    internal: integer({ mode: "boolean" }).notNull(),
    answers: text(),
  },
  (t) => [index("review_comments_review").on(t.review, t.id)],
);

export const reviewEvents = sqliteTable(
  "review_events",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    review: text().notNull(),
    event: text({ mode: "json" }).$type<ReviewEvent>().notNull(),
  },
  (t) => [index("review_events_review").on(t.review)],
);

export const rubrics = sqliteTable("rubrics", {
  id: text().primaryKey(),
  data: text({ mode: "json" }).$type<Rubric>().notNull(),
});

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
    about: text({ mode: "json" }).$type<About>().notNull(),
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

/** Problems that somebody saw. The address of who wants an answer is kept until there is one. */
export const reports = sqliteTable(
  "reports",
  {
    id: text().primaryKey(),
    resource: text()
      .notNull()
      .references(() => resources.id),
    organization: text().notNull(),
    kind: text().$type<ReportKind>().notNull(),
    words: text().notNull(),
    by: text(),
    email: text(),
    notice: integer({ mode: "boolean" }).notNull().default(false),
    at: text().notNull(),
    state: text().$type<Report["state"]>().notNull(),
    answer: text({ mode: "json" }).$type<NonNullable<Report["answer"]>>(),
    revision: integer().notNull(),
  },
  (t) => [
    index("reports_organization").on(t.organization, t.state, t.id),
    index("reports_resource").on(t.resource),
  ],
);

/**
 * What was erased, when and why. `traces` is what the last of it is found by, and is gone once that is gone;
 * `swept_at` is when its last bytes were overwritten.
 */
export const erasures = sqliteTable(
  "erasures",
  {
    resource: text().primaryKey(),
    at: text().notNull(),
    by: text().notNull(),
    reason: text().notNull(),
    readers: text({ mode: "json" }).$type<string[]>().notNull(),
    traces: text({ mode: "json" }).$type<Traces>(),
    sweptAt: text("swept_at"),
  },
  (t) => [index("erasures_unswept").on(t.resource).where(sql`${t.sweptAt} is null`)],
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

/** What changed and has not reached every search engine yet. Positions are never given twice. */
export const outbox = sqliteTable("outbox", {
  position: integer().primaryKey({ autoIncrement: true }),
  resource: text().notNull(),
});

/** Files that organizations bring in. What the rows share is read apart, for it is long. */
export const imports = sqliteTable(
  "imports",
  {
    id: text().primaryKey(),
    organization: text()
      .notNull()
      .references(() => organizations.code),
    state: text().$type<Import["state"]>().notNull(),
    revision: integer().notNull(),
    data: text({ mode: "json" }).$type<Import>().notNull(),
    shared: text({ mode: "json" }).$type<Shared>(),
  },
  (t) => [
    index("imports_organization").on(t.organization, t.id),
    index("imports_trying").on(t.id).where(sql`json_extract(${t.data}, '$.links.state') = 'trying'`),
    index("imports_working")
      .on(t.id)
      .where(sql`${t.state} in ('reading', 'checking', 'importing', 'opening', 'undoing')`),
  ],
);

/** The rows of an import: what is planned for each, and what became of it. */
export const importRows = sqliteTable(
  "import_rows",
  {
    import: text()
      .notNull()
      .references(() => imports.id),
    seq: integer().notNull(),
    sheet: text(),
    row: integer().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    externalId: text("external_id"),
    title: text().notNull(),
    resource: text(),
    revision: integer(),
    said: text({ mode: "json" }).$type<ImportRow["said"]>(),
    plan: text({ mode: "json" })
      .$type<Pick<ImportRow, "changes" | "kept" | "duplicates" | "faults" | "warnings">>()
      .notNull(),
    kept: integer({ mode: "boolean" }).notNull(),
    decision: text().$type<ImportRow["decision"]>(),
    result: text().$type<ImportRow["result"]>(),
    why: text(),
    wrote: text({ mode: "json" }).$type<ImportRow["wrote"]>(),
  },
  (t) => [
    primaryKey({ columns: [t.import, t.seq] }),
    index("import_rows_outcome").on(t.import, t.outcome, t.seq),
    index("import_rows_resource").on(t.resource).where(sql`${t.resource} is not null`),
  ],
);

/** How the links of an import's rows were found. */
export const importLinks = sqliteTable(
  "import_links",
  {
    import: text()
      .notNull()
      .references(() => imports.id),
    seq: integer().notNull(),
    url: text().notNull(),
    result: text().$type<LinkResult>().notNull(),
    detail: text().notNull(),
    at: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.import, t.seq] }),
    index("import_links_result").on(t.import, t.result, t.seq),
  ],
);

/** What the last import wrote of each record. */
export const imported = sqliteTable(
  "imported",
  {
    resource: text()
      .primaryKey()
      .references(() => resources.id),
    organization: text().notNull(),
    source: text().notNull(),
    import: text().notNull(),
    version: integer().notNull(),
    differs: text({ mode: "json" }).$type<Imported["differs"]>(),
  },
  (t) => [index("imported_source").on(t.organization, t.source, t.resource)],
);

/** How an organization's columns and values were understood, for its next file. */
export const importWays = sqliteTable("import_ways", {
  organization: text()
    .primaryKey()
    .references(() => organizations.code),
  mapping: text({ mode: "json" }).$type<Mapping>().notNull(),
  answers: text({ mode: "json" }).$type<Answer[]>().notNull(),
});

/** Answers to an `Idempotency-Key`. */
export const answers = sqliteTable("answers", {
  key: text().primaryKey(),
  request: text().notNull(),
  status: integer().notNull(),
  headers: text({ mode: "json" }).$type<Record<string, string>>().notNull(),
  body: text().notNull(),
  at: text().notNull(),
});

export const usage = sqliteTable(
  "usage",
  {
    day: text().notNull(),
    kind: text().$type<UsageKind>().notNull(),
    what: text().notNull(),
    district: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.kind, t.what, t.district] })],
);
