import type { CoverageOf } from "../../search/rules/coverage.ts";
import type { Item } from "../rules/framework.ts";

/** A gap is a standard without a resource at a level; parts of a standard are counted with it. */
export const gapsIn = (lines: { item: Item; depth: number }[], levels: string[], coverageOf: CoverageOf) =>
  lines
    .filter((l) => l.depth === 0)
    .reduce((sum, l) => sum + levels.filter((level) => !coverageOf(l.item.id).levels[level]).length, 0);
