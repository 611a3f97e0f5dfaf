import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { CoCurator, Collection, Content } from "../../src/collections/rules/collection.ts";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Collections } from "../../src/store/collections.ts";
import { asAsked, isAmong, isListed, placeIn } from "./listed.ts";
import type { Db } from "./open.ts";
import { toOwner } from "./owner.ts";
import { collectionCurators, collectionHistory, collections, collectionVersions } from "./schema.ts";
import { seenUnder, subtree } from "./visible-under.ts";

type Row = typeof collections.$inferSelect;
type CuratorRow = typeof collectionCurators.$inferSelect;

function toCurator({ id, person, email, asked, invitedBy, invitedAt, acceptedAt }: CuratorRow): CoCurator {
  return {
    id,
    ...(person === null ? {} : { person }),
    ...(email === null ? {} : { email }),
    asked,
    invitedBy,
    invitedAt,
    ...(acceptedAt === null ? {} : { acceptedAt }),
  };
}

/** A stored row as the noun the rest of the program knows; what is null there is absent here. */
function toCollection(row: Row, content: Content | null, curators: CoCurator[]): Collection {
  return {
    id: row.id,
    organization: row.organization,
    owner: toOwner(row),
    status: row.status,
    ...(row.hiddenBy === null ? {} : { hiddenBy: row.hiddenBy }),
    reach: row.reach,
    ...(row.ceiling === null ? {} : { ceiling: row.ceiling }),
    ...(row.ceilingBy === null ? {} : { ceilingBy: row.ceilingBy }),
    revision: row.revision,
    latest: row.latest,
    ...(row.published === null ? {} : { published: row.published }),
    ...(content === null ? {} : { content }),
    ...(row.proposed === null ? {} : { proposed: row.proposed }),
    draft: row.draft,
    endorsements: row.endorsements,
    curators,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
  };
}

/** Reads collections. `tree` gives the organizations of now, to turn visibility tokens into conditions. */
export function collectionsOf(db: Db, tree: () => OrganizationTree): Collections {
  const read = (where: SQL | undefined, limit = 1000, order = desc(collections.id)): Collection[] => {
    const rows = db
      .select({ row: collections, content: collectionVersions.content })
      .from(collections)
      .leftJoin(
        collectionVersions,
        and(
          eq(collectionVersions.collection, collections.id),
          eq(collectionVersions.number, collections.published),
        ),
      )
      .where(where)
      .orderBy(order)
      .limit(limit)
      .all();
    const ids = rows.map((r) => r.row.id);
    const curators = db
      .select()
      .from(collectionCurators)
      .where(inArray(collectionCurators.collection, ids))
      .orderBy(asc(collectionCurators.invitedAt), asc(collectionCurators.id))
      .all();
    return rows.map(({ row, content }) =>
      toCollection(row, content, curators.filter((k) => k.collection === row.id).map(toCurator)),
    );
  };
  const among = (where: SQL | undefined) =>
    inArray(
      collections.id,
      db.select({ id: collectionCurators.collection }).from(collectionCurators).where(where),
    );

  return {
    async get(id) {
      return read(eq(collections.id, id))[0];
    },
    async many(ids) {
      if (ids.length === 0) return [];
      const found = new Map(read(inArray(collections.id, ids)).map((c) => [c.id, c]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async list(visible, { after, limit, organization }) {
      const conditions = [isNotNull(collections.published), seenUnder(collections, visible, tree())];
      if (after) conditions.push(lt(collections.id, after));
      if (organization) conditions.push(inArray(collections.organization, subtree(organization, tree())));
      const found = read(and(...conditions), limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return { collections: page, ...(found.length > limit && last ? { next: last.id } : {}) };
    },
    async each(afterId, limit) {
      return read(gt(collections.id, afterId), limit, asc(collections.id));
    },
    async titles(ids, visible) {
      const rows = db
        .select({ id: collections.id, title: sql<string>`${collectionVersions.content} ->> 'title'` })
        .from(collections)
        .innerJoin(
          collectionVersions,
          and(
            eq(collectionVersions.collection, collections.id),
            eq(collectionVersions.number, collections.published),
          ),
        )
        .where(and(isAmong(collections.id, ids), seenUnder(collections, visible, tree())))
        .all();
      return asAsked(ids, rows, (row) => row.id);
    },
    async count() {
      return db.$count(collections);
    },
    async withResource(resource, visible, most) {
      // An id stands nowhere else in what a collection says: its text is searched, not parsed.
      const holds = sql`instr(${collectionVersions.content}, ${`"${resource}"`}) > 0`;
      return read(and(seenUnder(collections, visible, tree()), holds), most);
    },
    async maintainedBy(person, organizations) {
      const accepted = and(eq(collectionCurators.person, person), isNotNull(collectionCurators.acceptedAt));
      return read(
        or(
          eq(collections.ownerPerson, person),
          among(accepted),
          organizations.length > 0 ? inArray(collections.ownerOrganization, organizations) : sql`0`,
        ),
      );
    },
    async invited(person, email) {
      const me = or(
        eq(collectionCurators.person, person),
        email === undefined ? undefined : eq(collectionCurators.email, email),
      );
      return read(among(and(me, isNull(collectionCurators.acceptedAt))));
    },
    async featured() {
      const rows = db.select({ id: collections.id }).from(collections).where(isNotNull(collections.featured));
      return rows
        .orderBy(asc(collections.featured))
        .all()
        .map((row) => row.id);
    },
    async version(id, number) {
      const same = and(eq(collectionVersions.collection, id), eq(collectionVersions.number, number));
      return db.select().from(collectionVersions).where(same).get();
    },
    async versionsAt(places) {
      const { collection: id, number } = collectionVersions;
      const rows = db.select().from(collectionVersions).where(isListed({ id, number }, places)).all();
      return asAsked(places.map(placeIn), rows, ({ collection, number }) =>
        placeIn({ id: collection, number }),
      );
    },
    async history(id) {
      const rows = db.select().from(collectionHistory).where(eq(collectionHistory.collection, id));
      return rows
        .orderBy(asc(collectionHistory.seq))
        .all()
        .map((row) => row.event);
    },
  };
}
