import { type SQL, sql } from "drizzle-orm";
import type { Reindex } from "../../src/resources/rules/change.ts";
import type { Db } from "./open.ts";
import { collections, outbox, resources, versions } from "./schema.ts";

const PUBLISHED = sql`${resources} r join ${versions} v on v.resource = r.id and v.number = r.published`;

/** Engines read these resources and collections again: each gets a place in the outbox. */
export function reindex(
  db: Db,
  { resources: ids, collections: kept, organizations, terms, items }: Reindex,
): void {
  const list = (values: string[]) => sql`(select value from json_each(${JSON.stringify(values)}))`;
  const enqueue = (of: SQL) => db.run(sql`insert into ${outbox} (thing) ${of}`);
  const enqueueKept = (of: SQL) =>
    db.run(
      sql`with kept (id) as (${of}) insert into ${outbox} (noun, thing) select 'collection', id from kept`,
    );
  if (ids) enqueue(sql`select value from json_each(${JSON.stringify(ids)})`);
  if (kept) enqueueKept(sql`select value from json_each(${JSON.stringify(kept)})`);
  if (organizations)
    enqueueKept(sql`select c.id from ${collections} c where c.organization in ${list(organizations)}`);
  if (organizations)
    enqueue(sql`select r.id from ${resources} r where r.organization in ${list(organizations)}`);
  if (terms)
    enqueue(sql`select r.id from ${PUBLISHED}
      where exists (select 1 from json_each(${JSON.stringify(terms)}) term
                    where instr(v.description, '"' || term.value || '"') > 0)`);
  if (items)
    enqueue(sql`select r.id from ${PUBLISHED}
      where exists (select 1 from json_each(v.description, '$.alignments') a
                    where json_extract(a.value, '$.item') in ${list(items)})`);
}
