import { describe, expect, test } from "@jest/globals";
import type { Account } from "../../../src/people/rules/account.ts";
import type { Identity } from "../../../src/people/rules/identity.ts";
import type { Session } from "../../../src/people/rules/session.ts";
import { keyOf } from "./people.ts";
import { at, type NewStorage, newHash, newId, stageOf, written } from "./stage.ts";

const accountOf = (person: string, more: Partial<Account> = {}): Account => ({
  person,
  recovery: [],
  mail: "daily",
  revision: 0,
  ...more,
});

const sessionOf = (person: string, minutes: number, more: Partial<Session> = {}): Session => ({
  id: newId(),
  person,
  hash: newHash(),
  createdAt: at(minutes),
  seenAt: at(minutes),
  expiresAt: at(minutes + 720),
  browser: "Firefox on Windows",
  secondFactor: false,
  awaitsCode: false,
  ...more,
});

const identityOf = (person: string, subject: string, minutes = 0): Identity => ({
  issuer: "https://login.28.example.org",
  subject,
  person,
  organization: "28",
  createdAt: at(minutes),
  usedAt: at(minutes),
});

const entered = (after: Session) => ({ noun: "session" as const, after });

/** What a store promises about signing in. */
export function accounts(keep: NewStorage): void {
  describe("accounts", () => {
    const stage = stageOf(keep);

    test("come back with a revision more, and are changed over the one that was seen", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const first = accountOf(id, { passphrase: "scrypt$15$8$1$c2FsdA$aGFzaA", mail: "at once" });
      await store.commit([{ noun: "account", after: first }]);
      const seen = await store.accounts.of(id);
      expect(seen).toEqual({ ...first, revision: 1 });
      await stage.refuses([{ noun: "account", after: first }], "stale");
      const reset = { hash: newHash(), expiresAt: at(60) };
      const totp = { sealed: "c2VhbGVk", since: at(), step: 59_000_000 };
      const next = accountOf(id, { reset, totp, recovery: [newHash(), newHash()], revision: 1 });
      await store.commit([{ noun: "account", before: seen, after: next }]);
      expect(await store.accounts.of(id)).toEqual({ ...next, revision: 2 });
      expect(await store.accounts.byReset(reset.hash)).toEqual({ ...next, revision: 2 });
      await stage.refuses([{ noun: "account", before: seen, after: next }], "stale");
      expect(await store.accounts.byReset(newHash())).toBeUndefined();
      expect(await store.accounts.of(newId())).toBeUndefined();
    });

    test("take a reset away when it is used", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const reset = { hash: newHash(), expiresAt: at(60) };
      await store.commit([{ noun: "account", after: accountOf(id, { reset }) }]);
      const before = await store.accounts.of(id);
      await store.commit([{ noun: "account", before, after: accountOf(id, { passphrase: "scrypt$1" }) }]);
      expect(await store.accounts.byReset(reset.hash)).toBeUndefined();
      expect(await store.accounts.of(id)).toEqual(accountOf(id, { passphrase: "scrypt$1", revision: 2 }));
    });

    test("know an identity as one person's, for good", async () => {
      const { store } = stage;
      const [ana, ben] = [await stage.person(), await stage.person("Ben Okafor")];
      const [second, first] = [identityOf(ana.id, "s-2", 5), identityOf(ana.id, "s-1")];
      await store.commit([second, first].map((after) => ({ noun: "identity" as const, after })));
      expect(await store.accounts.identity(first.issuer, "s-1")).toEqual(first);
      expect(await store.accounts.identity("https://other.example.org", "s-1")).toBeUndefined();
      expect(await store.accounts.identities(ana.id)).toEqual([first, second]);
      await stage.refuses([{ noun: "identity", after: { ...first, person: ben.id } }], "stale");
      await store.commit([{ noun: "identity", after: { ...first, organization: "07", usedAt: at(9) } }]);
      expect(await store.accounts.identity(first.issuer, "s-1")).toMatchObject({
        organization: "07",
        usedAt: at(9),
      });
      const ended = { noun: "identity-ended" as const, issuer: first.issuer, subject: "s-1" };
      await stage.refuses([{ ...ended, person: ben.id }], "stale");
      await store.commit([
        { ...ended, person: ana.id },
        { noun: "identity", after: identityOf(ben.id, "s-1") },
      ]);
      expect(await store.accounts.identities(ana.id)).toEqual([second]);
      await stage.refuses([{ ...ended, person: ana.id }], "stale");
    });

    test("know sessions by their hash, newest first, ended ones too", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const [first, second] = [sessionOf(id, 0), sessionOf(id, 5, { awaitsCode: true, secondFactor: true })];
      await store.commit([entered(first), entered(second)]);
      expect(await store.accounts.session(second.hash)).toEqual(second);
      expect(await store.accounts.session(newHash())).toBeUndefined();
      await store.accounts.sessionSeen(first.id, at(8));
      await store.commit([entered({ ...second, endedAt: at(9) })]);
      expect(await store.accounts.sessions(id)).toEqual([
        { ...second, endedAt: at(9) },
        { ...first, seenAt: at(8) },
      ]);
    });

    test("end every open session of a person but one", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const other = sessionOf((await stage.person()).id, 0);
      const [kept, open, ended] = [sessionOf(id, 3), sessionOf(id, 2), sessionOf(id, 1, { endedAt: at(2) })];
      await store.commit([other, kept, open, ended].map(entered));
      await store.commit([{ noun: "sessions-ended", person: id, except: kept.id, at: at(9) }]);
      expect(await store.accounts.sessions(id)).toEqual([kept, { ...open, endedAt: at(9) }, ended]);
      await store.commit([{ noun: "sessions-ended", person: id, at: at(10) }]);
      expect((await store.accounts.session(kept.hash))?.endedAt).toBe(at(10));
      expect(await store.accounts.session(other.hash)).toEqual(other);
    });

    test("forget sessions that are long over when the person signs in again", async () => {
      const { store } = stage;
      const { id } = await stage.person();
      const old = sessionOf(id, 0);
      await store.commit([entered(old), entered(sessionOf(id, 30))]);
      expect(await store.accounts.session(old.hash)).toEqual(old);
      const next = sessionOf(id, 721);
      await store.commit([entered(next)]);
      expect(await store.accounts.session(old.hash)).toBeUndefined();
      expect(await store.accounts.sessions(id)).toHaveLength(2);
    });

    test("lock a deactivated person out at every browser and with every key", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [session, key] = [sessionOf(ana.id, 0), keyOf(ana.id)];
      await store.commit([entered(session), { noun: "key", after: key }]);
      await store.commit([written({ ...ana, active: false })]);
      expect((await store.accounts.session(session.hash))?.endedAt).toBeDefined();
      expect((await store.people.key(key.id))?.revokedAt).toBeDefined();
    });

    test("count tries within their window, and forget them when told", async () => {
      const { accounts: here } = stage.store;
      const there = (await stage.beside()).accounts;
      const key = newHash();
      expect(await here.countAttempt(key, 1000, 50_000)).toBe(1);
      expect(await there.countAttempt(key, 1000, 50_400)).toBe(2);
      expect(await here.countAttempt(key, 1000, 50_999)).toBe(3);
      expect(await here.countAttempt(newHash(), 1000, 50_999)).toBe(1);
      expect(await here.countAttempt(key, 1000, 51_000)).toBe(1);
      expect(await here.countAttempt(key, 1000, 51_001)).toBe(2);
      // A clock that was set back does not lock anybody out for long.
      expect(await here.countAttempt(key, 1000, 40_000)).toBe(1);
      await here.forgive(key);
      expect(await here.countAttempt(key, 1000, 40_001)).toBe(1);
    });

    test("forget tries that began before a moment, and no others", async () => {
      const { accounts } = stage.store;
      const [old, recent] = [newHash(), newHash()];
      await accounts.countAttempt(old, 1000, 2_000);
      await accounts.countAttempt(recent, 1000, 3_000);
      expect(await accounts.forgetTries(3_000)).toBe(1);
      expect(await accounts.forgetTries(3_000)).toBe(0);
      expect(await accounts.countAttempt(recent, 1000, 3_100)).toBe(2);
    });
  });
}
