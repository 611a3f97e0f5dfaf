import type { Association } from "../standards/rules/framework.ts";
import type { Reference } from "../standards/rules/reference.ts";
import type { Asks } from "./asks.ts";
import type { Change, KeptAnswer } from "./change.ts";
import type { Collections } from "./collections.ts";
import type { Claims, Drafts } from "./contributing.ts";
import type { Erasures } from "./erasing.ts";
import type { Files } from "./files.ts";
import type { Imports } from "./imports.ts";
import type { JobRuns } from "./jobs.ts";
import type { Mails, Notices } from "./notices.ts";
import type { Accounts, Audit, People } from "./people.ts";
import type { Reports } from "./reports.ts";
import type { Resources } from "./resources.ts";
import type { Reviews } from "./reviews.ts";
import type { Saved } from "./shelf.ts";
import type { Usage } from "./usage.ts";

/** The nouns that search indexes hold. */
export type OutboxNoun = "resource" | "collection";

export interface OutboxEntry {
  position: number;
  noun: OutboxNoun;
  /** The id of the resource or collection. */
  id: string;
}

/** What has happened to resources and collections since an engine last looked. Positions only grow. */
export interface Outbox {
  /** Renewed by every restore: a cursor of another epoch forces a rebuild. */
  epoch(): Promise<string>;
  after(position: number, limit: number): Promise<OutboxEntry[]>;
  /** The newest position given out, 0 when none ever was. */
  head(): Promise<number>;
  /** Begins another epoch, so that every engine rebuilds its index. */
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
  asks: Asks;
  erasures: Erasures;
  notices: Notices;
  mails: Mails;
  usage: Usage;
  outbox: Outbox;
  jobs: JobRuns;
  /** Vocabularies, organizations and standards as they are now; the same object until one of them changes. */
  reference(): Promise<Reference>;
  associations(framework: string): Promise<Association[]>;
  keptAnswer(key: string): Promise<KeptAnswer | undefined>;
  /** Forgets answers kept before this moment (ISO 8601), the oldest first and `most` at once; resolves with how many. */
  forgetAnswers(before: string, most: number): Promise<number>;
  /** When the seed was wholly in; what is missing of it since was taken out. */
  seeded(): Promise<string | undefined>;
  /**
   * All changes in one transaction with history, audit and outbox, or none. On disk when it resolves.
   * `by` is the person who did it, for the audit trail; without it the program itself.
   */
  commit(changes: Change[], by?: string): Promise<void>;
  /**
   * Called after each commit of this store, unless it only told what jobs have done. Returns the way to stop.
   */
  onCommit(listener: () => void): () => void;
  /** Throws when the database cannot be read or written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
