import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import { Description, type Resource } from "../../src/resources/rules/resource.ts";
import type { Change } from "../../src/store/change.ts";
import type { Store } from "../../src/store/store.ts";

export const log = pino({ level: "silent" });
const AT = "2026-01-05T12:00:00.000Z";

/** A data folder with a store that knows the organizations and vocabularies, and no resource. */
export async function openFolder(): Promise<{ folder: string; store: Store; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "data-"));
  const store = openStore(join(folder, "registry.db"));
  await seedReferenceData({ store, clock: () => AT, newId: () => v7() });
  return {
    folder,
    store,
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A new public resource of the state. */
export function newResource(title: string): Change {
  const description = Description.parse({ title, url: "https://example.org/" });
  const after: Resource = {
    id: v7(),
    organization: "ri",
    owner: { organization: "ri" },
    status: "active",
    reach: "public",
    revision: 1,
    published: 1,
    description,
    endorsements: [],
    catalogued: true,
    createdAt: AT,
    changedAt: AT,
  };
  const version = {
    resource: after.id,
    number: 1,
    description,
    at: AT,
    by: "program",
    widestReach: after.reach,
  };
  return {
    noun: "resource",
    after,
    version,
    event: { what: "created", at: AT, by: "program", role: "state" },
  };
}

export const resourceOf = (change: Change): Resource => {
  if (change.noun !== "resource") throw new Error("This change is not about a resource");
  return change.after;
};

/** The same resource, withdrawn. */
export function withdrawn(before: Resource): Change {
  const withdrawal = { at: AT, by: "owner" as const, reason: "outdated" };
  const after: Resource = { ...before, status: "withdrawn", revision: before.revision + 1, withdrawal };
  return {
    noun: "resource",
    before,
    after,
    event: { what: "withdrawn", at: AT, by: "program", role: "state" },
  };
}
