import { eq, sql } from "drizzle-orm";
import type { Change } from "../../src/store.ts";
import type { Db } from "./open.ts";
import { associations, frameworks, items, outbox } from "./schema.ts";

type FrameworkChange = Extract<Change, { noun: "framework" }>;

const nothingOptional = { statement: null, label: null, type: null, parent: null, language: null };

/** Writes a framework with its items and associations, and enqueues the resources aligned to what changed. */
export function commitFramework(
  db: Db,
  { framework, items: given, associations: edges, dropped }: FrameworkChange,
) {
  const row = { id: framework.id, code: framework.code, data: framework };
  db.insert(frameworks).values(row).onConflictDoUpdate({ target: frameworks.id, set: row }).run();
  for (const item of given) {
    const full = { ...nothingOptional, ...item, dropped: false };
    db.insert(items).values(full).onConflictDoUpdate({ target: items.id, set: full }).run();
  }
  for (const id of dropped) db.update(items).set({ dropped: true }).where(eq(items.id, id)).run();
  db.delete(associations).where(eq(associations.framework, framework.id)).run();
  for (const edge of edges) {
    const full = { ...edge, framework: framework.id };
    db.insert(associations).values(full).onConflictDoUpdate({ target: associations.id, set: full }).run();
  }
  touchAligned(db, [...given.map((i) => i.id), ...dropped]);
}

function touchAligned(db: Db, ids: string[]): void {
  db.run(sql`
    insert into ${outbox} (resource)
    select r.id from resources r join versions v on v.resource = r.id and v.number = r.published
    where exists (select 1 from json_each(v.description, '$.alignments') a
                  where json_extract(a.value, '$.item') in (select value from json_each(${JSON.stringify(ids)})))`);
}
