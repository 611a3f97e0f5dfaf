import { NOT_STATED } from "../../resources/rules/resource.ts";
import { WINDOW } from "../rules/browsing.ts";
import type { SearchRequest, SearchResult, SentWord, WordKnowledge, WordPlan } from "../rules/engine.ts";
import type { FacetId } from "../rules/facets.ts";
import type { Filters } from "../rules/query.ts";
import { withinPages } from "../rules/ranking.ts";
import { stemOf } from "../rules/tokens.ts";
import {
  type Counting,
  countings,
  countsTwice,
  filterOf,
  type MeiliAnswer,
  type MeiliQuery,
  oneOf,
} from "./compile-query.ts";

type Query = Omit<MeiliQuery, "indexUid">;
export type Search = (queries: Query[]) => Promise<MeiliAnswer[]>;

/** Most records of the counted step that are ranked; looser readings add theirs. */
const POOL = 256;
const LOOSER = 100;

/** One way to read the question: words, and the codes' items a record must be aligned to. */
interface Step {
  sent: SentWord[];
  aligned: string[] | undefined;
}

/** A question on its way. */
interface MeiliSearch {
  ask: SearchRequest;
  plan: WordPlan;
  search: Search;
  words: WordKnowledge;
  browsing: boolean;
}

const filterFor =
  (step: Step, { ask, plan }: MeiliSearch) =>
  (filters: Filters) => {
    const filter = filterOf(filters, ask.visible, step.aligned);
    for (const ids of [plan.having, ask.only]) if (ids) filter.push(oneOf("key", ids));
    return filter;
  };

/** A query for records with all of the words. `signed` comes first: phrases in quotes, and what must not be there. */
export function searchFor(sent: SentWord[], filter: string[], signed: string[] = []) {
  const inOrder = [...sent].sort((a, b) => Number(a.last) - Number(b.last));
  const words = [...signed, ...inOrder.map((w) => w.stem)].join(" ");
  // A blank at the end says that the last word is whole.
  const q = words === "" || inOrder.at(-1)?.last ? words : `${words} `;
  return { q, filter, matchingStrategy: "all" as const, attributesToRetrieve: ["key"] };
}

/** In the signs of this engine. It knows stems alone: where records with the phrases are known, they are asked for. */
function signedFor({ ask, plan }: MeiliSearch): string[] {
  const quoted = (words: string[]) => `"${words.map(stemOf).join(" ")}"`;
  const phrases = plan.having ? [] : ask.phrases.map(quoted);
  return [...phrases, ...ask.excluded.map((words) => `-${quoted(words)}`)];
}

/** The query of a step, with other filters or its own. */
const queryOf = (step: Step, asking: MeiliSearch, filters: Filters = asking.ask.filters) =>
  searchFor(step.sent, filterFor(step, asking)(filters), signedFor(asking));

/** Finds in Meilisearch: it counts and gives candidates, the words and the order come from `words`. */
export async function findIn(
  ask: SearchRequest,
  search: Search,
  words: MeiliSearch["words"],
): Promise<SearchResult> {
  const plan = await words.plan(ask);
  const items = ask.codes.length > 0 ? ask.codes.flatMap((c) => c.items) : undefined;
  const browsing = ask.words.length === 0 && !items;
  const asking = { ask, plan, search, words, browsing };
  const steps = browsing ? [{ sent: [], aligned: undefined }] : stepsOf(plan.ways, items);
  const { marks, corrected, better, missesTopic } = plan;
  const common = { marks, corrected, better };
  const counted = await firstStepThatFinds(steps, asking);
  // Records with most of the topics are no question this engine can be asked.
  if (plan.topics.length > 0 && (!counted || counted[1].total === 0)) return words.find(ask);
  if (!counted)
    return { ids: [], close: [], total: 0, counts: {}, leftOut: plan.telling, partial: false, ...common };
  const [step, answer] = counted;
  const codes = items && !step.aligned ? ask.codes.map((c) => c.typed) : [];
  const [page, counts, kept] = await Promise.all([
    pageOf(step, answer, asking),
    countsOf(step, answer, asking),
    honored(step, answer, asking),
  ]);
  return {
    ...page,
    total: answer.total,
    counts,
    leftOut: [...codes, ...plan.telling.filter((t) => !kept.has(t))],
    partial: answer.total > 0 && missesTopic,
    ...common,
  };
}

