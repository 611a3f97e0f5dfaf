import { NOT_STATED } from "../../resources/rules/resource.ts";
import type { SearchRequest } from "../rules/engine.ts";
import { withinPages } from "../rules/ranking.ts";
import { isPartial } from "../rules/relaxing.ts";
import { type Bits, emptyBits, hasBit, setBit } from "./bits.ts";
import { browsed } from "./browse.ts";
import { gather, POOL, preferred, ranked } from "./candidates.ts";
import type { Audience } from "./columns.ts";
import { alignedTo, audienceOf, type Chosen, filtersOf, numbersOf } from "./compiled-query.ts";
import { countValues, type Passed, pass, topValues } from "./counting.ts";
import type { IndexReader } from "./index-reader.ts";
import type { NumberedResult } from "./numbered.ts";
import { type PlannedWord, planWords } from "./planner.ts";
import { betterOf, correctedOf, leftOutOf, marksOf, missesTopic } from "./said.ts";
import { idsOfStep, type SearchStep, Steps } from "./steps.ts";

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
  steps: Steps | undefined;
}

function prepare(ask: SearchRequest, index: IndexReader): Prepared {
  const planned = planWords(ask.words, index.lexicon());
  const typed = ask.codes.flatMap((c) => c.items);
  const chosen = filtersOf(ask, [], index);
  const browsing = ask.words.length === 0 && ask.codes.length === 0;
  return {
    ask,
    index,
    audience: audienceOf(ask.visible, index),
    chosen,
    chosenWithCodes: typed.length > 0 ? filtersOf(ask, typed, index) : chosen,
    planned,
    aligned: alignedTo(ask, index),
    steps: browsing ? undefined : new Steps(planned, ask.codes.length > 0, index),
  };
}

const chosenFor = (step: SearchStep | undefined, p: Prepared): Chosen =>
  step?.aligned ? p.chosenWithCodes : p.chosen;

const passStep = (step: SearchStep, p: Prepared): Passed =>
  pass(idsOfStep(step, p.aligned, p.index), p.audience, chosenFor(step, p).filters);

export function find(ask: SearchRequest, index: IndexReader): Omit<NumberedResult, "names"> {
  const p = prepare(ask, index);
  const { passed, step } = firstStepThatFinds(p);
  const counts = ask.facets.length > 0 ? countsOf(passed, step, p) : NO_COUNTS;
  const page = ask.size > 0 ? pageOf(passed.hits, step, p) : [];
  const counted = new Set(step && passed.hits.length < POOL ? passed.hits : page);
  return {
    ids: index.keys(page),
    total: passed.hits.length,
    close: index.keys(page.filter((id) => !counted.has(id))),
    counts,
    leftOut: leftOutOf(step, { hits: passed.hits, page }, p.planned, ask, index),
    marks: marksOf(p.planned),
    corrected: correctedOf(p.planned),
    partial: passed.hits.length > 0 && ((step && isPartial(step)) || missesTopic(p.planned)),
    better: betterOf(p.planned, index),
  };
}

/** The results that are counted: of all words, else of the first step that finds anything. */
function firstStepThatFinds(p: Prepared): { passed: Passed; step: SearchStep | undefined } {
  if (!p.steps) return { passed: pass(undefined, p.audience, p.chosen.filters), step: undefined };
  let first: { passed: Passed; step: SearchStep } | undefined;
  for (const step of p.steps.after()) {
    const passed = passStep(step, p);
    if (passed.hits.length > 0) return { passed, step };
    // When nothing is found at all, counts tell what another filter would give.
    if (!first || (first.passed.near.every((n) => n.length === 0) && passed.near.some((n) => n.length > 0)))
      first = { passed, step };
  }
  return first ?? { passed: pass(new Uint32Array(0), p.audience, p.chosen.filters), step: undefined };
}

const NO_COUNTS = new Uint32Array(0);

/** As `NumberedResult` has them. */
function countsOf(passed: Passed, step: SearchStep | undefined, p: Prepared): Uint32Array {
  const { ask, index } = p;
  const { filters, pairing } = chosenFor(step, p);
  const counts = countValues(passed, !p.steps, p.audience, filters, pairing, index.columns, index.values);
  const numbered: number[] = [];
  for (const id of ask.facets) {
    const always = numbersOf(
      id,
      [NOT_STATED, ...(ask.filters[id] ?? []), ...(ask.always?.[id] ?? [])],
      index,
    );
    const top = topValues(id, counts, ask.values, always, index.values);
    numbered.push(top.length);
    for (const value of top) numbered.push(value, counts[value] as number);
  }
  return Uint32Array.from(numbered);
}

/** How many there are, without looking at anything else. */
export const totalOf = (ask: SearchRequest, index: IndexReader): number =>
  firstStepThatFinds(prepare(ask, index)).passed.hits.length;

function pageOf(hits: Uint32Array, step: SearchStep | undefined, p: Prepared): number[] {
  const { from, size, sort } = p.ask;
  if (sort === "title") return byTitle(hits, p).slice(from, from + size);
  if (sort === "newest") return p.index.newest.of(hits, from + size).slice(from);
  if (!step) return browsed(hits, from + size, p.index).slice(from);
  return byRelevance(hits, step, p).slice(from, from + size);
}

/** The ranked pool first; what the pool could not hold comes after it in the order of preference. */
function byRelevance(hits: Uint32Array, step: SearchStep, p: Prepared): number[] {
  const { index, ask, aligned, planned } = p;
  const hitsOf = (s: SearchStep) => passStep(s, p).hits;
  const pool = gather(hits, step, p.steps?.after(step) ?? [], hitsOf, p, index);
  const counted = new Set(hits.length > POOL ? pool : hits);
  const order = withinPages(ranked(pool, planned, ask, aligned, index), counted, hits.length, ask.size);
  if (hits.length <= POOL || ask.from + ask.size <= order.length) return order;
  const rest = hits.filter((id) => !counted.has(id));
  return [...order, ...preferred(rest, ask.from + ask.size - order.length, step, p, index)];
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
