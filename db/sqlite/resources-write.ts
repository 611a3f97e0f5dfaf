import { and, eq } from "drizzle-orm";
import { Problem } from "../../src/kernel/problem.ts";
import type { ResourceChange } from "../../src/resources/rules/change.ts";
import type { Resource } from "../../src/resources/rules/resource.ts";
import type { Sqlite } from "../driver.ts";
import { writeKeys } from "./match-keys.ts";
import type { Db } from "./open.ts";
import { ownerColumns } from "./owner.ts";
import { registrar } from "./registrar.ts";
import { resources, versions } from "./schema.ts";

/** Writes a resource over the revision that was seen, or as a new one, with history and outbox. */
export function resourceWriter(db: Db, sqlite: Sqlite): (change: ResourceChange) => void {
  const statements = registrar(sqlite);
  return ({ before, after, version, waiting, widened, event }) => {
    if (before) overwrite(db, before, after);
    else statements.resource(after);
    if (version) statements.version(version);
    if (waiting) statements.version(waiting);
    if (widened)
      db.update(versions)
        .set({ widestReach: widened.widestReach })
        .where(and(eq(versions.resource, after.id), eq(versions.number, widened.number)))
        .run();
    statements.trace(after.id, event);
  };
}

function overwrite(db: Db, before: Resource, after: Resource): void {
  const seen = and(eq(resources.id, after.id), eq(resources.revision, before.revision));
  const { changes } = db.update(resources).set(toRow(after)).where(seen).run();
  if (changes === 0)
    throw new Problem("stale", "Someone else changed this resource meanwhile. Read it again.");
  writeKeys(db, before, after);
}

const toRow = (r: Resource) => ({
  ...r,
  externalId: r.externalId ?? null,
  ...ownerColumns(r.owner),
  ceiling: r.ceiling ?? null,
  ceilingBy: r.ceilingBy ?? null,
  proposed: r.proposed ?? null,
  withdrawal: r.withdrawal ?? null,
  hiding: r.hiding ?? null,
});
