import type { Resource } from "../../resources/rules/resource.ts";
import type { Erasure } from "./erasure.ts";

/** A resource goes, for good; without `before` it is done once more, after a restore. */
export interface ErasureChange {
  noun: "erasure";
  before?: Resource;
  after: Erasure;
}

export type ErasingChange =
  | ErasureChange
  /** The last traces of what was erased are overwritten. */
  | { noun: "swept"; resources: string[]; at: string };
