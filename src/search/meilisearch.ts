import { NOT_STATED } from "../resources/resource.ts";
import type { EmbeddedEngine } from "./embedded/engine.ts";
import type { Ask, EngineStatus, Found, SearchEngine } from "./engine.ts";
import type { FacetId } from "./facets.ts";
import { away, callsTo, type MeiliServer } from "./meilisearch-calls.ts";
import { createIndex, dropIndex, exists, newerOnly, readCursor, send } from "./meilisearch-index.ts";
import {
  type Counting,
  countings,
  countsTwice,
  filterOf,
  type MeiliAnswer,
  type MeiliQuery,
  oneOf,
} from "./meilisearch-question.ts";
import { withinPages } from "./ranking.ts";

export interface MeilisearchOptions extends MeiliServer {
  /** Name of the index; `<name>-next` is where a rebuild grows. */
  index: string;
  /** Knows the words and orders the results of both engines (decisions.md §4). */
  words: Pick<EmbeddedEngine, "order" | "plan">;
  /** A search that takes longer counts as failed (ms). */
  within?: number;
}

/** Most records ranked for one question. */
const POOL = 256;
/** Batches a rebuild sends ahead of the server. */
const AHEAD = 4;
const SEARCH_WITHIN = 1500;

/** Finds, filters and counts in a Meilisearch server (1.50). */
export function openMeilisearch(options: MeilisearchOptions): SearchEngine {
  const { index, words, within = SEARCH_WITHIN } = options;
  const calls = callsTo(options);
  const next = `${index}-next`;
  let rebuilding = false;

  const search = async (queries: Omit<MeiliQuery, "indexUid">[]): Promise<MeiliAnswer[]> => {
    const body = { queries: queries.map((q) => ({ indexUid: index, ...q })) };
    const answer = await calls.call<{ results: MeiliAnswer[] }>("POST", "/multi-search", body, { within });
    if (!answer) throw away("the index is not there");
    return answer.results;
  };

  return {
    name: "meilisearch",
    async take({ put, remove }, cursor) {
      const [newer, gone] = await Promise.all([
        newerOnly(calls, index, put),
        newerOnly(calls, index, remove),
      ]);
      await calls.done(await send(calls, index, newer, gone, cursor));
    },
    cursor: () => readCursor(calls, index),
    find: async (ask) => findIn(ask, search, words),
    async suggest({ words: asked, visible, limit }) {
      const { needed } = await words.plan({ words: asked });
      if (needed.length === 0) return [];
      const ask = { words: asked, codes: [], wishes: {} };
      const query = {
        ...searchFor(needed, [oneOf("visible", visible)]),
        attributesToSearchOn: ["title"],
        limit: 100,
      };
      const [answer] = await search([query]);
      const keys = answer?.hits.map((h) => h.key) ?? [];
      return (await words.order(ask, keys)).slice(0, limit);
    },
    async held(after, limit) {
      const filter = ['kind = "resource"', ...(after ? [`key > ${JSON.stringify(after)}`] : [])];
      const body = { filter, sort: ["key:asc"], fields: ["key", "revision"], limit };
      const answer = await calls.call<{ results: { key: string; revision: number }[] }>(
        "POST",
        `/indexes/${index}/documents/fetch`,
        body,
      );
      return answer?.results.map(({ key, revision }) => ({ id: key, revision })) ?? [];
    },
    async rebuild() {
      await dropIndex(calls, next);
      await createIndex(calls, next);
      rebuilding = true;
      const underWay: Promise<void>[] = [];
      const settle = async (most: number) => {
        while (underWay.length > most) await underWay.shift();
      };
      const end = async () => {
        rebuilding = false;
        await Promise.allSettled(underWay);
        await dropIndex(calls, next);
      };
      return {
        async put(documents) {
          const done = calls.done(await send(calls, next, documents, []));
          // A failure is met when it is settled; until then it must not count as unheard.
          done.catch(() => undefined);
          underWay.push(done);
          await settle(AHEAD);
        },
        async finish(cursor) {
          await settle(0);
          await calls.done(await send(calls, next, [], [], cursor));
          if (!(await exists(calls, index))) await createIndex(calls, index);
          await calls.done(await calls.call("POST", "/swap-indexes", [{ indexes: [index, next] }]));
          await end();
        },
        abandon: end,
      };
    },
    async status(): Promise<EngineStatus> {
      try {
        const cursor = await readCursor(calls, index);
        const stats = await calls.call<{ numberOfDocuments: number }>(
          "GET",
          `/indexes/${index}/stats`,
          undefined,
          { within },
        );
        const documents = Math.max(0, (stats?.numberOfDocuments ?? 0) - 1);
        const trouble = cursor ? {} : { trouble: "Its index has to be built first." };
        return {
          engine: "meilisearch",
          ready: cursor !== undefined,
          documents,
          rebuilding,
          ...(cursor ? { cursor } : {}),
          ...trouble,
        };
      } catch (error) {
        return {
          engine: "meilisearch",
          ready: false,
          documents: 0,
          rebuilding,
          trouble: (error as Error).message,
        };
      }
    },
    async close() {
      calls.close();
    },
  };
}

