import type { AlignmentClaim } from "./alignment-claim.ts";
import type { Draft } from "./draft.ts";

export interface ClaimChange {
  noun: "claim";
  before?: AlignmentClaim;
  after: AlignmentClaim;
}

export type ContributingChange =
  | ClaimChange
  | { noun: "draft"; after: Draft }
  | { noun: "draft-ended"; id: string; person: string };
