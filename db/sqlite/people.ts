import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Invitation } from "../../src/people/rules/invitation.ts";
import type { Key } from "../../src/people/rules/key.ts";
import type { Person } from "../../src/people/rules/person.ts";
import type { People } from "../../src/store/people.ts";
import { isAmong } from "./listed.ts";
import type { Db } from "./open.ts";
import { invitations, keys, memberships, people } from "./schema.ts";
import { whenFree } from "./sqlite-busy.ts";

export const toPerson = ({ email, ...row }: typeof people.$inferSelect): Person => ({
  ...row,
  ...(email === null ? {} : { email }),
});

export const toKey = ({ revokedAt, lastUsedAt, ...row }: typeof keys.$inferSelect): Key => ({
  ...row,
  ...(revokedAt === null ? {} : { revokedAt }),
  ...(lastUsedAt === null ? {} : { lastUsedAt }),
});

const toInvitation = (row: typeof invitations.$inferSelect): Invitation => {
  const { acceptedAt, acceptedBy, withdrawnAt, ...given } = row;
  const ended = Object.entries({ acceptedAt, acceptedBy, withdrawnAt }).filter(([, value]) => value !== null);
  return { ...given, ...Object.fromEntries(ended) };
};

export function peopleOf(db: Db): People {
  const byHash = db
    .select()
    .from(keys)
    .where(eq(keys.hash, sql.placeholder("hash")))
    .prepare();
  const person = db
    .select()
    .from(people)
    .where(eq(people.id, sql.placeholder("id")))
    .prepare();
  const belongs = db
    .select()
    .from(memberships)
    .where(eq(memberships.person, sql.placeholder("id")))
    .prepare();
  const membersOf = db
    .select()
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.person))
    .where(
      and(
        sql`${memberships.organization} in (select value from json_each(${sql.placeholder("codes")}))`,
        eq(people.active, true),
      ),
    )
    .orderBy(asc(people.name))
    .prepare();
  const names = db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(sql`${people.id} in (select value from json_each(${sql.placeholder("ids")}))`)
    .prepare();
  return {
    async get(id) {
      const row = person.get({ id });
      return row && toPerson(row);
    },
    async all() {
      return db.select().from(people).orderBy(asc(people.name)).all().map(toPerson);
    },
    async names(ids) {
      return new Map(names.all({ ids: JSON.stringify(ids) }).map(({ id, name }) => [id, name]));
    },
    async byEmail(email) {
      const row = db.select().from(people).where(eq(people.email, email)).get();
      return row && toPerson(row);
    },
    async members(organizations) {
      const rows = membersOf.all({ codes: JSON.stringify(organizations) });
      return rows.map((row) => ({ person: toPerson(row.people), membership: row.memberships }));
    },
    async invitations(organizations) {
      const rows = db.select().from(invitations).where(inArray(invitations.organization, organizations));
      return rows.orderBy(desc(invitations.createdAt)).all().map(toInvitation);
    },
    async invitation(id) {
      const row = db.select().from(invitations).where(eq(invitations.id, id)).get();
      return row && toInvitation(row);
    },
    async invitationByHash(hash) {
      const row = db.select().from(invitations).where(eq(invitations.hash, hash)).get();
      return row && toInvitation(row);
    },
    async membershipsOf(ids) {
      return db.select().from(memberships).where(isAmong(memberships.person, ids)).all();
    },
    async memberships(id) {
      return belongs.all({ id });
    },
    async keyByHash(hash) {
      const row = byHash.get({ hash });
      return row && toKey(row);
    },
    async key(id) {
      const row = db.select().from(keys).where(eq(keys.id, id)).get();
      return row && toKey(row);
    },
    async keys(of) {
      const rows = db
        .select()
        .from(keys)
        .where(of === undefined ? undefined : eq(keys.person, of))
        .orderBy(asc(keys.createdAt))
        .all();
      return rows.map(toKey);
    },
    async keyUsed(id, at) {
      await whenFree(() => db.update(keys).set({ lastUsedAt: at }).where(eq(keys.id, id)).run());
    },
  };
}
