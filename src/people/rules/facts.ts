import type { QueryShape } from "../../kernel/facts.ts";
import type { MailChoice } from "./account.ts";
import type { Identity } from "./identity.ts";
import type { Key } from "./key.ts";
import type { Membership, Person } from "./person.ts";
import type { Session } from "./session.ts";

/** Somebody who may have to hear of something, and how mail reaches them. */
export interface Recipient {
  person: string;
  /** True when an e-mail address of theirs is known. */
  address: boolean;
  /** Absent where they never chose. */
  choice?: MailChoice;
}

/** Who curates exactly this organization: active people, by id. */
export interface Curating {
  organization: string;
  curators: Recipient[];
}

interface OfPerson<Name extends string, Answer> extends QueryShape<Name, Answer> {
  person: string;
}

export type PersonNow = OfPerson<"person", Person | undefined>;
export const personNow = (person: string): PersonNow => ({ fact: "person", person });

/** Keys that are not revoked, oldest first. */
export type OpenKeys = OfPerson<"open keys", Key[]>;
export const openKeysOf = (person: string): OpenKeys => ({ fact: "open keys", person });

/** Ids of the sessions nobody has ended. */
export type OpenSessions = OfPerson<"open sessions", string[]>;
export const openSessionsOf = (person: string): OpenSessions => ({ fact: "open sessions", person });

export interface MembershipNow extends OfPerson<"membership", Membership | undefined> {
  organization: string;
}
export const membershipNow = (person: string, organization: string): MembershipNow => ({
  fact: "membership",
  person,
  organization,
});

export interface KeyNow extends QueryShape<"key", Key | undefined> {
  id: string;
}
export const keyNow = (id: string): KeyNow => ({ fact: "key", id });

export interface SessionNow extends QueryShape<"session", Session | undefined> {
  id: string;
}
export const sessionNow = (id: string): SessionNow => ({ fact: "session", id });

export interface IdentityNow extends QueryShape<"identity", Identity | undefined> {
  issuer: string;
  subject: string;
}
export const identityNow = ({ issuer, subject }: Pick<Identity, "issuer" | "subject">): IdentityNow => ({
  fact: "identity",
  issuer,
  subject,
});

/** These people, in this order. */
export interface Recipients extends QueryShape<"recipients", Recipient[]> {
  people: string[];
}
export const recipientsAmong = (people: (string | undefined)[]): Recipients => ({
  fact: "recipients",
  people: people.flatMap((person) => person ?? []),
});

/** Active people with one of these addresses, in lower case. */
export interface RecipientsAt extends QueryShape<"recipients at", Recipient[]> {
  addresses: string[];
}
export const recipientsAt = (addresses: string[]): RecipientsAt => ({ fact: "recipients at", addresses });

/** Who curates an organization, and each above it: from near to far. */
export interface Curators extends QueryShape<"curators", Curating[]> {
  organization: string;
}
export const curatorsOf = (organization: string): Curators => ({ fact: "curators", organization });

export type PeopleQuery =
  | PersonNow
  | OpenKeys
  | OpenSessions
  | MembershipNow
  | KeyNow
  | SessionNow
  | IdentityNow
  | Recipients
  | RecipientsAt
  | Curators;
