import { eq, sql } from "drizzle-orm";
import { canonicalUrl, titleKeys } from "../../src/imports/rules/duplicates.ts";
import type { Description, Resource } from "../../src/resources/rules/resource.ts";
import { hash } from "./key-hash.ts";
import type { Db } from "./open.ts";
import { resourceKeys, resources, versions } from "./schema.ts";

/** What a resource is found again by: its canonical address and the keys of its title, each as a number. */
export function matchKeysOf({ url, title }: Pick<Description, "url" | "title">): number[] {
  const address = url === undefined ? undefined : canonicalUrl(url);
  return [...(address ? [addressKey(address)] : []), ...titleKeys(title).map((key) => hash(key))];
}

/** The key of a canonical address. */
export const addressKey = (address: string): number => hash(`u:${address}`);

/** Keeps the keys of the published description, whenever address or title have changed. */
export function writeKeys(db: Db, before: Resource | undefined, { id, description }: Resource): void {
  const keys = matchKeysOf(description);
  if (before) {
    if (String(matchKeysOf(before.description)) === String(keys)) return;
    db.delete(resourceKeys).where(eq(resourceKeys.resource, id)).run();
  }
  for (const key of keys) db.insert(resourceKeys).values({ key, resource: id }).onConflictDoNothing().run();
}

/** Gives keys to what was registered before there were keys. Does nothing from then on. */
export function fillKeys(db: Db): void {
  if (db.select().from(resourceKeys).limit(1).get() || !db.select().from(resources).limit(1).get()) return;
  const published = sql`${versions.resource} = ${resources.id} and ${versions.number} = ${resources.published}`;
  const rows = db
    .select({ id: resources.id, description: versions.description })
    .from(resources)
    .innerJoin(versions, published);
  db.transaction(() => {
    for (const { id, description } of rows.all())
      for (const key of matchKeysOf(description))
        db.insert(resourceKeys).values({ key, resource: id }).onConflictDoNothing().run();
  });
}
