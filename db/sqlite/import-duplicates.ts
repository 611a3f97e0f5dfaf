import { and, eq, sql } from "drizzle-orm";
import type { ExistingRecords, RowKeys, SimilarRecord } from "../../src/imports/rules/existing-records.ts";
import type { OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Sqlite } from "../driver.ts";
import { hash } from "./key-hash.ts";
import type { Db } from "./open.ts";
import { resourceKeys, resources, versions } from "./schema.ts";
import { seenUnder } from "./visible-under.ts";

/** What a row is looked for by, the most telling first. */
export const matchNamesOf = ({ url, titles }: RowKeys): string[] => [
  ...(url ? [`u:${url}`] : []),
  ...titles.toReversed(),
];

/** Records looked at for one key. Keys that more records share are asked one by one. */
const MOST_SHARING = 40;

const publishedVersion = and(eq(versions.resource, resources.id), eq(versions.number, resources.published));
const shown = {
  resource: resources.id,
  externalId: resources.externalId,
  title: sql<string>`json_extract(${versions.description}, '$.title')`,
  url: sql<string | null>`json_extract(${versions.description}, '$.url')`,
};
type Shown = { resource: string; externalId: string | null; title: string; url: string | null };

/**
 * Records that share a key with rows and may be seen. Most rows share none: only what is found is asked
 * whether it may be seen.
 */
export function similarRecords(
  db: Db,
  sqlite: Sqlite,
  tree: () => OrganizationTree,
): Pick<ExistingRecords, "similar"> {
  const sharing = sqlite.prepare("select resource from resource_keys where key = ? limit ?").pluck();
  // Most keys of a sheet are new: those that are not are found in one go.
  const known = sqlite
    .prepare(
      `select value from json_each(?)
       where exists (select 1 from resource_keys where key = value)`,
    )
    .pluck();

  /** Which of these may be seen. */
  function visibleAmong(ids: string[], visible: string[]): Map<string, SimilarRecord> {
    if (ids.length === 0) return new Map();
    const given = sql`${resources.id} in (select value from json_each(${JSON.stringify(ids)}))`;
    const found = db
      .select(shown)
      .from(resources)
      .innerJoin(versions, publishedVersion)
      .where(and(given, seenUnder(resources, visible, tree())))
      .all();
    return new Map(found.map((f) => [f.resource, toSimilarRecord(f)]));
  }

  /** The first visible ones of a key that very many share. */
  const visibleUnder = (visible: string[], most: number) => {
    const found = db
      .select(shown)
      .from(resourceKeys)
      .innerJoin(resources, eq(resources.id, resourceKeys.resource))
      .innerJoin(versions, publishedVersion)
      .where(and(eq(resourceKeys.key, sql.placeholder("key")), seenUnder(resources, visible, tree())))
      .limit(most)
      .prepare();
    return (key: number): SimilarRecord[] => found.all({ key }).map(toSimilarRecord);
  };

  return {
    async similar(visible, keys, most) {
      const named = keys.map((k) => matchNamesOf(k).map((name) => hash(name)));
      const under = new Map<number, string[]>();
      for (const key of known.all(JSON.stringify([...new Set(named.flat())])) as number[])
        under.set(key, sharing.all(key, MOST_SHARING) as string[]);
      const among = visibleAmong([...new Set([...under.values()].flat())], visible);
      const crowded = [...under.values()].some((ids) => ids.length >= MOST_SHARING);
      const first = crowded ? visibleUnder(visible, most) : () => [];
      return named.map((names) => {
        const found = new Map<string, SimilarRecord>();
        for (const key of names) {
          const ids = under.get(key) ?? [];
          const here = ids.length < MOST_SHARING ? ids.flatMap((id) => among.get(id) ?? []) : first(key);
          for (const one of here) if (one.resource) found.set(one.resource, one);
        }
        return [...found.values()].slice(0, most);
      });
    },
  };
}

const toSimilarRecord = ({ resource, title, url, externalId }: Shown): SimilarRecord => ({
  resource,
  title,
  ...(url === null ? {} : { url }),
  ...(externalId === null ? {} : { externalId }),
});
