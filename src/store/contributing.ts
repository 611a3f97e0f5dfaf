import type { AlignmentClaim } from "../contributing/rules/alignment-claim.ts";
import type { Draft } from "../contributing/rules/draft.ts";

/** What the store promises about drafts. They are their person's alone: whoever asks must be that person. */
export interface Drafts {
  get(id: string, person: string): Promise<Draft | undefined>;
  /** Changed last first. */
  of(person: string): Promise<Draft[]>;
}

/** What the store promises about claims. Whether the resource may be seen is for the asker to look at. */
export interface Claims {
  get(id: string): Promise<AlignmentClaim | undefined>;
  /** All of these resources, of any state, oldest first. */
  on(resources: string[]): Promise<AlignmentClaim[]>;
  /** Offered on resources this person owns, oldest first. */
  offeredTo(person: string): Promise<AlignmentClaim[]>;
}