type Search = (queries: Omit<MeiliQuery, "indexUid">[]) => Promise<MeiliAnswer[]>;

/** A word as it is sent: `name` is a stem; an unfinished last word is met by its beginning. */
export interface SentWord {
  text: string;
  name: string;
  last: boolean;
}

function searchFor(
  sent: SentWord[],
  filter: string[],
  matchingStrategy: MeiliQuery["matchingStrategy"] = "all",
) {
  const inOrder = [...sent].sort((a, b) => Number(a.last) - Number(b.last));
  // A blank at the end says that the last word is whole.
  const q = inOrder.map((w) => w.name).join(" ") + (inOrder.at(-1)?.last ? "" : " ");
  return { q: q.trim() === "" ? "" : q, filter, matchingStrategy, attributesToRetrieve: ["key"] };
}

/** What is counted: words, filters, and what else must hold. */
interface Step {
  sent: SentWord[];
  aligned: string[] | undefined;
}

async function findIn(ask: Ask, search: Search, words: MeilisearchOptions["words"]): Promise<Found> {
  const plan = await words.plan(ask);
  const items = ask.codes.length > 0 ? ask.codes.flatMap((c) => c.items) : undefined;
  const browsing = ask.words.length === 0 && !items;
  const steps = browsing ? [{ sent: [], aligned: undefined }] : stepsOf(plan.needed, items);
  const filterFor = (step: Step) => (filters: Ask["filters"]) => filterOf(filters, ask.visible, step.aligned);
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    const answer = await askStep(ask, step, browsing, filterFor(step), search);
    if (answer.total === 0 && !last) continue;
    const counts = await countsOf(ask, answer, step, filterFor(step), search);
    const page = await pageOf(
      ask,
      step,
      answer,
      browsing,
      [...steps.slice(i + 1), ...eachAlone(plan.needed)],
      filterFor,
      search,
      words,
    );
    const kept = new Set(answer.total > 0 || browsing ? step.sent.map((w) => w.text) : []);
    return {
      ...page,
      total: answer.total,
      counts,
      leftOut: [
        ...(items && !step.aligned ? ask.codes.map((c) => c.typed) : []),
        ...plan.telling.filter((t) => !kept.has(t)),
      ],
      marks: plan.marks,
      better: plan.better,
    };
  }
  return {
    ids: [],
    close: [],
    total: 0,
    counts: {},
    leftOut: plan.telling,
    marks: plan.marks,
    better: plan.better,
  };
}

/** All words, then without the least telling, and so on; a typed code gives way last. */
function stepsOf(needed: SentWord[], items: string[] | undefined): Step[] {
  const fewer = needed.map((_, i) => needed.slice(0, needed.length - i));
  const plain = fewer.map((sent) => ({ sent, aligned: undefined }));
  return items
    ? [...fewer.map((sent) => ({ sent, aligned: items })), { sent: [], aligned: items }, ...plain]
    : plain;
}

/** Each word alone, most telling first; the first of them is the loosest step already. */
const eachAlone = (needed: SentWord[]): Step[] =>
  needed.slice(1).map((word) => ({ sent: [word], aligned: undefined }));

interface StepAnswer {
  total: number;
  hits: string[];
  pool: string[];
  answers: MeiliAnswer[];
  counted: ReturnType<typeof countings>;
}

