import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { v7 } from "uuid";
import { ROOT } from "../../src/kernel/root.ts";

/** The compiled parts of one build of the registry that the benches drive: this one, or an older one beside it. */
export interface Build {
  name: string;
  folder: string;
  openStore: typeof import("../../db/sqlite/store.ts").openStore;
  openEmbedded: typeof import("../../src/search/embedded/engine.ts").openEmbedded;
  rebuildFrom: typeof import("../../src/search/jobs/index-feeder.ts").rebuildFrom;
  /** Reference data and the demo people, and no resource. */
  furnish(file: string): Promise<void>;
}

/** `BENCH_BASE` names the folder of an older build, to be measured in turns with this one. */
export const builds = async (): Promise<{ own: Build; base?: Build }> => ({
  own: await buildIn("this build", ROOT),
  ...(process.env.BENCH_BASE ? { base: await buildIn("the base", process.env.BENCH_BASE) } : {}),
});

async function buildIn(name: string, folder: string): Promise<Build> {
  const part = (path: string) => import(pathToFileURL(join(folder, "dist", path)).href);
  const { openStore } = await part("db/sqlite/store.js");
  const { openEmbedded } = await part("src/search/embedded/engine.js");
  const { rebuildFrom } = await part("src/search/jobs/index-feeder.js");
  const { seedReferenceData, seedDemoPeople } = await part("seed/seed.js");
  return {
    name,
    folder,
    openStore,
    openEmbedded,
    rebuildFrom,
    async furnish(file) {
      const store = openStore(file);
      const parts = { store, clock: () => new Date().toISOString(), newId: () => v7() };
      await seedReferenceData(parts);
      await seedDemoPeople(parts);
      await store.close();
    },
  };
}
