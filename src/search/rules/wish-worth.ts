import type { FacetId } from "./facets.ts";

/** What a met wish adds to a record's worth, and what it takes where the record states something else. */
interface Worth {
  met: number;
  against: number;
}

/** A language is what a reader must have; a grade or a level fits or not; the rest is liked. */
export const WORTH: Partial<Record<FacetId, Worth>> = {
  language: { met: 2, against: 0.6 },
  grade: { met: 0.5, against: 0.25 },
  level: { met: 0.4, against: 0.2 },
  type: { met: 0.15, against: 0 },
};
const LIKED: Worth = { met: 0.15, against: 0.05 };

/** `met`: 1 has what is wished for, -1 states something else, 0 does not say: that alone is no reason to lose. */
export function worthOfWish(facet: FacetId, met: -1 | 0 | 1): number {
  if (met === 0) return 0;
  const worth = WORTH[facet] ?? LIKED;
  return met > 0 ? worth.met : -worth.against;
}