/** Total, first hits, candidates and counts of one step, in one exchange. */
async function askStep(
  ask: Ask,
  step: Step,
  browsing: boolean,
  filter: (filters: Ask["filters"]) => string[],
  search: Search,
): Promise<StepAnswer> {
  const counted = countings(ask, filter);
  const whole = searchFor(step.sent, filter(ask.filters));
  const byDate = ask.sort === "newest" || (browsing && ask.sort === "relevance");
  const ordered = byDate ? ["created:desc"] : ask.sort === "title" ? ["titleKey:asc"] : undefined;
  const ranked = !ordered && ask.size > 0;
  const queries: Omit<MeiliQuery, "indexUid">[] = [
    { ...whole, page: 1, hitsPerPage: ranked ? POOL : 0, facets: counted.shared },
    ...counted.own.map((c) => ({ ...whole, ...c.query, page: 1, hitsPerPage: 0 })),
  ];
  if (ordered && ask.size > 0) queries.push({ ...whole, sort: ordered, offset: ask.from, limit: ask.size });
  if (ranked && step.sent.length > 1) {
    for (const strategy of ["last", "frequency"] as const) {
      queries.push({ ...whole, matchingStrategy: strategy, limit: POOL });
    }
  }
  const answers = await search(queries);
  const more = answers.slice(1 + counted.own.length).flatMap((a) => a.hits.map((h) => h.key));
  const hits = ordered ? more : (answers[0]?.hits.map((h) => h.key) ?? []);
  return { total: answers[0]?.totalHits ?? 0, hits, pool: ordered ? [] : more, answers, counted };
}

async function pageOf(
  ask: Ask,
  step: Step,
  answer: StepAnswer,
  browsing: boolean,
  looser: Step[],
  filterFor: (step: Step) => (filters: Ask["filters"]) => string[],
  search: Search,
  words: MeilisearchOptions["words"],
): Promise<{ ids: string[]; close: string[] }> {
  if (ask.size === 0) return { ids: [], close: [] };
  if (ask.sort !== "relevance" || browsing) return { ids: answer.hits, close: [] };
  if (ask.from >= POOL) {
    const deep = { ...searchFor(step.sent, filterFor(step)(ask.filters)), offset: ask.from, limit: ask.size };
    return { ids: (await search([deep]))[0]?.hits.map((h) => h.key) ?? [], close: [] };
  }
  const counted = new Set(answer.hits);
  const pool = new Set([...answer.hits, ...answer.pool]);
  if (pool.size < 100 && looser.length > 0) {
    const queries = looser.map((s) => ({ ...searchFor(s.sent, filterFor(s)(ask.filters)), limit: 100 }));
    for (const { hits } of await search(queries))
      for (const { key } of hits) if (pool.size < 2 * POOL) pool.add(key);
  }
  const order = await words.order(ask, [...pool]);
  const shown = withinPages(order, counted, Math.min(answer.total, POOL), ask.size);
  const ids = shown.slice(ask.from, ask.from + ask.size);
  return { ids, close: ids.filter((id) => !counted.has(id)) };
}

async function countsOf(
  ask: Ask,
  { answers, counted }: StepAnswer,
  step: Step,
  filter: (filters: Ask["filters"]) => string[],
  search: Search,
): Promise<Found["counts"]> {
  const counts: Found["counts"] = {};
  for (const facet of counted.shared) {
    counts[facet] = top(facet, Object.entries(answers[0]?.facetDistribution?.[facet] ?? {}), ask);
  }
  for (const [i, counting] of counted.own.entries()) {
    const read = counting.read(answers[i + 1] as MeiliAnswer);
    counts[counting.facet] = top(
      counting.facet,
      countsTwice(counting.facet, ask) ? await oneByOne(counting, read, ask, step, filter, search) : read,
      ask,
    );
  }
  return counts;
}

async function oneByOne(
  { facet }: Counting,
  read: [string, number][],
  ask: Ask,
  step: Step,
  filter: (filters: Ask["filters"]) => string[],
  search: Search,
): Promise<[string, number][]> {
  const values = top(facet, read, ask).map(([value]) => value);
  const whole = searchFor(step.sent, []);
  const queries = values.map((v) => ({
    ...whole,
    filter: filter({ ...ask.filters, [facet]: [v] }),
    page: 1,
    hitsPerPage: 0,
  }));
  const answers = queries.length > 0 ? await search(queries) : [];
  return values.map((v, i) => [v, answers[i]?.totalHits ?? 0]);
}

/** Most first; chosen and not-stated ones in any case. */
function top(facet: FacetId, counts: [string, number][], ask: Ask): [string, number][] {
  const always = new Set([NOT_STATED, ...(ask.filters[facet] ?? [])]);
  return counts
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .filter(([value], i) => i < ask.values || always.has(value));
}
