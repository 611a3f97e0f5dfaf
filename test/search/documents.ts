import type { SearchDocument } from "../../src/search/rules/document.ts";
import type { QueryWord, SearchRequest } from "../../src/search/rules/engine.ts";
import { FACET_IDS, type FacetId } from "../../src/search/rules/facets.ts";
import { tokensOf } from "../../src/search/rules/tokens.ts";

/** Repeatable chance (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <T>(list: readonly T[], chance: () => number): T =>
  list[Math.floor(chance() * list.length)] as T;

const some = <T>(list: readonly T[], least: number, most: number, chance: () => number): T[] => {
  const count = least + Math.floor(chance() * (most - least + 1));
  return [...new Set(Array.from({ length: count }, () => pick(list, chance)))];
};

/** Distinct words no two of which share a stem or stand one letter apart. */
export const WORDS = (
  "fraction number line photosynthesis water cycle planet energy poem story volcano democracy election map river " +
  "geometry triangle symmetry decimal percent rhythm melody paint sculpture robot loop variable habitat mammal insect"
).split(" ");
const LEVELS = ["beginning", "developing", "proficient", "expanding"];
const FRAMEWORK = "math";
/** Two levels of items under one framework. */
const ITEMS = ["a", "b", "c"].flatMap((domain) =>
  [1, 2, 3].map((n) => ({ id: `${domain}.${n}`, above: [domain, FRAMEWORK] })),
);
const GRADES = ["KG", "01", "02", "03", "04", "05", "06"];
const VALUES: Partial<Record<FacetId, string[]>> = {
  grade: GRADES,
  type: ["lesson-plan", "game", "video-lesson", "worksheet"],
  subject: ["mathematics", "science", "arts"],
  topic: ["t1", "t2", "t3", "t4", "t5"],
  license: ["CC-BY-4.0", "CC0-1.0"],
  language: ["en", "es", "pt"],
};
export const TOKENS = ["public", "state", "district:28", "school:28101", "person:p1"];

const stated = (values: string[]) => (values.length > 0 ? values : ["not-stated"]);

/** A document made of chance: facets with gaps, alignments with and without levels, any reach. */
export function randomDocument(id: string, revision: number, chance: () => number): SearchDocument {
  const alignments = some(ITEMS, 0, 3, chance).map((item) => ({
    items: [item.id, ...item.above],
    level: chance() < 0.4 ? pick(LEVELS, chance) : undefined,
  }));
  const free = chance() < 0.25 ? some(LEVELS, 1, 2, chance) : [];
  const facets = Object.fromEntries(FACET_IDS.map((f) => [f, ["not-stated"]])) as Record<FacetId, string[]>;
  for (const [facet, values] of Object.entries(VALUES))
    facets[facet as FacetId] = stated(some(values, 0, 2, chance));
  facets.standard = stated([...new Set(alignments.flatMap((a) => a.items))]);
  facets.level = stated([...new Set([...alignments.flatMap((a) => a.level ?? []), ...free])]);
  facets.endorsed = chance() < 0.2 ? ["state"] : ["none"];
  facets.reach = ["public"];
  const atLevels = (level: string | undefined) => (level ? [level] : stated(free));
  const pairs = alignments.flatMap((a) => a.items.flatMap((i) => atLevels(a.level).map((l) => `${i}|${l}`)));
  const title = some(WORDS, 1, 4, chance).join(" ");
  return {
    id,
    revision,
    text: {
      title,
      codes: "",
      topics: some(WORDS, 0, 3, chance).join(" ; "),
      summary: some(WORDS, 0, 8, chance).join(" "),
      source: "",
    },
    facets,
    pairs: alignments.length > 0 ? [...new Set(pairs)] : stated(free).map((l) => `not-stated|${l}`),
    visible: [...new Set([chance() < 0.6 ? "public" : pick(TOKENS, chance), "curator:ri"])],
    created: 1_700_000_000 + Math.floor(chance() * 1000),
    titleKey: title,
  };
}

/** A document of which only some things matter. */
export function documentWith(
  id: string,
  more: Partial<Omit<SearchDocument, "text" | "facets">> & {
    text?: Partial<SearchDocument["text"]>;
    facets?: Partial<SearchDocument["facets"]>;
  } = {},
): SearchDocument {
  const facets = Object.fromEntries(FACET_IDS.map((f) => [f, ["not-stated"]])) as Record<FacetId, string[]>;
  const title = more.text?.title ?? id;
  return {
    id,
    revision: 1,
    pairs: ["not-stated|not-stated"],
    visible: ["public"],
    created: 1_700_000_000,
    titleKey: title.toLowerCase(),
    ...more,
    text: { title, codes: "", topics: "", summary: "", source: "", ...more.text },
    facets: { ...facets, endorsed: ["none"], reach: ["public"], ...more.facets },
  };
}

export const word = (text: string, more: Partial<QueryWord> = {}): QueryWord => ({
  text,
  written: text,
  quoted: false,
  weak: false,
  role: "plain",
  wish: false,
  last: false,
  alternatives: [],
  ...more,
});

export const requestFor = (words: string, more: Partial<SearchRequest> = {}): SearchRequest => ({
  words: tokensOf(words).map((w) => word(w)),
  codes: [],
  impliedFilters: {},
  phrases: [],
  excluded: [],
  broad: false,
  filters: {},
  visible: ["public"],
  sort: "relevance",
  from: 0,
  size: 20,
  facets: [],
  values: 1000,
  ...more,
});

/**
 * Questions with 0 to 2 words, now and then a typed code, and 0 to 3 filters, `not-stated` and pairs of standard
 * and level among them.
 */
export function randomRequest(documents: SearchDocument[], chance: () => number): SearchRequest {
  const filters: SearchRequest["filters"] = {};
  const facets: FacetId[] = [
    "grade",
    "type",
    "subject",
    "topic",
    "license",
    "standard",
    "level",
    "language",
    "endorsed",
  ];
  for (const facet of some(facets, 0, 3, chance)) {
    const from = Array.from({ length: chance() < 0.3 ? 2 : 1 }, () =>
      pick(pick(documents, chance).facets[facet], chance),
    );
    filters[facet] = [...new Set(from)];
  }
  if (chance() < 0.25) filters.standard = [pick(["a", "b.2", "math", "not-stated"], chance)];
  if (chance() < 0.25) filters.level = some([...LEVELS, "not-stated"], 1, 2, chance);
  const items = [pick(["a", "b.2", "math"], chance)];
  return requestFor(some(WORDS, 0, 2, chance).join(" "), {
    filters,
    codes: chance() < 0.25 ? [{ typed: "a code", items, bare: [] }] : [],
    visible: ["public", ...some(TOKENS, 0, 2, chance)],
    facets: [...FACET_IDS],
    size: 10,
  });
}
