import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ROOT } from "../../src/kernel/root.ts";
import { openTestRegistry } from "../support/registry.ts";
import { askTrials } from "./ask-trials.ts";
import { collectionTrials } from "./collection-trials.ts";
import { rowsIn } from "./matrix.ts";
import { castOf, treeOf } from "./matrix-cast.ts";
import { organizationTrials, registryTrials } from "./place-trials.ts";
import { reportTrials } from "./report-trials.ts";
import { resourceTrials } from "./resource-trials.ts";
import { reviewTrials } from "./review-trials.ts";
import { type World, wrongIn } from "./trials.ts";

const rows = rowsIn(readFileSync(join(ROOT, "test", "people", "matrix.txt"), "utf8"));

const TRIALS = {
  resources: resourceTrials,
  collections: collectionTrials,
  reviews: reviewTrials,
  reports: reportTrials,
  asks: askTrials,
  organizations: organizationTrials,
  registry: registryTrials,
};

describe("what the matrix says is what happens", () => {
  test.each(Object.keys(TRIALS) as (keyof typeof TRIALS)[])(
    "by key and at a browser: %s",
    async (section) => {
      const registry = await openTestRegistry();
      const world: World = { registry, cast: await castOf(registry), tree: await treeOf(registry) };
      expect(await wrongIn(await TRIALS[section](world, rows))).toEqual([]);
    },
    300_000,
  );
});
