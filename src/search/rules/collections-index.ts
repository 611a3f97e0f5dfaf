import type { Cursor, QueryWord, Removal } from "./engine.ts";

/** Where a word of a collection stands, and what it is worth there. Below `ABOUT` it does not say what it is about. */
export const WORTH = { title: 8, topics: 4, headings: 3, introduction: 2, aside: 1 } as const;
export type CollectionField = keyof typeof WORTH;
export const ABOUT = WORTH.introduction;

/** A collection as it is found: made of what its readers see, and of what it holds. */
export interface CollectionDocument {
  id: string;
  revision: number;
  /** Tokens under which it is seen; none for what nobody finds. */
  visible: string[];
  title: string;
  texts: Record<CollectionField, string[]>;
  /** Ids of the standards its resources are aligned to, and of those above them. */
  items: string[];
  /** Ids of the resources in it: when one changes, it is read again. */
  holds: string[];
}

/** A question for collections. */
export interface CollectionRequest {
  /** What a collection must have, each word or one of its alternatives. */
  words: QueryWord[];
  /** Ids of the items that each typed code means. */
  codes: string[][];
  visible: string[];
  most: number;
  /** True for what is about all of it; false for whatever has most of it anywhere. */
  about: boolean;
}

export interface CollectionsFound {
  /** Best first, so many at most. */
  ids: string[];
  total: number;
}

/** Finds collections. A small index of its own beside the embedded engine, fed from the same outbox. */
export interface CollectionsIndex {
  /** How far it has read; undefined while it is not complete. */
  cursor(): Cursor | undefined;
  /** In one transaction with the cursor. */
  take(batch: { put: CollectionDocument[]; remove: string[] }, cursor: Cursor): void;
  /** Empties it and forgets the cursor; then come pages, then the cursor. */
  begin(): void;
  put(documents: CollectionDocument[]): void;
  finish(cursor: Cursor): void;
  /** Ids of the collections that hold one of these resources. */
  holding(resources: string[]): string[];
  /** Never fails: an index that is spoiled finds nothing until it is rebuilt. */
  find(ask: CollectionRequest): CollectionsFound;
  /** Ids of those whose title has these words, the last one as far as it is typed. */
  suggest(tokens: string[], visible: string[], most: number): string[];
  /** Everything it knows, by id. */
  held(): Removal[];
  status(): { documents: number; trouble?: string };
  close(): void;
}

/** The question that typed words are to collections; undefined where there is nothing to ask. */
export function collectionRequest(
  { words, codes, excluded }: { words: QueryWord[]; codes: { items: string[] }[]; excluded: string[][] },
  { visible, most, about }: Pick<CollectionRequest, "visible" | "most" | "about">,
): CollectionRequest | undefined {
  const asked = words.filter((w) => !w.weak && !w.wish && w.role !== "modifier" && w.role !== "publisher");
  // Which collections are without a word is not known here.
  if (asked.length + codes.length === 0 || excluded.length > 0) return undefined;
  return { words: asked, codes: codes.map((code) => code.items), visible, most, about };
}
