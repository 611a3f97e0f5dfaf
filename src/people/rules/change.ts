import type { Account } from "./account.ts";
import type { AuditEntry } from "./audit.ts";
import type { Identity } from "./identity.ts";
import type { Invitation } from "./invitation.ts";
import type { Key } from "./key.ts";
import type { Membership, Person } from "./person.ts";
import type { Session } from "./session.ts";

export interface PersonChange {
  noun: "person";
  after: Person;
}

export interface MembershipChange {
  noun: "membership";
  after: Membership;
}

export interface MembershipEnded {
  noun: "membership-ended";
  person: string;
  organization: string;
}

export interface KeyChange {
  noun: "key";
  after: Key;
}

export interface AccountChange {
  noun: "account";
  before?: Account | undefined;
  after: Account;
}

/** How the person is known to a district's sign-in. Its issuer and subject never go to somebody else. */
export interface IdentityChange {
  noun: "identity";
  after: Identity;
}

export interface IdentityEnded {
  noun: "identity-ended";
  issuer: string;
  subject: string;
  person: string;
}

export interface SessionChange {
  noun: "session";
  after: Session;
}

/** Every open session of a person, but one. */
export interface SessionsEnded {
  noun: "sessions-ended";
  person: string;
  except?: string;
  at: string;
}

export interface InvitationChange {
  noun: "invitation";
  before?: Invitation;
  after: Invitation;
}

/** An entry of the audit trail. It follows from the change it reports. */
export interface AuditChange {
  noun: "audit";
  after: AuditEntry;
}

export type PeopleChange =
  | PersonChange
  | MembershipChange
  | MembershipEnded
  | KeyChange
  | AccountChange
  | IdentityChange
  | IdentityEnded
  | SessionChange
  | SessionsEnded
  | InvitationChange
  | AuditChange;
