import type { Account } from "./account.ts";
import type { AuditEntry } from "./audit.ts";
import type { Identity } from "./identity.ts";
import type { Invitation } from "./invitation.ts";
import type { Key } from "./key.ts";
import type { Membership, Person } from "./person.ts";
import type { Session } from "./session.ts";

export interface AccountChange {
  noun: "account";
  before?: Account | undefined;
  after: Account;
}

export interface InvitationChange {
  noun: "invitation";
  before?: Invitation;
  after: Invitation;
}

/** What the audit trail tells beside what it reads from the other changes. */
export interface AuditChange {
  noun: "audit";
  after: AuditEntry;
}

export type PeopleChange =
  | { noun: "person"; after: Person }
  | { noun: "membership"; after: Membership }
  | { noun: "membership-ended"; person: string; organization: string }
  | { noun: "key"; after: Key }
  | AccountChange
  /** How the person is known to a district's sign-in. Its issuer and subject never go to somebody else. */
  | { noun: "identity"; after: Identity }
  | { noun: "identity-ended"; issuer: string; subject: string; person: string }
  | { noun: "session"; after: Session }
  /** Every open session of a person, but one. */
  | { noun: "sessions-ended"; person: string; except?: string; at: string }
  | InvitationChange
  | AuditChange;
