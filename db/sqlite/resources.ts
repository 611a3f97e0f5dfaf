import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Resource, Version } from "../../src/resources/rules/resource.ts";
import type { Resources } from "../../src/store/resources.ts";
import { asAsked, isListed, placeIn } from "./listed.ts";
import { matchKeysOf } from "./match-keys.ts";
import type { Db } from "./open.ts";
import { toOwner } from "./owner.ts";
import { history, resourceKeys, resources, versions } from "./schema.ts";
import { seenUnder, subtree } from "./visible-under.ts";

type Row = typeof resources.$inferSelect & { description: Version["description"] };

/** A stored row as the noun the rest of the program knows; what is null there is absent here. */
export function toResource(row: Row): Resource {
  return {
    id: row.id,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    organization: row.organization,
    owner: toOwner(row),
    status: row.status,
    reach: row.reach,
    ...(row.ceiling === null ? {} : { ceiling: row.ceiling }),
    ...(row.ceilingBy === null ? {} : { ceilingBy: row.ceilingBy }),
    revision: row.revision,
    published: row.published,
    ...(row.proposed === null ? {} : { proposed: row.proposed }),
    description: row.description,
    endorsements: row.endorsements,
    catalogued: row.catalogued,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    ...(row.hiding === null ? {} : { hiding: row.hiding }),
    ...(row.withdrawal === null ? {} : { withdrawal: row.withdrawal }),
  };
}

/** Reads resources. `tree` gives the organizations of now, to turn visibility tokens into conditions. */
export function resourcesOf(db: Db, tree: () => OrganizationTree): Resources {
  const joined = () =>
    db
      .select({ row: resources, description: versions.description })
      .from(resources)
      .innerJoin(
        versions,
        and(eq(versions.resource, resources.id), eq(versions.number, resources.published)),
      );
  const flat = (r: { row: typeof resources.$inferSelect; description: Version["description"] }) =>
    toResource({ ...r.row, description: r.description });

  const byId = joined()
    .where(eq(resources.id, sql.placeholder("id")))
    .prepare();
  const byIds = joined()
    .where(sql`${resources.id} in (select value from json_each(${sql.placeholder("ids")}))`)
    .prepare();
  const byExternal = joined()
    .where(
      and(
        eq(resources.organization, sql.placeholder("organization")),
        eq(resources.externalId, sql.placeholder("externalId")),
      ),
    )
    .prepare();
  const inOrder = joined()
    .where(gt(resources.id, sql.placeholder("after")))
    .orderBy(asc(resources.id))
    .limit(sql.placeholder("limit"))
    .prepare();
  const oneVersion = db
    .select()
    .from(versions)
    .where(and(eq(versions.resource, sql.placeholder("id")), eq(versions.number, sql.placeholder("number"))))
    .prepare();
  const allVersions = db
    .select()
    .from(versions)
    .where(eq(versions.resource, sql.placeholder("id")))
    .orderBy(asc(versions.number))
    .prepare();
  const hasEvent = db
    .select({ event: history.event })
    .from(history)
    .where(eq(history.resource, sql.placeholder("id")))
    .orderBy(asc(history.seq))
    .prepare();

  /** What shares a key, seen under these tokens. Prepared, for it is asked of a whole page. */
  const similarUnder = (visible: string[], most: number) => {
    const sharing = db
      .select({ id: resourceKeys.resource })
      .from(resourceKeys)
      .where(sql`${resourceKeys.key} in (select value from json_each(${sql.placeholder("keys")}))`);
    const found = joined()
      .where(and(inArray(resources.id, sharing), seenUnder(resources, visible, tree())))
      .limit(most)
      .prepare();
    return (to: { url?: string | undefined; title: string }): Resource[] => {
      const keys = matchKeysOf(to);
      return keys.length === 0 ? [] : found.all({ keys: JSON.stringify(keys) }).map(flat);
    };
  };

  const behind = db
    .select({ position: history.seq, resource: history.resource, event: history.event })
    .from(history)
    .where(gt(history.seq, sql.placeholder("after")))
    .orderBy(asc(history.seq))
    .limit(sql.placeholder("limit"))
    .prepare();

  return {
    async get(id) {
      const found = byId.get({ id });
      return found && flat(found);
    },
    async byExternalId(organization, externalId) {
      const found = byExternal.get({ organization, externalId });
      return found && flat(found);
    },
    async many(ids) {
      const found = new Map(byIds.all({ ids: JSON.stringify(ids) }).map((r) => [r.row.id, flat(r)]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async list(visible, { after, limit, organization }) {
      const conditions = [seenUnder(resources, visible, tree()), gt(resources.id, after ?? "")];
      if (organization) conditions.push(inArray(resources.organization, subtree(organization, tree())));
      const rows = joined()
        .where(and(...conditions))
        .orderBy(asc(resources.id))
        .limit(limit + 1)
        .all();
      const page = rows.slice(0, limit).map(flat);
      const last = page.at(-1);
      return { resources: page, ...(rows.length > limit && last ? { next: last.id } : {}) };
    },
    async each(afterId, limit) {
      return inOrder.all({ after: afterId, limit }).map(flat);
    },
    async ofPerson(person, limit) {
      const own = joined().where(eq(resources.ownerPerson, person));
      return own.orderBy(desc(resources.changedAt)).limit(limit).all().map(flat);
    },
    async similar(visible, to, limit) {
      return similarUnder(visible, limit)(to);
    },
    async similarToEach(visible, each, limit) {
      return each.map(similarUnder(visible, limit));
    },
    async version(id, number) {
      return oneVersion.get({ id, number });
    },
    async versionsAt(places) {
      const { resource: id, number } = versions;
      const rows = db.select().from(versions).where(isListed({ id, number }, places)).all();
      return asAsked(places.map(placeIn), rows, ({ resource, number }) => placeIn({ id: resource, number }));
    },
    async versions(id) {
      return allVersions.all({ id });
    },
    async history(id) {
      return hasEvent.all({ id }).map((r) => r.event);
    },
    async happened(after, limit) {
      return behind.all({ after, limit });
    },
    async count() {
      return db.$count(resources);
    },
  };
}
