import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { SearchDocument } from "./document.ts";
import type { FacetId } from "./facets.ts";

/**
 * The order of browsing, where nothing is asked for: what is reviewed, may be used and changed, is aligned and well
 * described comes first, the newer before the older; then the first of them are mixed.
 */
export const QUALITY = {
  /** By who endorsed it. */
  state: 40,
  district: 30,
  /** It says what may be done with it; it may be changed. */
  license: 6,
  adaptable: 6,
  standard: 14,
  level: 4,
  grade: 8,
  type: 4,
  subject: 4,
  topic: 4,
  /** A summary of a sentence at least. */
  summary: 10,
};

/** Letters of a summary that describes. */
const A_SENTENCE = 60;

/** How well a record is reviewed, licensed, aligned and described: 0 to 100. */
export function qualityOf({ facets, text }: Pick<SearchDocument, "facets" | "text">): number {
  const states = (facet: FacetId) => (facets[facet] ?? []).some((value) => value !== NOT_STATED);
  const { endorsed = [], adaptable = [] } = facets;
  const said = (["license", "standard", "level", "grade", "type", "subject", "topic"] as const).filter(
    states,
  );
  return (
    (endorsed.includes("state") ? QUALITY.state : endorsed.includes("district") ? QUALITY.district : 0) +
    (adaptable.includes("yes") ? QUALITY.adaptable : 0) +
    (text.summary.length >= A_SENTENCE ? QUALITY.summary : 0) +
    said.reduce((sum, facet) => sum + QUALITY[facet], 0)
  );
}

/** A number of 16 bits that records of one publisher share, or of one author where no publisher is named. */
export function makerOf({ text }: Pick<SearchDocument, "text">): number {
  const [name = ""] = text.source.split(" ; ");
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) & 0xffff;
  return hash;
}

/** The first so many of what is browsed are mixed. */
export const WINDOW = 200;
/** How many of the last count, and the places a record waits for each of them that is alike. */
const LAST = 3;
const WAITS = 12;
/** Where all of the last are alike, any other goes first. */
const ALL_ALIKE = 1_000_000;

/**
 * Mixes an order, so that no more than three of one maker or one topic follow each other while there are others.
 * `groups`: whose it is, what it is about; 0 where that is not known.
 */
export function varied<T>(order: T[], groupsOf: (item: T) => number[]): T[] {
  const rest = order.map((item) => ({ item, groups: groupsOf(item) }));
  const mixed: typeof rest = [];
  while (rest.length > 0) {
    const last = mixed.slice(-LAST).map(({ groups }) => groups);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < rest.length && i < least; i++) {
      const cost = i + costOf((rest[i] as (typeof rest)[number]).groups, last);
      if (cost < least) [best, least] = [i, cost];
    }
    mixed.push(...rest.splice(best, 1));
  }
  return mixed.map(({ item }) => item);
}

function costOf(groups: number[], last: number[][]): number {
  let cost = 0;
  for (let g = 0; g < groups.length; g++) {
    if (groups[g] === 0) continue;
    let alike = 0;
    for (const other of last) if (other[g] === groups[g]) alike++;
    cost += alike === LAST ? ALL_ALIKE : alike * WAITS;
  }
  return cost;
}
