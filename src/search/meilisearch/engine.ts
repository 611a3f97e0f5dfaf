import type { EngineStatus, SearchEngine, SearchRequest, WordKnowledge } from "../rules/engine.ts";
import { readSynonyms, type Synonyms } from "../rules/synonyms.ts";
import { away, callsTo, type MeiliCalls, type MeiliServer } from "./calls.ts";
import { type MeiliAnswer, type MeiliQuery, oneOf } from "./compile-query.ts";
import { findIn, searchFor } from "./find.ts";
import { newerOnly, readCursor, send } from "./index.ts";
import { rebuildBeside } from "./rebuild.ts";
import { type MeiliSettings, settingsWith } from "./settings.ts";

export interface MeilisearchOptions extends MeiliServer {
  /** Name of the index; `<name>-next` is where a rebuild grows. */
  index: string;
  /**
   * Knows the words and orders the results of both engines
   * (docs/decisions/0004-an-outbox-with-a-cursor-per-engine.md).
   */
  words: WordKnowledge;
  /** What words mean the same; none unless given. */
  synonyms?: Synonyms;
  /** A search that takes longer counts as failed (ms). */
  within?: number;
}

const SEARCH_WITHIN = 1500;

/** Finds, filters and counts in a Meilisearch server (1.50). */
export function openMeilisearch(options: MeilisearchOptions): SearchEngine {
  const { index, words, synonyms = readSynonyms(""), within = SEARCH_WITHIN } = options;
  const settings = settingsWith(synonyms);
  const calls = callsTo(options);
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
    cursor: () => readCursor(calls, index, settings),
    find: async (ask) => findIn(ask, search, words),
    async totals(asks) {
      const found = await Promise.all(asks.map((ask) => findIn(counting(ask), search, words)));
      return found.map(({ total }) => total);
    },
    async suggest({ words: asked, visible, limit }) {
      const { needed } = await words.plan({ words: asked, phrases: [] });
      if (needed.length === 0) return [];
      const ask = { words: asked, codes: [], impliedFilters: {}, broad: false };
      const query = {
        ...searchFor(needed, [oneOf("visible", visible)]),
        attributesToSearchOn: ["title"],
        limit: 100,
      };
      const [answer] = await search([query]);
      const keys = answer?.hits.map((h) => h.key) ?? [];
      return (await words.order(ask, keys)).slice(0, limit);
    },
    held: (after, limit) => heldAfter(calls, index, after, limit),
    async rebuild() {
      const rebuild = await rebuildBeside(calls, index, settings, () => {
        rebuilding = false;
      });
      rebuilding = true;
      return rebuild;
    },
    status: async () => ({ ...(await statusOf(calls, index, settings, within)), rebuilding }),
    async close() {
      calls.close();
    },
  };
}

const counting = (ask: SearchRequest): SearchRequest => ({ ...ask, size: 0, facets: [] });

/** Ids and revisions of what the index holds, in the order of ids. */
async function heldAfter(calls: MeiliCalls, index: string, after: string, limit: number) {
  const filter = ['kind = "resource"', ...(after ? [`key > ${JSON.stringify(after)}`] : [])];
  const body = { filter, sort: ["key:asc"], fields: ["key", "revision"], limit };
  const answer = await calls.call<{ results: { key: string; revision: number }[] }>(
    "POST",
    `/indexes/${index}/documents/fetch`,
    body,
  );
  return answer?.results.map(({ key, revision }) => ({ id: key, revision })) ?? [];
}

async function statusOf(
  calls: MeiliCalls,
  index: string,
  settings: MeiliSettings,
  within: number,
): Promise<Omit<EngineStatus, "rebuilding">> {
  const engine = "meilisearch";
  try {
    const cursor = await readCursor(calls, index, settings);
    const counted = await calls.call<{ total: number }>(
      "POST",
      `/indexes/${index}/documents/fetch`,
      { filter: ['kind = "resource"'], fields: ["key"], limit: 0 },
      { within },
    );
    const documents = counted?.total ?? 0;
    return cursor
      ? { engine, ready: true, documents, cursor }
      : { engine, ready: false, documents, trouble: "Its index has to be built first." };
  } catch (error) {
    return { engine, ready: false, documents: 0, trouble: (error as Error).message };
  }
}