/** The words that records found have: all of those asked for, and of those that only raise what some record has. */
async function honored(step: Step, { total }: StepAnswer, asking: MeiliSearch): Promise<Set<string>> {
  if (total === 0) return new Set();
  const { raising } = asking.plan;
  const found =
    raising.length > 0
      ? await probe(
          raising.map((word) => ({ ...step, sent: [...step.sent, word] })),
          asking,
        )
      : [];
  return new Set([...step.sent, ...raising.filter((_, i) => found[i] !== 0)].map((w) => w.text));
}

function stepsOf(ways: SentWord[][], items: string[] | undefined): Step[] {
  const plain = ways.map((sent) => ({ sent, aligned: undefined }));
  if (!items) return plain;
  return [...ways.map((sent) => ({ sent, aligned: items })), { sent: [], aligned: items }, ...plain];
}

/** The step that is counted, with its answer: the first that finds anything, in three exchanges at most. */
async function firstStepThatFinds(
  steps: Step[],
  asking: MeiliSearch,
): Promise<[Step, StepAnswer] | undefined> {
  const [first, ...looser] = steps;
  if (!first) return undefined;
  const answer = await searchStep(first, looser, asking);
  if (answer.total > 0 || looser.length === 0) return [first, answer];
  const found = answer.looser ?? (await probe(looser, asking));
  const next = found.findIndex((hits) => hits > 0);
  if (next < 0 && asking.plan.topics.length > 0) return undefined;
  const at = next < 0 ? looser.length - 1 : next;
  const step = looser[at] as Step;
  return [step, await searchStep(step, looser.slice(at + 1), asking)];
}

/** For each step, whether it finds anything. */
async function probe(steps: Step[], asking: MeiliSearch): Promise<number[]> {
  const query = (s: Step) => ({ ...queryOf(s, asking), limit: 1 });
  return (await asking.search(steps.map(query))).map((a) => a.hits.length);
}

interface StepAnswer {
  total: number;
  /** In the order asked for, or the first of those that are counted. */
  hits: string[];
  /** Candidates that looser readings add. */
  more: string[];
  /** How many each looser reading gave, where they were asked. */
  looser: number[] | undefined;
  answers: MeiliAnswer[];
  counted: ReturnType<typeof countings>;
}

/** Total, first hits, candidates and counts of one step, in one exchange. */
async function searchStep(step: Step, looser: Step[], asking: MeiliSearch): Promise<StepAnswer> {
  const { ask, search } = asking;
  const filter = filterFor(step, asking);
  const counted = countings(ask, step.aligned, filter);
  const whole = queryOf(step, asking);
  const sort = sortOf(asking);
  const ranked = !sort && ask.size > 0;
  const queries: Query[] = [
    { ...whole, page: 1, hitsPerPage: ranked ? POOL : 0, facets: counted.shared },
    ...counted.own.map((c) => ({ ...whole, ...c.query, page: 1, hitsPerPage: 0 })),
  ];
  if (sort && ask.size > 0) {
    const page = mixes(asking)
      ? { offset: 0, limit: Math.max(WINDOW, ask.from + ask.size) }
      : { offset: ask.from, limit: ask.size };
    queries.push({ ...whole, sort, ...page });
  }
  if (ranked) {
    const topics = asking.plan.topics.map((sent) => ({ sent, aligned: undefined }));
    queries.push(...[...topics, ...looser].map((s) => ({ ...queryOf(s, asking), limit: LOOSER })));
  }
  const answers = await search(queries);
  const keys = (list: MeiliAnswer[]) => list.flatMap((a) => a.hits.map((h) => h.key));
  const others = keys(answers.slice(1 + counted.own.length));
  const asked = ranked ? answers.slice(answers.length - looser.length) : undefined;
  const total = answers[0]?.totalHits ?? 0;
  return {
    total,
    hits: sort ? others : keys(answers.slice(0, 1)),
    more: sort ? [] : others,
    looser: asked?.map((a) => a.hits.length),
    answers,
    counted,
  };
}

