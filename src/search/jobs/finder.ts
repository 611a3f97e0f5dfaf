import { setImmediate as breath } from "node:timers/promises";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { SearchAnswer, TypedSuggestion } from "../rules/answer.ts";
import type { Query } from "../rules/query.ts";
import { readWords } from "../rules/read-words.ts";
import type { Synonyms } from "../rules/synonyms.ts";
import { answerTo } from "./answering.ts";
import { firstThatFinds, readingsOf } from "./asking.ts";
import { collectionsFor, type FoundCollections } from "./collections-about.ts";
import { type FinderParts, visibleNow } from "./finder-parts.ts";
import { identifiedFirst } from "./identified.ts";
import { loadModifiers } from "./load-modifiers.ts";
import { loadSynonyms } from "./load-synonyms.ts";
import { linesFor } from "./typing.ts";

/** Answers what people ask: the engine finds, the store says what is true now, and who may see it. */
export interface Finder {
  find(query: Query, caller: Caller): Promise<SearchAnswer>;
  /** Everything found, newest first, read in pieces as they are taken. Only what the caller may see then. */
  each(query: Query, caller: Caller): AsyncGenerator<Resource>;
  /** Collections for these words, best first. */
  collections(words: string, caller: Caller): Promise<FoundCollections>;
  /** At most ten lines for what is being typed. */
  suggest(words: string, caller: Caller): Promise<TypedSuggestion[]>;
}

export function finderOf(
  given: Omit<FinderParts, "synonyms" | "modifiers"> & { synonyms?: Synonyms },
): Finder {
  const parts: FinderParts = {
    ...given,
    // Read with the first question: no start waits for them.
    get synonyms() {
      return given.synonyms ?? loadSynonyms();
    },
    modifiers: loadModifiers(),
  };
  return {
    find: (query, caller) => answerTo(query, caller, parts),
    each: (query, caller) => everyHit(query, caller, parts),
    collections: (words, caller) => collectionsFor(words, caller, parts),
    suggest: (words, caller) => linesFor(words, caller, parts),
  };
}

/** Records of a download read in one go. */
const PIECE = 25;

async function* everyHit(query: Query, caller: Caller, parts: FinderParts): AsyncGenerator<Resource> {
  const { store, engine, synonyms, modifiers } = parts;
  const reference = await store.reference();
  const visible = visibilityTokensOf(caller, reference.organizations);
  const reading = readWords(query.words, reference, synonyms, query.plain, modifiers);
  const named = await identifiedFirst(query, reading, visible, store.resources);
  const counting = [...named, ...readingsOf(query, reading, visible)].map((ask) => ({
    ...ask,
    from: 0,
    size: 0,
    facets: [],
  }));
  const { ask, found } = await firstThatFinds(counting, engine);
  if (!ask || found.total === 0) return;
  const { ids } = await engine.find({ ...ask, size: found.total, sort: "newest" });
  for (let at = 0; at < ids.length; at += PIECE) {
    yield* await visibleNow(ids.slice(at, at + PIECE), caller, reference, parts);
    // A download goes on as fast as it is taken: others must get a word in.
    await breath();
  }
}
