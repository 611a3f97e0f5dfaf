import type { SearchEngine, SearchResult } from "../rules/engine.ts";

/** How long an engine that failed is left alone before it is asked again (ms). */
const PAUSE = 5000;

/**
 * Asks one engine, and another one when the first cannot answer: no search fails because a server is away.
 * Who answered is said in `Found.engine`. Writing is not this one's business: the indexer feeds both.
 */
export function withFailover(
  first: SearchEngine,
  second: SearchEngine,
  failed: (error: Error) => void = () => {},
  now: () => number = Date.now,
): SearchEngine {
  let askAgainAt = 0;

  const either = async <T>(
    ask: (engine: SearchEngine) => Promise<T>,
  ): Promise<{ result: T; engine: string }> => {
    if (now() >= askAgainAt) {
      try {
        return { result: await ask(first), engine: first.name };
      } catch (error) {
        askAgainAt = now() + PAUSE;
        failed(error as Error);
      }
    }
    return { result: await ask(second), engine: second.name };
  };

  return {
    ...first,
    async find(ask) {
      const { result, engine } = await either<SearchResult>((e) => e.find(ask));
      return { ...result, engine };
    },
    totals: async (asks) => (await either((e) => e.totals(asks))).result,
    suggest: async (ask) => (await either((e) => e.suggest(ask))).result,
  };
}
