import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type {
  InvitationChange,
  KeyChange,
  MembershipChange,
  MembershipEnded,
  PersonChange,
  SessionChange,
  SessionsEnded,
} from "../../src/people/rules/change.ts";
import type { Db } from "./open.ts";
import { invitations, keys, memberships, people, sessions } from "./schema.ts";

export function writePerson(db: Db, { after }: PersonChange): void {
  const row = { ...after, email: after.email ?? null };
  db.insert(people).values(row).onConflictDoUpdate({ target: people.id, set: row }).run();
}

export function writeMembership(db: Db, { after }: MembershipChange): void {
  const target = [memberships.person, memberships.organization];
  db.insert(memberships).values(after).onConflictDoUpdate({ target, set: after }).run();
}

export function endMembership(db: Db, { person, organization }: MembershipEnded): void {
  const same = and(eq(memberships.person, person), eq(memberships.organization, organization));
  if (db.delete(memberships).where(same).run().changes === 0)
    throw new Problem("stale", "This membership has just been ended by someone else.");
}

export function writeKey(db: Db, { after }: KeyChange): void {
  db.insert(keys).values(after).onConflictDoUpdate({ target: keys.id, set: after }).run();
}

/** A new one takes the place of those of its person that are over. */
export function writeSession(db: Db, { after }: SessionChange): void {
  const same = eq(sessions.id, after.id);
  if (db.update(sessions).set(after).where(same).run().changes > 0) return;
  const over = and(eq(sessions.person, after.person), lt(sessions.expiresAt, after.createdAt));
  db.delete(sessions).where(over).run();
  db.insert(sessions).values(after).run();
}

export function endSessions(db: Db, { person, at, except }: SessionsEnded): void {
  const open = and(
    eq(sessions.person, person),
    isNull(sessions.endedAt),
    except === undefined ? undefined : ne(sessions.id, except),
  );
  db.update(sessions).set({ endedAt: at }).where(open).run();
}

/** An invitation is accepted or withdrawn once: whoever comes second is told so. */
export function writeInvitation(db: Db, { before, after }: InvitationChange): void {
  if (!before) return void db.insert(invitations).values(after).run();
  const open = sql`${invitations.acceptedAt} is null and ${invitations.withdrawnAt} is null`;
  const { changes } = db
    .update(invitations)
    .set(after)
    .where(and(eq(invitations.id, after.id), open))
    .run();
  if (changes === 0) throw new Problem("stale", "This invitation is not open any more.");
}
