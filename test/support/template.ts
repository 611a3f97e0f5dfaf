import { copyFileSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { copyDatabase } from "../../db/sqlite/copy.ts";
import { seed, seedReferenceData } from "../../seed/seed.ts";
import { readConfig } from "../../src/kernel/config.ts";
import { openRegistry } from "../../src/start/server.ts";

/** Copies the database of a seeded registry, or of one with reference data alone; it is made once in a run. */
export async function copyTemplate(withResources: boolean, to: string): Promise<void> {
  copyFileSync(join(await templateOf(withResources), "registry.db"), to);
}

/** Copies its search index too, so that a registry opened on the folder has nothing to index. */
export async function copyIndex(withResources: boolean, to: string): Promise<void> {
  cpSync(join(await templateOf(withResources), "search"), to, { recursive: true });
}

async function templateOf(withResources: boolean): Promise<string> {
  const kept = process.env.REGISTRY_TEMPLATES;
  if (!kept) throw new Error("jest's globalSetup (test/support/begin.mjs) names the folder of templates.");
  const folder = join(kept, withResources ? "seeded" : "reference");
  if (!existsSync(folder)) await makeTemplate(withResources, folder);
  return folder;
}

/** Two workers may make the same at once: whoever is last throws an equal one away. */
async function makeTemplate(withResources: boolean, folder: string): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), "registry-template-"));
  const { parts, close } = await openRegistry(readConfig({ DATA_DIR: made }), pino({ level: "silent" }));
  await (withResources ? seed(parts) : seedReferenceData(parts));
  await parts.indexer.idle();
  await close();
  const whole = `${folder}.${process.pid}`;
  cpSync(join(made, "search"), join(whole, "search"), { recursive: true });
  await copyDatabase(join(made, "registry.db"), join(whole, "registry.db"));
  try {
    renameSync(whole, folder);
  } catch {
    rmSync(whole, { recursive: true });
  }
  rmSync(made, { recursive: true, force: true });
}
