import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { openStore } from "../../db/sqlite/store.ts";
import { seedReferenceData } from "../../seed/seed.ts";
import type { Store } from "../../src/store/store.ts";

/** A data folder inside this one, with reference data and a curator of Providence. */
export async function curatorIn(outer: string): Promise<string> {
  const folder = join(outer, "data");
  mkdirSync(folder);
  const store = openStore(join(folder, "registry.db"));
  const at = new Date().toISOString();
  await seedReferenceData({ store, clock: () => at, newId: () => v7() });
  const id = v7();
  await store.commit([
    { noun: "person", after: { id, name: "Ines Curator", demo: false, active: true, createdAt: at } },
    { noun: "membership", after: { person: id, organization: "28", role: "curator", confirmed: true } },
  ]);
  await store.close();
  return folder;
}

/** Reads in a data folder beside the program that works there. */
export async function looking<T>(folder: string, read: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(join(folder, "registry.db"));
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}
