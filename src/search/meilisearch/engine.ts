import { randomUUID } from "node:crypto";
import type { EngineStatus, SearchEngine, WordKnowledge } from "../rules/engine.ts";
import { away, callsTo, type MeiliServer } from "./calls.ts";
import { type MeiliAnswer, type MeiliQuery, oneOf } from "./compile-query.ts";
import { findIn, searchFor } from "./find.ts";
import { createMeiliIndex, dropIndex, exists, newerOnly, readCursor, send, swap } from "./index.ts";

export interface MeilisearchOptions extends MeiliServer {
  /** Name of the index; `<name>-next` is where a rebuild grows. */
  index: string;
  /**
   * Knows the words and orders the results of both engines
   * (docs/decisions/0004-an-outbox-with-a-cursor-per-engine.md).
   */
  words: WordKnowledge;
  /** A search that takes longer counts as failed (ms). */
  within?: number;
}

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
      const ask = { words: asked, codes: [], impliedFilters: {} };
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
      await createMeiliIndex(calls, next);
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
          const built = randomUUID();
          await calls.done(await send(calls, next, [], [], cursor, built));
          if (!(await exists(calls, index))) await createMeiliIndex(calls, index);
          await swap(calls, index, next, built);
          await end();
        },
        abandon: end,
      };
    },
    async status(): Promise<EngineStatus> {
      try {
        const cursor = await readCursor(calls, index);
        const counted = await calls.call<{ total: number }>(
          "POST",
          `/indexes/${index}/documents/fetch`,
          { filter: ['kind = "resource"'], fields: ["key"], limit: 0 },
          { within },
        );
        const documents = counted?.total ?? 0;
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
