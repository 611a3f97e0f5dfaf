import { Problem } from "../../kernel/problem.ts";
import type { Alignment } from "../../resources/rules/resource.ts";

/**
 * "This also teaches …": what someone other than the owner says of a resource
 * (docs/decisions/0013-claims-beside-the-description.md). It stands beside the resource until the owner
 * accepts it; then it is part of the description.
 */
export interface AlignmentClaim {
  id: string;
  resource: string;
  person: string;
  /** Code of the organization the person spoke from. */
  organization: string;
  alignment: Alignment;
  state: "offered" | "accepted" | "declined" | "withdrawn";
  at: string;
  decidedAt?: string;
  decidedBy?: string;
  /** Guards the next change. */
  revision: number;
}

export const sameAlignment = (a: Alignment, b: Alignment) =>
  a.item === b.item && a.type === b.type && a.level === b.level;

/** The claim once accepted, declined or taken back; once only. */
export function claimDecided(
  before: AlignmentClaim,
  state: Exclude<AlignmentClaim["state"], "offered">,
  by: string,
  at: string,
): AlignmentClaim {
  if (before.state !== "offered") throw new Problem("conflict", "This was already answered.");
  return { ...before, state, decidedAt: at, decidedBy: by, revision: before.revision + 1 };
}
