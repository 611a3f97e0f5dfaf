import { describe, expect, test } from "@jest/globals";
import type { KeptAuditEntry } from "../../../src/people/rules/audit.ts";
import { keyOf } from "./people.ts";
import {
  at,
  membershipOf,
  type NewStorage,
  newestAudit,
  newHash,
  newId,
  pagesOf,
  stageOf,
  written,
} from "./stage.ts";
import { byPerson, changed, registered } from "./things.ts";

/** What a store promises about the audit trail: it comes with the commit it reports, from what really changed. */
export function audit(keep: NewStorage): void {
  describe("the audit trail", () => {
    const stage = stageOf(keep);
    const since = async (seq: number) =>
      (await stage.store.audit.entries({ limit: 100 })).filter((e) => e.seq > seq).toReversed();
    const told = async (seq: number) => (await since(seq)).map((e) => e.what);

    test("says who did what to whom, and when", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const newest = await newestAudit(store);
      await store.commit([membershipOf(ana, "28101", "curator")], "someone");
      const [entry] = await since(newest);
      expect(entry).toEqual({
        seq: expect.any(Number),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        by: "someone",
        what: "membership confirmed",
        person: ana.id,
        organization: "28101",
        role: "curator",
      });
      await store.commit([{ noun: "audit", after: { what: "signed in", person: ana.id, thing: "x" } }]);
      const [last] = await store.audit.entries({ limit: 1 });
      expect(last).toMatchObject({ by: "program", what: "signed in", person: ana.id, thing: "x" });
      expect(last?.seq).toBeGreaterThan(entry?.seq ?? Number.POSITIVE_INFINITY);
    });

    test("tells what happened to people and to what they belong to", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const newest = await newestAudit(store);
      await store.commit([
        written(ana),
        written({ ...ana, name: "Ana Lima Reis" }),
        membershipOf(ana, "28101", "member", false),
        membershipOf(ana, "28101"),
        membershipOf(ana, "28101"),
        membershipOf(ana, "28101", "curator"),
        { noun: "membership-ended", person: ana.id, organization: "28101" },
        written({ ...ana, active: false }),
        written({ ...ana, active: true }),
      ]);
      expect(await told(newest)).toEqual([
        "person changed",
        "membership asked for",
        "membership confirmed",
        "role changed",
        "membership ended",
        "person deactivated",
        "person activated",
      ]);
    });

    test("tells of keys, invitations, identities, rules and what curators hide", async () => {
      const { store } = stage;
      const ana = await stage.person();
      const [key, r] = [keyOf(ana.id), byPerson(ana, "28101")];
      const invitation = {
        ...{ id: newId(), email: "a@x.example", organization: "28", role: "member" as const },
        ...{ hash: newHash(), invitedBy: ana.id, createdAt: at(), expiresAt: at(60) },
      };
      const identity = {
        ...{ issuer: "https://login.example.org", subject: newId(), person: ana.id },
        ...{ organization: "28", createdAt: at(), usedAt: at() },
      };
      const event = { at: at(), by: ana.id, role: "curator" as const };
      const hidden = changed(r, { status: "hidden" }, { event: { ...event, what: "hidden" } });
      const rules = { organization: "28", sharing: "at-once" as const, trusted: [], revision: 0 };
      const newest = await newestAudit(store);
      await store.commit([
        { noun: "key", after: key },
        { noun: "key", after: { ...key, revokedAt: at(1) } },
        { noun: "invitation", after: invitation },
        { noun: "invitation", before: invitation, after: { ...invitation, withdrawnAt: at(1) } },
        { noun: "identity", after: identity },
        { noun: "identity", after: identity },
        { noun: "identity-ended", issuer: identity.issuer, subject: identity.subject, person: ana.id },
        { noun: "rules", before: rules, after: { ...rules, sharing: "after-review", revision: 1 } },
        registered(r),
        hidden,
        changed(hidden.after, { status: "active" }, { event: { ...event, what: "shown" } }),
      ]);
      expect(await told(newest)).toEqual([
        "key made",
        "key revoked",
        "invited",
        "invitation withdrawn",
        "identity added",
        "identity removed",
        "rules changed",
        "resource hidden",
        "resource shown",
      ]);
    });

    test("tells of sessions, passphrases and second factors", async () => {
      const { store } = stage;
      const { id: person } = await stage.person();
      const session = {
        ...{ id: newId(), person, hash: newHash(), createdAt: at(), seenAt: at(), expiresAt: at(720) },
        ...{ browser: "Safari", secondFactor: false, awaitsCode: true },
      };
      const open = { ...session, awaitsCode: false };
      const account = { person, recovery: [], mail: "daily" as const, revision: 0 };
      const sealed = {
        ...account,
        passphrase: "scrypt$1",
        totp: { sealed: "x", since: at(), step: 1 },
        recovery: ["a", "b"],
      };
      const used = { ...sealed, recovery: ["b"] };
      const newest = await newestAudit(store);
      await store.commit([
        { noun: "session", after: session },
        { noun: "session", after: open },
        { noun: "session", after: { ...open, endedAt: at(1) } },
        { noun: "session", after: { ...open, id: newId(), hash: newHash() } },
        { noun: "sessions-ended", person, at: at(2) },
        { noun: "account", after: sealed },
        { noun: "account", before: { ...sealed, revision: 1 }, after: used },
        { noun: "account", before: { ...used, revision: 2 }, after: account },
        {
          noun: "account",
          before: { ...account, revision: 3 },
          after: { ...account, reset: { hash: newHash(), expiresAt: at(9) } },
        },
      ]);
      expect(await told(newest)).toEqual([
        "signed in",
        "session ended",
        "signed in",
        "sessions ended",
        "passphrase set",
        "second factor set",
        "recovery code used",
        "passphrase set",
        "second factor removed",
        "reset asked for",
      ]);
    });

    test("is read newest first, page by page, of one person or of all", async () => {
      const { store } = stage;
      const ana = await stage.person();
      await store.commit(["28", "07", "28101", "28102"].map((code) => membershipOf(ana, code)));
      await stage.member("28");
      const pages = await pagesOf<KeptAuditEntry, number>(async (before) => {
        const ask = { person: ana.id, limit: 2, ...(before === undefined ? {} : { before }) };
        const rows = await store.audit.entries(ask);
        return { rows, next: rows.at(-1)?.seq };
      });
      expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
      expect(pages.flat().map((e) => e.organization ?? e.what)).toEqual([
        "28102",
        "28101",
        "07",
        "28",
        "person added",
      ]);
      const seqs = (await store.audit.entries({ limit: 100 })).map((e) => e.seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    });
  });
}
