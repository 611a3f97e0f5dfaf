import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { canonicalUrl, titleKeys } from "../../src/imports/rules/duplicates.ts";
import type { OwnRecord, RowKeys } from "../../src/imports/rules/existing-records.ts";
import type { Description } from "../../src/resources/rules/resource.ts";
import type { Imports } from "../../src/store/imports.ts";
import { addressKey } from "./match-keys.ts";
import type { Db } from "./open.ts";
import { toResource } from "./resources.ts";
import { imported, importRows, resourceKeys, resources, versions } from "./schema.ts";

/** What a row may stand for. */
export function ownRecords(db: Db): Pick<Imports, "own" | "ownOf"> {
  const candidates = ownCandidates(db);
  return {
    async own(organization, keys, importId = "") {
      const byId = groupBy(
        candidates.byExternalId(organization, keys),
        ({ resource }) => resource.externalId,
      );
      const rest = keys.filter((k) => k.url && !byId.has(k.externalId));
      const byUrl = groupBy(candidates.byUrl(organization, rest, importId), ({ url }) => url);
      const taken = new Set<string>();
      return keys.map((k): OwnRecord | undefined => {
        const [named] = (k.externalId && byId.get(k.externalId)) || [];
        const free = (byUrl.get(k.url) ?? []).filter(
          (c) => !taken.has(c.resource.id) && !(k.externalId && c.resource.externalId),
        );
        const titles = String(k.titles);
        const chosen = named ?? free.find((c) => String(c.titles) === titles) ?? free[0];
        if (!chosen) return undefined;
        taken.add(chosen.resource.id);
        return { resource: chosen.resource, ...(chosen.imported ? { imported: chosen.imported } : {}) };
      });
    },
    async ownOf(ids) {
      return new Map(
        candidates
          .byIds(ids)
          .map(({ resource, imported: wrote }) => [
            resource.id,
            { resource, ...(wrote ? { imported: wrote } : {}) },
          ]),
      );
    },
  };
}

const publishedVersion = and(eq(versions.resource, resources.id), eq(versions.number, resources.published));

interface Candidate extends OwnRecord {
  /** The canonical address of its link. */
  url?: string;
  titles: string[];
}

function groupBy<T>(all: T[], key: (one: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}

/** The organization's own records, with what the last import wrote of them. */
function ownCandidates(db: Db) {
  const { placeholder } = sql;
  const columns = {
    row: resources,
    description: versions.description,
    differs: imported.differs,
    wrote: sql<string | null>`(select w.description from ${versions} w where w.resource = ${resources.id}
      and w.number = ${imported.version})`,
  };
  const byExternalId = db
    .select(columns)
    .from(resources)
    .innerJoin(versions, publishedVersion)
    .leftJoin(imported, eq(imported.resource, resources.id))
    .where(
      and(
        eq(resources.organization, placeholder("organization")),
        sql`${resources.externalId} in (select value from json_each(${placeholder("ids")}))`,
      ),
    )
    .prepare();
  const byIds = db
    .select(columns)
    .from(resources)
    .innerJoin(versions, publishedVersion)
    .leftJoin(imported, eq(imported.resource, resources.id))
    .where(sql`${resources.id} in (select value from json_each(${placeholder("ids")}))`)
    .prepare();
  const ofOther = db
    .select({ one: sql`1` })
    .from(importRows)
    .where(and(eq(importRows.resource, resources.id), eq(importRows.import, placeholder("import"))));
  const byUrl = db
    .select(columns)
    .from(resourceKeys)
    .innerJoin(resources, eq(resources.id, resourceKeys.resource))
    .innerJoin(versions, publishedVersion)
    .leftJoin(imported, eq(imported.resource, resources.id))
    .where(
      and(
        sql`${resourceKeys.key} in (select value from json_each(${placeholder("keys")}))`,
        // By key, never through all records of the organization: the plus keeps its index out of it.
        sql`+${resources.organization} = ${placeholder("organization")}`,
        isNull(resources.ownerPerson),
        notExists(ofOther),
      ),
    )
    // One in use before one that was taken back, the oldest first.
    .orderBy(sql`${resources.status} = 'undone'`, resources.id)
    .prepare();

  type Found = ReturnType<typeof byExternalId.all>[number];
  const toCandidate = (f: Found): Candidate => {
    const { url, title } = f.description;
    const address = url === undefined ? undefined : canonicalUrl(url);
    return {
      resource: toResource({ ...f.row, description: f.description }),
      titles: titleKeys(title),
      ...(address === undefined ? {} : { url: address }),
      ...(f.wrote === null ? {} : { imported: asSent(JSON.parse(f.wrote), f.differs) }),
    };
  };
  return {
    byExternalId(organization: string, keys: RowKeys[]): Candidate[] {
      const ids = keys.flatMap((k) => k.externalId ?? []);
      if (ids.length === 0) return [];
      return byExternalId.all({ organization, ids: JSON.stringify(ids) }).map(toCandidate);
    },
    byIds: (ids: string[]): Candidate[] =>
      ids.length === 0 ? [] : byIds.all({ ids: JSON.stringify(ids) }).map(toCandidate),
    byUrl(organization: string, keys: RowKeys[], importId: string): Candidate[] {
      const urls = [...new Set(keys.flatMap((k) => k.url ?? []))];
      if (urls.length === 0) return [];
      const given = { organization, keys: JSON.stringify(urls.map(addressKey)), import: importId };
      return byUrl.all(given).map(toCandidate);
    },
  };
}

/** What the import had written, also where a person had corrected it before. */
function asSent(written: Description, differs: Record<string, unknown> | null | undefined): Description {
  const sent: Record<string, unknown> = { ...written };
  for (const [field, value] of Object.entries(differs ?? {})) {
    if (value === null) delete sent[field];
    else sent[field] = value;
  }
  return sent as Description;
}
