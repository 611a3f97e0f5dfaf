import type { Collection } from "../../collections/rules/collection.ts";
import { mayOnCollection } from "../../collections/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import type { AnsweredCollections, TypedSuggestion } from "../rules/answer.ts";
import { collectionRequest } from "../rules/collections-index.ts";
import type { Query } from "../rules/query.ts";
import { type QueryReading, readWords } from "../rules/read-words.ts";
import { tokensOf } from "../rules/tokens.ts";
import type { FinderParts } from "./finder-parts.ts";

/** Named above the results; a link leads to all of them. */
const MOST_NAMED = 2;
/** Among what is offered while someone types. */
const MOST_OFFERED = 2;

type Parts = Pick<FinderParts, "collections" | "store">;

/** Collections about what was typed, on the first page. Their titles are read from the store, for who asks. */
export async function collectionsAbout(
  { page }: Pick<Query, "page">,
  reading: Pick<QueryReading, "words" | "codes" | "excluded">,
  visible: string[],
  { collections, store }: Parts,
): Promise<AnsweredCollections> {
  const ask = page === 1 ? collectionRequest(reading, { visible, most: MOST_NAMED, about: true }) : undefined;
  const found = ask && collections ? collections.find(ask) : { ids: [], total: 0 };
  if (found.ids.length === 0) return { total: 0, shown: [] };
  const shown = await store.collections.titles(found.ids, visible);
  return { total: found.total - (found.ids.length - shown.length), shown };
}

/** Collections whose title has the words, the last one as far as it is typed. */
export async function collectionsNamed(
  typed: string,
  visible: string[],
  { collections, store }: Parts,
): Promise<TypedSuggestion[]> {
  const ids = collections?.suggest(tokensOf(typed), visible, MOST_OFFERED) ?? [];
  if (ids.length === 0) return [];
  return (await store.collections.titles(ids, visible)).map(({ id, title }) => ({
    kind: "collection",
    text: title,
    value: id,
    href: `/collections/${id}`,
  }));
}

/** Collections on a page of their own; nobody reads more of them. */
export const MOST_COLLECTIONS = 50;

export interface FoundCollections {
  total: number;
  collections: Collection[];
  /** False where none is about all of it: these have some of the words. */
  about: boolean;
}

/** Collections for these words, best first: what is about all of them, else what has most of them. */
export async function collectionsFor(
  words: string,
  caller: Caller,
  {
    collections,
    store,
    synonyms,
    modifiers,
  }: Pick<FinderParts, "collections" | "store" | "synonyms" | "modifiers">,
): Promise<FoundCollections> {
  const reference = await store.reference();
  const visible = visibilityTokensOf(caller, reference.organizations);
  const reading = readWords(words, reference, synonyms, false, modifiers);
  const found = (about: boolean) => {
    const ask = collectionRequest(reading, { visible, most: MOST_COLLECTIONS, about });
    return ask && collections ? collections.find(ask) : { ids: [], total: 0 };
  };
  const [exact, near] = [found(true), found(false)];
  const { ids, total } = exact.total > 0 ? exact : near;
  const read = await store.collections.many(ids);
  const open = read.filter((c) => mayOnCollection(caller, "see", c, reference.organizations));
  return { total: total - (ids.length - open.length), collections: open, about: exact.total > 0 };
}
