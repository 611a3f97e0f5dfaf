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

/** Nothing of these resources has changed, but engines are to read them again. */
export interface Reindex {
  noun: "reindex";
  resources: string[];
}

export type ResourcesChange = ResourceChange | Reindex;
