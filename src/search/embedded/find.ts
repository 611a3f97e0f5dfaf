import { NOT_STATED } from "../../resources/rules/resource.ts";
import type {
  OrderedBy,
  QueryWord,
  SearchRequest,
  SearchResult,
  TitleRequest,
  WordPlan,
} from "../rules/engine.ts";
import { withinPages } from "../rules/ranking.ts";
import { stemOf } from "../rules/tokens.ts";
import { type Bits, emptyBits, hasBit, setBit } from "./bits.ts";
import { gather, POOL, preferred, ranked } from "./candidates.ts";
import type { Audience } from "./columns.ts";
import { alignedTo, audienceOf, type Chosen, filtersOf } from "./compiled-query.ts";
import { countValues, type Passed, pass, topValues } from "./counting.ts";
import type { IndexReader } from "./index-reader.ts";
import { idsHaving } from "./matching.ts";
import { corrections, type PlannedWord, planWords } from "./planner.ts";
import { bestOf } from "./select.ts";
import { idsOfStep, type SearchStep, stepsOf } from "./steps.ts";

/** A question, made ready for this index. */
interface Prepared {
  ask: SearchRequest;
  index: IndexReader;
  audience: Audience;
  chosen: Chosen;
  /** The same for steps whose records are aligned to a typed code. */
  chosenWithCodes: Chosen;
  planned: PlannedWord[];
  aligned: Bits | undefined;
  /** Undefined when browsing. */
  steps: SearchStep[] | undefined;
}

function prepare(ask: SearchRequest, index: IndexReader): Prepared {
  const planned = planWords(ask.words, index.lexicon());
  const browsing = ask.words.length === 0 && ask.codes.length === 0;
  return {
    ask,
    index,
    audience: audienceOf(ask.visible, index),
    chosen: filtersOf(ask, [], index),
    chosenWithCodes: filtersOf(
      ask,
      ask.codes.flatMap((c) => c.items),
      index,
    ),
    planned,
    aligned: alignedTo(ask, index),
    steps: browsing ? undefined : stepsOf(planned, ask.codes.length > 0),
  };
}

const chosenFor = (step: SearchStep | undefined, p: Prepared): Chosen =>
  step?.aligned ? p.chosenWithCodes : p.chosen;

const passStep = (step: SearchStep, p: Prepared): Passed =>
  pass(idsOfStep(step, p.aligned, p.index), p.audience, chosenFor(step, p).filters);

export function find(ask: SearchRequest, index: IndexReader): SearchResult {
  const p = prepare(ask, index);
  const { passed, step } = firstStepThatFinds(p);
  const counts = ask.facets.length > 0 ? countsOf(passed, step, p) : {};
  const page = ask.size > 0 ? pageOf(passed.hits, step, p) : [];
  const counted = new Set(step && passed.hits.length < POOL ? passed.hits : page);
  return {
    ids: index.keys(page),
    total: passed.hits.length,
    close: index.keys(page.filter((id) => !counted.has(id))),
    counts,
    leftOut: leftOutOf(step, p),
    marks: marksOf(p.planned),
    corrected: [],
    partial: false,
    better: betterOf(p.planned, index),
  };
}

/** The results that are counted: of all words, else of the first step that finds anything. */
function firstStepThatFinds(p: Prepared): { passed: Passed; step: SearchStep | undefined } {
  if (!p.steps) return { passed: pass(undefined, p.audience, p.chosen.filters), step: undefined };
  let first: { passed: Passed; step: SearchStep } | undefined;
  for (const step of p.steps) {
    const passed = passStep(step, p);
    if (passed.hits.length > 0) return { passed, step };
    // When nothing is found at all, counts tell what another filter would give.
    if (!first || (first.passed.near.every((n) => n.length === 0) && passed.near.some((n) => n.length > 0)))
      first = { passed, step };
  }
  return first ?? { passed: pass(new Uint32Array(0), p.audience, p.chosen.filters), step: undefined };
}

function countsOf(passed: Passed, step: SearchStep | undefined, p: Prepared): SearchResult["counts"] {
  const { ask, index } = p;
  const { filters, pairing } = chosenFor(step, p);
  const counts = countValues(passed, !p.steps, p.audience, filters, pairing, index.columns, index.values);
  return Object.fromEntries(
    ask.facets.map((id) => {
      const always = new Set([NOT_STATED, ...(ask.filters[id] ?? [])]);
      return [id, topValues(id, counts, ask.values, always, index.values)];
    }),
  );
}

function pageOf(hits: Uint32Array, step: SearchStep | undefined, p: Prepared): number[] {
  const { from, size, sort } = p.ask;
  if (sort === "title") return byTitle(hits, p).slice(from, from + size);
  if (sort === "newest" || !step) return p.index.newest.of(hits, from + size).slice(from);
  return byRelevance(hits, step, p).slice(from, from + size);
}

/** The ranked pool first; what the pool could not hold comes after it in the order of preference. */
function byRelevance(hits: Uint32Array, step: SearchStep, p: Prepared): number[] {
  const { index, ask, aligned, planned } = p;
  const steps = p.steps ?? [];
  const looser = steps.slice(steps.indexOf(step) + 1);
  const hitsOf = (s: SearchStep) => passStep(s, p).hits;
  const pool = gather(hits, step, looser, hitsOf, index);
  const counted = new Set(hits.length > POOL ? pool : hits);
  const order = withinPages(ranked(pool, planned, ask, aligned, index), counted, hits.length, ask.size);
  if (hits.length <= POOL || ask.from + ask.size <= order.length) return order;
  const rest = hits.filter((id) => !counted.has(id));
  return [...order, ...preferred(rest, ask.from + ask.size - order.length, step, index)];
}

