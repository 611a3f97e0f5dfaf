import { describe, expect, test } from "@jest/globals";
import { type Account, newAccount } from "../../src/people/rules/account.ts";
import type { Invitation } from "../../src/people/rules/invitation.ts";
import type { Key } from "../../src/people/rules/key.ts";
import type { Membership, Person } from "../../src/people/rules/person.ts";
import type { Session } from "../../src/people/rules/session.ts";
import type { Change } from "../../src/store/change.ts";
import { AT, followsFrom, type Known } from "../support/following.ts";

const EARLIER = "2026-11-30T08:00:00.000Z";
const bo: Person = { id: "bo", name: "Bo", email: "bo@ri.example", demo: false, active: true, createdAt: AT };
const member: Membership = { person: "bo", organization: "28", role: "member", confirmed: true };
const key: Key = {
  id: "k1",
  person: "bo",
  prefix: "ri_",
  hash: "hash",
  label: "Laptop",
  scopes: ["read"],
  createdAt: AT,
  expiresAt: AT,
};
const session: Session = {
  id: "s1",
  person: "bo",
  hash: "hash",
  createdAt: AT,
  seenAt: AT,
  expiresAt: AT,
  browser: "Firefox",
  secondFactor: false,
  awaitsCode: false,
};
const invitation: Invitation = {
  id: "i1",
  organization: "28",
  email: "cy@ri.example",
  role: "curator",
  hash: "hash",
  invitedBy: "ada",
  createdAt: AT,
  expiresAt: AT,
};
const account: Account = { ...newAccount("bo"), recovery: ["a", "b"] };
const totp = (since: string) => ({ sealed: "sealed", since, step: 1 });

/** The audit entries that follow at once, each in one line. */
const entries = (change: Change, known: Known = {}) =>
  followsFrom(change, known).flatMap((c) =>
    c.noun === "audit"
      ? [
          [c.after.what, c.after.person, c.after.organization, c.after.thing, c.after.role]
            .filter(Boolean)
            .join(" "),
        ]
      : [],
  );

const NOBODY: Known = { curators: [], recipients: [] };

