import type { Collection, CollectionEvent, CollectionVersion } from "../collections/rules/collection.ts";
import type { Claim } from "../contributing/rules/alignment-claim.ts";
import type { Draft } from "../contributing/rules/draft.ts";
import type { Erasure } from "../erasing/rules/erasure.ts";
import type { KeptFile, Upload } from "../files/rules/file.ts";
import type { Import } from "../imports/rules/import.ts";
import type { Mail } from "../notices/rules/mail.ts";
import type { Organization } from "../organizations/rules/organization.ts";
import type { Account } from "../people/rules/account.ts";
import type { AuditEntry } from "../people/rules/audit.ts";
import type { Identity } from "../people/rules/identity.ts";
import type { Invitation } from "../people/rules/invitation.ts";
import type { Key } from "../people/rules/key.ts";
import type { Membership, Person } from "../people/rules/person.ts";
import type { Session } from "../people/rules/session.ts";
import type { Rules } from "../reach/rules/reach-rules.ts";
import type { VocabularyData } from "../reference/rules/vocabulary.ts";
import type { Report } from "../reports/rules/report.ts";
import type { Resource, ResourceEvent, Version } from "../resources/rules/resource.ts";
import type { Review, ReviewComment, ReviewEvent } from "../reviews/rules/review.ts";
import type { Rubric } from "../reviews/rules/rubric.ts";
import type { Association, Framework, Item } from "../standards/rules/framework.ts";
import type { Reference } from "../standards/rules/reference.ts";
import type { Collections } from "./collections.ts";
import type { Claims, Drafts } from "./contributing.ts";
import type { Erasures } from "./erasing.ts";
import type { Files } from "./files.ts";
import type { Imports, Remembered, RowsChange, Shared } from "./imports.ts";
import type { Mails, Notices } from "./notices.ts";
import type { Accounts, Audit, People } from "./people.ts";
import type { Reports } from "./reports.ts";
import type { Resources } from "./resources.ts";
import type { Reviews } from "./reviews.ts";
import type { Saved } from "./shelf.ts";
import type { Usage } from "./usage.ts";

/**
 * What happened, made by pure functions. A change with `before` is guarded by its revision: when somebody
 * else has changed the record meanwhile, the whole commit fails with Problem `stale` and nothing is written.
 */
export type Change =
  | {
      noun: "resource";
      before?: Resource;
      after: Resource;
      /** A new version, when the description changed. */
      version?: Version;
      /** The version that waits for a review, corrected along with the published one. */
      waiting?: Version;
      /** A version published wider than before. */
      widened?: { number: number; widestReach: Version["widestReach"] };
      event: ResourceEvent;
    }
  | {
      noun: "collection";
      before?: Collection;
      after: Collection;
      /** A new version, published or waiting. */
      version?: CollectionVersion;
      /** A version published wider than before. */
      widened?: { number: number; widestReach: CollectionVersion["widestReach"] };
      event: CollectionEvent;
    }
  /** The collections on the home page, in order. Guarded by what was there before. */
  | { noun: "featured"; before: string[]; after: string[]; at: string; by: string }
  | { noun: "draft"; after: Draft }
  | { noun: "draft-ended"; id: string; person: string }
  /** With `upload`: somebody brought it in. Without: what the scanner says of it. */
  | { noun: "file"; after: KeptFile; upload?: Upload }
  | { noun: "claim"; before?: Claim; after: Claim }
  | { noun: "saved"; person: string; resource: string; at: string }
  | { noun: "unsaved"; person: string; resource: string }
  | { noun: "person"; after: Person }
  | { noun: "membership"; after: Membership }
  | { noun: "membership-ended"; person: string; organization: string }
  | { noun: "key"; after: Key }
  | { noun: "account"; before?: Account | undefined; after: Account }
  /** How the person is known to a district's sign-in. Its issuer and subject never go to somebody else. */
  | { noun: "identity"; after: Identity }
  | { noun: "identity-ended"; issuer: string; subject: string; person: string }
  | { noun: "session"; after: Session }
  /** Every open session of a person, but one. */
  | { noun: "sessions-ended"; person: string; except?: string; at: string }
  | { noun: "invitation"; before?: Invitation; after: Invitation }
  /** What the audit trail tells beside what it reads from the other changes. */
  | { noun: "audit"; after: AuditEntry }
  | {
      noun: "review";
      before?: Review;
      after: Review;
      /** What is offered as it was seen: when it has changed since, the commit is `stale`. */
      on?: Pick<Resource, "revision">;
      event: ReviewEvent;
    }
  /** Tells those concerned that an answer is overdue, once. Nothing happens when it is not, or was told. */
  | { noun: "review-late"; review: string; at: string }
  | { noun: "review-comment"; after: ReviewComment }
  /** The questions reviewers answer, as state staff have written them. */
  | { noun: "rubric"; after: Rubric }
  | { noun: "import"; before?: Import; after: Import; shared?: Shared }
  | RowsChange
  | { noun: "import-ways"; organization: string; after: Remembered }
  | { noun: "organizations"; after: Organization[] }
  /** Guarded by the revision of `before`, which is 0 for an organization that never set a rule. */
  | { noun: "rules"; before: Rules; after: Rules }
  /** Guarded by the terms of `before`, where it is given. */
  | { noun: "vocabulary"; before?: VocabularyData; after: VocabularyData }
  | {
      noun: "framework";
      framework: Framework;
      items: Item[];
      associations: Association[];
      /** Ids of items the package no longer has; kept while resources point at them. */
      dropped: string[];
    }
  /** A resource goes, for good; without `before` it is done once more, after a restore. */
  | { noun: "erasure"; before?: Resource; after: Erasure }
  /** The last traces of what was erased are overwritten. */
  | { noun: "swept"; resources: string[]; at: string }
  | { noun: "report"; before?: Report; after: Report }
  /** A mail taken up, sent or given up; without `before` a letter to be sent. Notices write their own. */
  | { noun: "mail"; before?: Mail; after: Mail }
  /** These notices of a person, or all up to an id. */
  | {
      noun: "notices-read";
      person: string;
      at: string;
      upTo?: number | undefined;
      only?: number[] | undefined;
    }
  | { noun: "answer"; after: KeptAnswer }
  /** All that the registry begins with has been brought in. */
  | { noun: "seeded"; at: string }
  /** Nothing of these resources has changed, but engines are to read them again. */
  | { noun: "reindex"; resources: string[] };

