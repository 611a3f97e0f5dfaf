import type { Collection, CollectionEvent, CollectionVersion } from "../collections/rules/collection.ts";

export interface CollectionListPage {
  collections: Collection[];
  /** Give it back as `after` to go on; absent at the end. */
  next?: string;
}

/** What the store promises about collections. Reading only: writing is `store.commit`. */
export interface Collections {
  get(id: string): Promise<Collection | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Collection[]>;
  /** Published ones seen under one of these tokens (`visibilityTokensOf`), newest first, by keyset. */
  list(
    visible: string[],
    options: { after?: string; limit: number; organization?: string },
  ): Promise<CollectionListPage>;
  /** Every collection of any status in id order, for rebuilding an index. */
  each(afterId: string, limit: number): Promise<Collection[]>;
  /** Titles that readers see of those of the given ids seen under one of these tokens, in the order given. */
  titles(ids: string[], visible: string[]): Promise<{ id: string; title: string }[]>;
  /** How many collections there are, of any status. */
  count(): Promise<number>;
  /** Published ones seen under one of these tokens that hold this resource, newest first, so many at most. */
  withResource(resource: string, visible: string[], most: number): Promise<Collection[]>;
  /** What a person keeps: their own, with others, and those owned by the organizations they curate. Drafts too. */
  maintainedBy(person: string, organizations: string[]): Promise<Collection[]>;
  /** Those a person is asked to help maintain, by their id or by their e-mail in lower case. */
  invited(person: string, email: string | undefined): Promise<Collection[]>;
  /** Ids in the order state staff gave. */
  featured(): Promise<string[]>;
  version(id: string, number: number): Promise<CollectionVersion | undefined>;
  /** Those of the given versions that exist, in the order given. */
  versionsAt(places: { id: string; number: number }[]): Promise<CollectionVersion[]>;
  history(id: string): Promise<CollectionEvent[]>;
}
