import { isWider, type Reach } from "../../reach/rules/reach.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { FACETS, type FacetId } from "../../search/rules/facets.ts";
import type { Reference } from "../../standards/rules/reference.ts";

/** What is asked for records of an import: who else should see which of them. */
export interface WideningRequest {
  reach: Extract<Reach, "state" | "public">;
  /** Only these rows. */
  seqs?: number[] | undefined;
  /** Only records that have one of these values in each of these facets. */
  where?: Partial<Record<FacetId, string[]>> | undefined;
  /** What reviewers are told. */
  message?: string | undefined;
}

/** A record that stayed as it was, and why. */
export interface LeftRecord {
  seq: number;
  title: string;
  why: string;
}

export interface Widening extends WideningRequest {
  /** `seq` of the last row looked at: a job that was killed goes on behind it. */
  after: number;
  /** Records that reach further now. */
  opened: number;
  /** Records that wait for a review. */
  offered: number;
  /** Records that stayed as they were; the first of them are named. */
  left: number;
  named: LeftRecord[];
}

/** Reasons kept: more are only counted. */
export const MOST_NAMED = 100;

export const wideningOf = (request: WideningRequest): Widening => ({
  ...request,
  after: 0,
  opened: 0,
  offered: 0,
  left: 0,
  named: [],
});

/** Whether a record is meant: in use, not as far yet, and with the values asked for. */
export function isIncluded(
  r: Resource,
  { reach, where = {} }: WideningRequest,
  reference: Reference,
): boolean {
  if (r.status !== "active" || !isWider(reach, r.reach)) return false;
  return FACETS.every((facet) => {
    const wanted = where[facet.id];
    if (!wanted || wanted.length === 0) return true;
    const has = facet.of(r, reference);
    return has.some((value) => wanted.includes(value));
  });
}