/** Undefined when the records are ranked. */
function sortOf({ ask: { sort }, browsing }: MeiliSearch): string[] | undefined {
  if (sort === "title") return ["titleKey:asc"];
  if (sort === "newest") return ["created:desc", "key:desc"];
  return browsing ? ["quality:desc", "created:desc", "key:desc"] : undefined;
}

/** Of what is browsed the first are asked for, to be mixed. */
const mixes = ({ ask, browsing }: MeiliSearch): boolean =>
  browsing && ask.sort === "relevance" && ask.from < WINDOW;

async function pageOf(
  step: Step,
  answer: StepAnswer,
  asking: MeiliSearch,
): Promise<Pick<SearchResult, "ids" | "close">> {
  const { ask, search, words } = asking;
  if (ask.size === 0) return { ids: [], close: [] };
  if (mixes(asking)) {
    const first = await words.order(ask, answer.hits.slice(0, WINDOW));
    const all = [...first, ...answer.hits.slice(WINDOW)];
    return { ids: all.slice(ask.from, ask.from + ask.size), close: [] };
  }
  if (sortOf(asking)) return { ids: answer.hits, close: [] };
  if (ask.from >= POOL) {
    const deep = { ...queryOf(step, asking), offset: ask.from, limit: ask.size };
    return { ids: (await search([deep]))[0]?.hits.map((h) => h.key) ?? [], close: [] };
  }
  const counted = new Set(answer.hits);
  const order = await words.order(ask, [...new Set([...answer.hits, ...answer.more])]);
  const shown = withinPages(order, counted, Math.min(answer.total, POOL), ask.size);
  const ids = shown.slice(ask.from, ask.from + ask.size);
  return { ids, close: ids.filter((id) => !counted.has(id)) };
}

async function countsOf(
  step: Step,
  { answers, counted }: StepAnswer,
  asking: MeiliSearch,
): Promise<SearchResult["counts"]> {
  const { ask } = asking;
  const counts: SearchResult["counts"] = {};
  for (const facet of counted.shared) {
    counts[facet] = top(facet, Object.entries(answers[0]?.facetDistribution?.[facet] ?? {}), ask);
  }
  for (const [i, counting] of counted.own.entries()) {
    const { facet } = counting;
    const read = top(facet, counting.read(answers[i + 1] as MeiliAnswer), ask);
    counts[facet] = countsTwice(facet, ask, step.aligned)
      ? top(facet, await oneByOne(counting, read, step, asking), ask)
      : read;
  }
  return counts;
}

/** Each value asked alone. */
async function oneByOne(
  { facet }: Counting,
  read: [string, number][],
  step: Step,
  asking: MeiliSearch,
): Promise<[string, number][]> {
  const queries = read.map(([v]) => ({
    ...queryOf(step, asking, { ...asking.ask.filters, [facet]: [v] }),
    page: 1,
    hitsPerPage: 0,
  }));
  const answers = queries.length > 0 ? await asking.search(queries) : [];
  return read.map(([v], i) => [v, answers[i]?.totalHits ?? 0]);
}

/** Most first; chosen and not-stated ones in any case. */
function top(facet: FacetId, counts: [string, number][], ask: SearchRequest): [string, number][] {
  const always = new Set([NOT_STATED, ...(ask.filters[facet] ?? []), ...(ask.always?.[facet] ?? [])]);
  return counts
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .filter(([value], i) => i < ask.values || always.has(value));
}