/** Few hits are sorted by their titles; for many, all titles are walked in order until the page is full. */
function byTitle(hits: Uint32Array, { ask, index }: Prepared): number[] {
  const most = ask.from + ask.size;
  if (hits.length <= 1000) {
    const titles = new Map([...hits].map((id) => [id, index.title(id)]));
    const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    return [...hits].sort((a, b) => before(titles.get(a) ?? "", titles.get(b) ?? "") || a - b);
  }
  const wanted = emptyBits(index.columns.highest);
  for (const id of hits) setBit(wanted, id);
  const page: number[] = [];
  for (const id of index.byTitle()) {
    if (hasBit(wanted, id)) page.push(id);
    if (page.length >= most) break;
  }
  return page;
}

/** Typed words and codes that the counted step does without, in the order typed. Weak words go unsaid. */
function leftOutOf(step: SearchStep | undefined, { planned, ask }: Prepared): string[] {
  const kept = new Set(step?.words.map((w) => w.asked));
  const words = planned.filter((w) => !kept.has(w.asked) && !w.weak && !w.wish).map((w) => w.asked.text);
  const codes = step && !step.aligned ? ask.codes.map((c) => c.typed) : [];
  return [...codes, ...words];
}

function marksOf(planned: PlannedWord[]): string[] {
  const telling = planned.filter((w) => w.needed);
  const names = telling.flatMap((w) => w.meanings.flatMap((m) => m.names));
  return [...new Set(names)];
}

/** A better spelling is one that at least so many times more records have. */
const MUCH_MORE = 10;

function betterOf(planned: PlannedWord[], { vocabulary }: IndexReader): SearchResult["better"] {
  return planned.flatMap(({ asked }) => {
    if (asked.weak || asked.wish) return [];
    const having = vocabulary.documents[vocabulary.number(asked.text) ?? 0] ?? 0;
    if (having > 20) return [];
    const best = corrections(asked.text, vocabulary)
      .filter((c) => (vocabulary.documents[c.id] as number) >= Math.max(1, having) * MUCH_MORE)
      .sort(
        (a, b) =>
          a.distance - b.distance ||
          (vocabulary.documents[b.id] as number) - (vocabulary.documents[a.id] as number),
      )[0];
    return best ? [{ typed: asked.text, better: best.word }] : [];
  });
}

/** Titles looked at for one suggestion. */
const MOST_TITLES = 120;

/** Records with all the words in their title. */
export function suggest({ words, visible, limit }: TitleRequest, index: IndexReader): string[] {
  const planned = planWords(words, index.lexicon());
  const needed = planned.filter((w) => w.needed);
  if (needed.length === 0) return [];
  const { hits } = pass(idsHaving(needed, "title", index), audienceOf(visible, index), []);
  const shortest = bestOf(hits, MOST_TITLES, (id) => -(index.columns.titleLength[id] as number));
  const order = ranked(shortest, planned, { codes: [], impliedFilters: {}, broad: false }, undefined, index);
  return index.keys(order.slice(0, limit));
}

export function plan({ words }: Pick<SearchRequest, "words">, index: IndexReader): WordPlan {
  if (!index.complete) return plainPlan({ words });
  const planned = planWords(words, index.lexicon());
  const needed = planned.filter((w) => w.needed).sort((a, b) => b.weight - a.weight);
  return {
    needed: needed.map((w) => ({ text: w.asked.text, stem: stemFor(w), ...placeOf(w.asked) })),
    telling: planned.filter((w) => !w.weak && !w.wish).map((w) => w.asked.text),
    marks: marksOf(planned),
    corrected: [],
    better: betterOf(planned, index),
  };
}

/** For as long as this index does not know all words: each telling word stands for itself. */
export function plainPlan({ words }: Pick<SearchRequest, "words">): WordPlan {
  const needed = words.filter((w) => !w.weak && !w.wish);
  const stems = needed.map((w) => stemOf(w.text));
  return {
    needed: needed.map((w, i) => ({ text: w.text, stem: stems[i] as string, ...placeOf(w) })),
    telling: needed.map((w) => w.text),
    marks: stems,
    corrected: [],
    better: [],
  };
}

const placeOf = ({ last, name }: QueryWord) => ({ last, ...(name === undefined ? {} : { name }) });

/** The stem that stands for a word best; an unfinished word that is none yet stays as it is. */
function stemFor({ asked, meanings }: PlannedWord): string {
  const [best] = [...meanings].sort((a, b) => b.share - a.share || b.documents - a.documents);
  const begun =
    asked.last && (best?.share ?? 0) < 1 && meanings.some((m) => m.names[0]?.startsWith(asked.text));
  return begun ? asked.text : (best?.names.join(" ") ?? asked.text);
}

/** Orders records another engine has found; those this index does not hold come last. */
export function order(ask: Pick<SearchRequest, OrderedBy>, keys: string[], index: IndexReader): string[] {
  const planned = planWords(ask.words, index.lexicon());
  const ids = index.idsOfKeys(keys);
  const known = index.keys(ranked(ids, planned, ask, alignedTo(ask, index), index));
  const have = new Set(known);
  return [...known, ...keys.filter((key) => !have.has(key))];
}
