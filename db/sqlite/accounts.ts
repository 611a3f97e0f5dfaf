import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { Account } from "../../src/people/rules/account.ts";
import type { AccountChange, IdentityChange, IdentityEnded } from "../../src/people/rules/change.ts";
import type { Session } from "../../src/people/rules/session.ts";
import type { Accounts } from "../../src/store/people.ts";
import type { Db } from "./open.ts";
import { accounts, attempts, identities, sessions } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";

const toAccount = ({
  passphrase,
  resetHash,
  resetExpiresAt,
  totp,
  ...row
}: typeof accounts.$inferSelect): Account => ({
  ...row,
  ...(passphrase === null ? {} : { passphrase }),
  ...(resetHash === null || resetExpiresAt === null
    ? {}
    : { reset: { hash: resetHash, expiresAt: resetExpiresAt } }),
  ...(totp ? { totp } : {}),
});

export const toSession = ({ endedAt, ...row }: typeof sessions.$inferSelect): Session => ({
  ...row,
  ...(endedAt === null ? {} : { endedAt }),
});

export function accountsOf(db: Db): Accounts {
  const byHash = db
    .select()
    .from(sessions)
    .where(eq(sessions.hash, sql.placeholder("hash")))
    .prepare();
  return {
    async of(person) {
      const row = db.select().from(accounts).where(eq(accounts.person, person)).get();
      return row && toAccount(row);
    },
    async byReset(hash) {
      const row = db.select().from(accounts).where(eq(accounts.resetHash, hash)).get();
      return row && toAccount(row);
    },
    async identity(issuer, subject) {
      const same = and(eq(identities.issuer, issuer), eq(identities.subject, subject));
      return db.select().from(identities).where(same).get();
    },
    async identities(person) {
      const rows = db.select().from(identities).where(eq(identities.person, person));
      return rows.orderBy(asc(identities.createdAt)).all();
    },
    async session(hash) {
      const row = byHash.get({ hash });
      return row && toSession(row);
    },
    async sessions(person) {
      const rows = db.select().from(sessions).where(eq(sessions.person, person));
      return rows.orderBy(desc(sessions.createdAt)).all().map(toSession);
    },
    async sessionSeen(id, at) {
      await whenFree(() => db.update(sessions).set({ seenAt: at }).where(eq(sessions.id, id)).run());
    },
    async countAttempt(key, windowMs, now) {
      const fresh = sql`${attempts.since} <= ${now - windowMs} or ${attempts.since} > ${now}`;
      const counted = () =>
        db
          .insert(attempts)
          .values({ key, count: 1, since: now })
          .onConflictDoUpdate({
            target: attempts.key,
            set: {
              count: sql`case when ${fresh} then 1 else ${attempts.count} + 1 end`,
              since: sql`case when ${fresh} then ${now} else ${attempts.since} end`,
            },
          })
          .returning({ count: attempts.count })
          .get();
      return (await whenFree(counted)).count;
    },
    async forgetTries(before) {
      return (await whenFree(() => db.delete(attempts).where(lt(attempts.since, before)).run())).changes;
    },
    async forgive(key) {
      await whenFree(() => db.delete(attempts).where(eq(attempts.key, key)).run());
    },
  };
}

/** Guarded by revision, so that a code or a link is taken once, however many ask at the same moment. */
export function writeAccount(db: Db, { before, after }: AccountChange): void {
  const { reset, ...rest } = after;
  const row = {
    ...rest,
    passphrase: after.passphrase ?? null,
    totp: after.totp ?? null,
    resetHash: reset?.hash ?? null,
    resetExpiresAt: reset?.expiresAt ?? null,
    revision: (before?.revision ?? 0) + 1,
  };
  const written = before
    ? db
        .update(accounts)
        .set(row)
        .where(and(eq(accounts.person, after.person), eq(accounts.revision, before.revision)))
        .run()
    : db.insert(accounts).values(row).onConflictDoNothing().run();
  if (written.changes === 0)
    throw new Problem("stale", "This account was changed at the same moment. Please try again.");
}

/** Whose it is never changes: of two first sign-ins at once one comes too late. */
export function writeIdentity(db: Db, { after }: IdentityChange): void {
  const same = and(eq(identities.issuer, after.issuer), eq(identities.subject, after.subject));
  const known = db.select().from(identities).where(same).get();
  if (!known) db.insert(identities).values(after).run();
  else if (known.person !== after.person)
    throw new Problem("stale", "This account was made at the same moment. Please sign in again.");
  else db.update(identities).set(after).where(same).run();
}

/** Taken away by its own person, once. */
export function endIdentity(db: Db, { issuer, subject, person }: IdentityEnded): void {
  const theirs = and(
    eq(identities.issuer, issuer),
    eq(identities.subject, subject),
    eq(identities.person, person),
  );
  if (db.delete(identities).where(theirs).run().changes === 0)
    throw new Problem("stale", "This sign-in has just been unlinked.");
}
