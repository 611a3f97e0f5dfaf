import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { copyDatabase } from "../../db/sqlite/copy.ts";
import { openStore } from "../../db/sqlite/store.ts";
import { seed, seedReferenceData } from "../../seed/seed.ts";

/** Copies the database of a seeded registry, or of one with reference data alone; it is made once in a run. */
export async function copyTemplate(withResources: boolean, to: string): Promise<void> {
  const kept = process.env.REGISTRY_TEMPLATES;
  if (!kept) throw new Error("jest's globalSetup (test/support/begin.mjs) names the folder of templates.");
  const file = join(kept, `${withResources ? "seeded" : "reference"}.db`);
  if (!existsSync(file)) await makeTemplate(withResources, file);
  copyFileSync(file, to);
}

/** Two workers may make the same at once: whoever is last puts an equal file in its place. */
async function makeTemplate(withResources: boolean, file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "registry-template-"));
  const store = openStore(join(folder, "working.db"));
  const parts = { store, clock: () => new Date().toISOString(), newId: () => v7() };
  await (withResources ? seed(parts) : seedReferenceData(parts));
  const whole = `${file}.${process.pid}`;
  await copyDatabase(join(folder, "working.db"), whole);
  await store.close();
  renameSync(whole, file);
  rmSync(folder, { recursive: true, force: true });
}