/** The answer to an `Idempotency-Key`, kept with the commit it belongs to. */
export interface KeptAnswer {
  /** Hash of caller and key. */
  key: string;
  /** Hash of the request, so that the same key with another body is refused. */
  request: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  at: string;
}

export interface OutboxEntry {
  position: number;
  resource: string;
}

/** What has happened to resources since an engine last looked. Positions only grow. */
export interface Outbox {
  /** Renewed by every restore: a cursor of another epoch forces a rebuild. */
  epoch(): Promise<string>;
  after(position: number, limit: number): Promise<OutboxEntry[]>;
  /** The newest position given out, 0 when none ever was. */
  head(): Promise<number>;
  /** Begins another epoch, so that every engine builds its index anew. */
  renew(): Promise<void>;
  /** Forgets what lies at or behind this position: the slowest engine has it. */
  forget(position: number): Promise<void>;
}

/** Remembers. `commit` is the only door for writing, and every promise is async. */
export interface Store {
  resources: Resources;
  collections: Collections;
  drafts: Drafts;
  claims: Claims;
  files: Files;
  saved: Saved;
  people: People;
  accounts: Accounts;
  audit: Audit;
  imports: Imports;
  reviews: Reviews;
  reports: Reports;
  erasures: Erasures;
  notices: Notices;
  mails: Mails;
  usage: Usage;
  outbox: Outbox;
  /** Vocabularies, organizations and standards as they are now; the same object until one of them changes. */
  reference(): Promise<Reference>;
  associations(framework: string): Promise<Association[]>;
  keptAnswer(key: string): Promise<KeptAnswer | undefined>;
  /** When the seed was wholly in; what is missing of it since was taken out. */
  seeded(): Promise<string | undefined>;
  /**
   * All changes in one transaction with history, audit and outbox, or none. On disk when it resolves.
   * `by` is the person who did it, for the audit trail; without it the program itself.
   */
  commit(changes: Change[], by?: string): Promise<void>;
  /** Called after each commit that touched resources. Returns the way to stop. */
  onCommit(listener: () => void): () => void;
  /** Another thread of this program has committed: the listeners of `onCommit` are called. */
  heard(): void;
  /** Throws when the database cannot be read or written. */
  check(): Promise<void>;
  /** A consistent copy of the database into this file, while in use. */
  copyTo(file: string): Promise<void>;
  close(): Promise<void>;
}