describe("the audit trail tells", () => {
  const rows: [string, Change, Known, string[]][] = [
    ["of somebody new", { noun: "person", after: bo }, { person: undefined }, ["person added bo"]],
    [
      "of another name",
      { noun: "person", after: { ...bo, name: "Bob" } },
      { person: bo },
      ["person changed bo"],
    ],
    ["of nothing where all is as before", { noun: "person", after: bo }, { person: bo }, []],
    [
      "that somebody was let in again",
      { noun: "person", after: bo },
      { person: { ...bo, active: false } },
      ["person activated bo"],
    ],
    [
      "who asks to belong",
      { noun: "membership", after: { ...member, confirmed: false } },
      { ...NOBODY, membership: undefined },
      ["membership asked for bo 28 member"],
    ],
    [
      "nothing when they ask again",
      { noun: "membership", after: { ...member, confirmed: false } },
      { ...NOBODY, membership: { ...member, confirmed: false } },
      [],
    ],
    [
      "who was let in, and as what",
      { noun: "membership", after: { ...member, role: "curator" } },
      { ...NOBODY, membership: { ...member, confirmed: false } },
      ["membership confirmed bo 28 curator"],
    ],
    [
      "whose role has changed",
      { noun: "membership", after: { ...member, role: "curator" } },
      { ...NOBODY, membership: member },
      ["role changed bo 28 curator"],
    ],
    [
      "who no longer belongs",
      { noun: "membership-ended", person: "bo", organization: "28" },
      {},
      ["membership ended bo 28"],
    ],
    ["of a new key", { noun: "key", after: key }, { key: undefined }, ["key made bo k1"]],
    [
      "of a key taken back",
      { noun: "key", after: { ...key, revokedAt: AT } },
      { key },
      ["key revoked bo k1"],
    ],
    [
      "of that once",
      { noun: "key", after: { ...key, revokedAt: AT } },
      { key: { ...key, revokedAt: EARLIER } },
      [],
    ],
    ["who signed in", { noun: "session", after: session }, { session: undefined }, ["signed in bo s1"]],
    [
      "nothing while the code is still to come",
      { noun: "session", after: { ...session, awaitsCode: true } },
      { session: undefined },
      [],
    ],
    [
      "who signed in once the code has come",
      { noun: "session", after: session },
      { session: { ...session, awaitsCode: true } },
      ["signed in bo s1"],
    ],
    [
      "of a session that was ended",
      { noun: "session", after: { ...session, endedAt: AT } },
      { session },
      ["session ended bo s1"],
    ],
    [
      "that the other sessions were ended",
      { noun: "sessions-ended", person: "bo", except: "s1", at: AT },
      { "open sessions": ["s1", "s2"] },
      ["sessions ended bo"],
    ],
    [
      "nothing where there was no other",
      { noun: "sessions-ended", person: "bo", except: "s1", at: AT },
      { "open sessions": ["s1"] },
      [],
    ],
    ["who was invited", { noun: "invitation", after: invitation }, {}, ["invited 28 i1 curator"]],
    [
      "who came",
      { noun: "invitation", before: invitation, after: { ...invitation, acceptedAt: AT, acceptedBy: "cy" } },
      {},
      ["invitation accepted cy 28 i1 curator"],
    ],
    [
      "that an invitation was withdrawn",
      { noun: "invitation", before: invitation, after: { ...invitation, withdrawnAt: AT } },
      {},
      ["invitation withdrawn 28 i1 curator"],
    ],
    [
      "of a new passphrase",
      { noun: "account", before: account, after: { ...account, passphrase: "scrypt" } },
      {},
      ["passphrase set bo"],
    ],
    [
      "of a reset that was asked for",
      { noun: "account", before: account, after: { ...account, reset: { hash: "h", expiresAt: AT } } },
      {},
      ["reset asked for bo"],
    ],
    [
      "of a second factor",
      { noun: "account", before: account, after: { ...account, totp: totp(AT) } },
      {},
      ["second factor set bo"],
    ],
    [
      "that it is gone",
      { noun: "account", before: { ...account, totp: totp(AT) }, after: { ...account, recovery: [] } },
      {},
      ["second factor removed bo"],
    ],
    [
      "of a recovery code that was used",
      {
        noun: "account",
        before: { ...account, totp: totp(AT) },
        after: { ...account, totp: totp(AT), recovery: ["a"] },
      },
      {},
      ["recovery code used bo"],
    ],
    [
      "of another way in",
      {
        noun: "identity",
        after: { issuer: "i", subject: "s", person: "bo", organization: "28", createdAt: AT, usedAt: AT },
      },
      { identity: undefined },
      ["identity added bo"],
    ],
    [
      "that a way in is gone",
      { noun: "identity-ended", issuer: "i", subject: "s", person: "bo" },
      {},
      ["identity removed bo"],
    ],
    [
      "which organization has other rules",
      {
        noun: "rules",
        before: { organization: "28", sharing: "at-once", trusted: [], revision: 0 },
        after: { organization: "28", sharing: "after-review", trusted: [], revision: 1 },
      },
      {},
      ["rules changed 28"],
    ],
  ];
  test.each(rows)("%s", (_, change, known, told) => {
    expect(entries(change, known)).toEqual(told);
  });
});

describe("who is deactivated", () => {
  const out: Change = { noun: "person", after: { ...bo, active: false } };

  test("is out at every browser and with every key", () => {
    const other = { ...key, id: "k2" };
    expect(followsFrom(out, { person: bo, "open keys": [key, other] })).toEqual([
      { noun: "audit", after: { what: "person deactivated", person: "bo" } },
      { noun: "sessions-ended", person: "bo", at: AT },
      { noun: "key", after: { ...key, revokedAt: AT } },
      { noun: "key", after: { ...other, revokedAt: AT } },
      { noun: "asks-ended", person: "bo" },
    ]);
  });

  test("is not put out twice", () => {
    expect(followsFrom(out, { person: { ...bo, active: false }, "open keys": [] })).toEqual([]);
  });
});
