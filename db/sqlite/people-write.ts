import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { AuditAction, AuditEntry } from "../../src/people/rules/audit.ts";
import type { Change } from "../../src/store/change.ts";
import { endIdentity, writeAccount, writeIdentity } from "./accounts.ts";
import type { Db } from "./open.ts";
import * as t from "./schema.ts";

type Of<N extends Change["noun"]> = Extract<Change, { noun: N }>;

/** Changes of people and of what they may, each with what the audit trail tells of it. */
export type PeopleChange = Of<
  | "person"
  | "membership"
  | "membership-ended"
  | "key"
  | "account"
  | "identity"
  | "identity-ended"
  | "session"
  | "sessions-ended"
  | "invitation"
  | "audit"
>;

/** Writes one change inside the commit; the entries come from what really changed, so none is forgotten. */
export function writePeople(db: Db, change: PeopleChange, at: string): AuditEntry[] {
  switch (change.noun) {
    case "person":
      return writePerson(db, change, at);
    case "membership":
      return writeMembership(db, change);
    case "membership-ended":
      return endMembership(db, change);
    case "key":
      return writeKey(db, change);
    case "account":
      writeAccount(db, change);
      return accountEntries(change);
    case "identity":
      return writeIdentity(db, change.after) ? [{ what: "identity added", person: change.after.person }] : [];
    case "identity-ended":
      endIdentity(db, change);
      return [{ what: "identity removed", person: change.person }];
    case "session":
      return writeSession(db, change);
    case "sessions-ended":
      return endSessions(db, change.person, change.at, change.except);
    case "invitation":
      return writeInvitation(db, change);
    case "audit":
      return [change.after];
  }
}

function writePerson(db: Db, { after }: Of<"person">, at: string): AuditEntry[] {
  const before = db.select().from(t.people).where(eq(t.people.id, after.id)).get();
  const row = { ...after, email: after.email ?? null };
  db.insert(t.people).values(row).onConflictDoUpdate({ target: t.people.id, set: row }).run();
  const auditEntries = (what: AuditAction): AuditEntry[] => [{ what, person: after.id }];
  if (!before) return auditEntries("person added");
  if (before.active && !after.active)
    return [...auditEntries("person deactivated"), ...lockOut(db, after.id, at)];
  if (!before.active && after.active) return auditEntries("person activated");
  return before.name === row.name && before.email === row.email ? [] : auditEntries("person changed");
}

/** A deactivated person is out at once, at every browser and with every key. */
function lockOut(db: Db, person: string, at: string): AuditEntry[] {
  const mine = and(eq(t.keys.person, person), isNull(t.keys.revokedAt));
  const revoked = db.update(t.keys).set({ revokedAt: at }).where(mine).returning({ id: t.keys.id }).all();
  return [
    ...endSessions(db, person, at),
    ...revoked.map(({ id }): AuditEntry => ({ what: "key revoked", person, thing: id })),
  ];
}

function writeMembership(db: Db, { after }: Of<"membership">): AuditEntry[] {
  const { person, organization, role } = after;
  const target = [t.memberships.person, t.memberships.organization];
  const same = and(eq(t.memberships.person, person), eq(t.memberships.organization, organization));
  const before = db.select().from(t.memberships).where(same).get();
  db.insert(t.memberships).values(after).onConflictDoUpdate({ target, set: after }).run();
  const auditEntries = (what: AuditAction): AuditEntry => ({ what, person, organization, role });
  if (!before && !after.confirmed) return [auditEntries("membership asked for")];
  if (after.confirmed && !before?.confirmed) return [auditEntries("membership confirmed")];
  return before?.role === role ? [] : [auditEntries("role changed")];
}

function endMembership(db: Db, { person, organization }: Of<"membership-ended">): AuditEntry[] {
  const same = and(eq(t.memberships.person, person), eq(t.memberships.organization, organization));
  const gone = db.delete(t.memberships).where(same).run().changes > 0;
  if (!gone) throw new Problem("stale", "This membership has just been ended by someone else.");
  return [{ what: "membership ended", person, organization }];
}

function writeKey(db: Db, { after }: Of<"key">): AuditEntry[] {
  const before = db.select().from(t.keys).where(eq(t.keys.id, after.id)).get();
  db.insert(t.keys).values(after).onConflictDoUpdate({ target: t.keys.id, set: after }).run();
  const about = { person: after.person, thing: after.id };
  if (!before) return [{ what: "key made", ...about }];
  return after.revokedAt && !before.revokedAt ? [{ what: "key revoked", ...about }] : [];
}

function accountEntries({ before, after }: Of<"account">): AuditEntry[] {
  const { person } = after;
  const auditEntries = (yes: boolean, what: AuditAction): AuditEntry[] => (yes ? [{ what, person }] : []);
  const renewed = after.totp?.since !== before?.totp?.since;
  const codes = after.recovery.length - (before?.recovery.length ?? 0);
  return [
    ...auditEntries(after.passphrase !== before?.passphrase, "passphrase set"),
    ...auditEntries(after.reset !== undefined && after.reset.hash !== before?.reset?.hash, "reset asked for"),
    ...auditEntries(renewed && after.totp !== undefined, "second factor set"),
    ...auditEntries(renewed && after.totp === undefined, "second factor removed"),
    ...auditEntries(codes < 0 && after.totp !== undefined, "recovery code used"),
    ...auditEntries(codes > 0 && !renewed, "recovery codes made"),
  ];
}

function writeSession(db: Db, { after }: Of<"session">): AuditEntry[] {
  const before = db.select().from(t.sessions).where(eq(t.sessions.id, after.id)).get();
  if (!before) {
    const over = and(eq(t.sessions.person, after.person), lt(t.sessions.expiresAt, after.createdAt));
    db.delete(t.sessions).where(over).run();
  }
  db.insert(t.sessions).values(after).onConflictDoUpdate({ target: t.sessions.id, set: after }).run();
  const about = { person: after.person, thing: after.id };
  const entered = !after.awaitsCode && (!before || before.awaitsCode);
  if (entered) return [{ what: "signed in", ...about }];
  return after.endedAt && before && !before.endedAt ? [{ what: "session ended", ...about }] : [];
}

function endSessions(db: Db, person: string, at: string, except?: string): AuditEntry[] {
  const open = and(
    eq(t.sessions.person, person),
    isNull(t.sessions.endedAt),
    except === undefined ? undefined : ne(t.sessions.id, except),
  );
  const ended = db.update(t.sessions).set({ endedAt: at }).where(open).run().changes;
  return ended > 0 ? [{ what: "sessions ended", person }] : [];
}

/** An invitation is accepted or withdrawn once: whoever comes second is told so. */
function writeInvitation(db: Db, { before, after }: Of<"invitation">): AuditEntry[] {
  const { id, organization, role } = after;
  const about = { organization, role, thing: id };
  if (!before) {
    db.insert(t.invitations).values(after).run();
    return [{ what: "invited", ...about }];
  }
  const open = sql`${t.invitations.acceptedAt} is null and ${t.invitations.withdrawnAt} is null`;
  const written = db
    .update(t.invitations)
    .set(after)
    .where(and(eq(t.invitations.id, id), open))
    .run();
  if (written.changes === 0) throw new Problem("stale", "This invitation is not open any more.");
  if (after.acceptedAt)
    return [
      { what: "invitation accepted", ...about, ...(after.acceptedBy ? { person: after.acceptedBy } : {}) },
    ];
  return [{ what: "invitation withdrawn", ...about }];
}
