import type { Account } from "../people/rules/account.ts";
import type { KeptAuditEntry } from "../people/rules/audit.ts";
import type { Identity } from "../people/rules/identity.ts";
import type { Invitation } from "../people/rules/invitation.ts";
import type { Key } from "../people/rules/key.ts";
import type { Membership, Person } from "../people/rules/person.ts";
import type { Session } from "../people/rules/session.ts";

/** What the store promises about people, memberships, invitations and keys. */
export interface People {
  get(id: string): Promise<Person | undefined>;
  all(): Promise<Person[]>;
  /** Names by id, of those who are there; asking for one twice is no fault. */
  names(ids: string[]): Promise<Map<string, string>>;
  /** The address in lower case. */
  byEmail(email: string): Promise<Person | undefined>;
  memberships(person: string): Promise<Membership[]>;
  /** Of all these people. */
  membershipsOf(people: string[]): Promise<Membership[]>;
  /** Who belongs, or asks to belong, to one of these organizations; by name. Deactivated people are left out. */
  members(organizations: string[]): Promise<{ person: Person; membership: Membership }[]>;
  /** Newest first, of any state. */
  invitations(organizations: string[]): Promise<Invitation[]>;
  invitation(id: string): Promise<Invitation | undefined>;
  /** By SHA-256 (hex) of the mailed token. */
  invitationByHash(hash: string): Promise<Invitation | undefined>;
  /** By SHA-256 (hex) of the secret. */
  keyByHash(hash: string): Promise<Key | undefined>;
  key(id: string): Promise<Key | undefined>;
  keys(person?: string): Promise<Key[]>;
  /** Remembers the day a key was used; not worth a commit of its own, so it may be written late. */
  keyUsed(id: string, at: string): Promise<void>;
}

/** What the store promises about signing in. */
export interface Accounts {
  of(person: string): Promise<Account | undefined>;
  /** By SHA-256 (hex) of the mailed token of an open or outdated reset. */
  byReset(hash: string): Promise<Account | undefined>;
  /** By what a district's sign-in vouches for; addresses play no part. */
  identity(issuer: string, subject: string): Promise<Identity | undefined>;
  /** Oldest first. */
  identities(person: string): Promise<Identity[]>;
  /** By SHA-256 (hex) of the token, in whatever state. */
  session(hash: string): Promise<Session | undefined>;
  /** Newest first, ended and expired ones too. */
  sessions(person: string): Promise<Session[]>;
  /** Remembers when a session was last used; not worth a commit of its own. */
  sessionSeen(id: string, at: string): Promise<void>;
  /** Counts one try, and says how many there were within the last `windowMs`. Survives restarts. */
  countAttempt(key: string, windowMs: number, now: number): Promise<number>;
  /** Forgets tries, after one that was right. */
  forgive(key: string): Promise<void>;
  /** Forgets the counts whose window began before this moment (ms since 1970); resolves with how many. */
  forgetTries(before: number): Promise<number>;
}

/** What the store promises about the audit trail. It is written by `commit` alone, and never changed. */
export interface Audit {
  /** Newest first, below `before` where it is given. */
  entries(ask: { person?: string; before?: number; limit: number }): Promise<KeptAuditEntry[]>;
}
