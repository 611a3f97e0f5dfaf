import type { Collection, CollectionEvent, CollectionVersion } from "./collection.ts";

export interface CollectionChange {
  noun: "collection";
  before?: Collection;
  after: Collection;
  /** A new version, published or waiting. */
  version?: CollectionVersion;
  /** A version published wider than before. */
  widened?: { number: number; widestReach: CollectionVersion["widestReach"] };
  event: CollectionEvent;
}

/** The collections on the home page, in order. Guarded by what was there before. */
export interface FeaturedChange {
  noun: "featured";
  before: string[];
  after: string[];
  at: string;
  by: string;
}

/** A line of a collection's history that comes with no change of its own. */
export interface CollectionEventChange {
  noun: "collection-event";
  collection: string;
  event: CollectionEvent;
}

export type CollectionsChange = CollectionChange | FeaturedChange;
