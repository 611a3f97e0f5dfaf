import type { Caller } from "../../people/rules/person.ts";
import type { SearchAnswer } from "./answer.ts";
import type { Filters, Query } from "./query.ts";

/** How many resources there are for an item or a set, at each level (by level id). */
export interface Coverage {
  total: number;
  levels: Record<string, number>;
}

export type CoverageOf = (id: string) => Coverage;

interface Finds {
  find(query: Query, caller: Caller): Promise<SearchAnswer>;
}

const NONE: Coverage = { total: 0, levels: {} };

/**
 * Counts what this caller may open, for these items and sets. One question per level: counts of a facet are
 * given as if only that facet were changed, for chosen values always, and with a level they count alignments
 * that have both (docs/decisions/0008-standard-and-level-hold-together.md).
 */
export async function coverageFor(
  ids: string[],
  levels: string[],
  finder: Finds,
  caller: Caller,
): Promise<CoverageOf> {
  if (ids.length === 0) return () => NONE;
  const counts = async (more: Filters) => {
    const filters: Filters = { standard: ids, ...more };
    const answer = await finder.find(
      { words: "", plain: true, filters, sort: "newest", page: 1, size: 1 },
      caller,
    );
    const standard = answer.facets.find((f) => f.id === "standard");
    return new Map(standard?.values.map((v) => [v.value, v.count]));
  };
  const [all, ...byLevel] = await Promise.all([
    counts({}),
    ...levels.map((level) => counts({ level: [level] })),
  ]);
  return (id) => ({
    total: all.get(id) ?? 0,
    levels: Object.fromEntries(levels.map((level, i) => [level, byLevel[i]?.get(id) ?? 0])),
  });
}
