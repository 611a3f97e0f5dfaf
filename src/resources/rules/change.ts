import type { Resource, ResourceEvent, Version } from "./resource.ts";

export interface ResourceChange {
  noun: "resource";
  before?: Resource;
  after: Resource;
  /** A new version, when the description changed. */
  version?: Version;
  /** The version that waits for a review, corrected along with the published one. */
  waiting?: Version;
  /** A version published wider than before. */
  widened?: { number: number; widestReach: Version["widestReach"] };
  event: ResourceEvent;
}

/**
 * Nothing of these has changed, but indexes are to read them again: resources and collections by their ids, or by
 * what they hold. Follows from a change of what they are described with.
 */
export interface Reindex {
  noun: "reindex";
  resources?: string[];
  collections?: string[];
  /** Resources and collections of these organizations, by code. */
  organizations?: string[];
  /** With one of these terms of a vocabulary, by id. */
  terms?: string[];
  /** Aligned to one of these items, by id. */
  items?: string[];
}

export type ResourcesChange = ResourceChange | Reindex;
