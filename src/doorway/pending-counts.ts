import { curatedPlaces } from "../people/rules/may.ts";
import { codesWithin } from "../people/rules/members.ts";
import type { Caller } from "../people/rules/person.ts";
import type { Store } from "../store/store.ts";

/** What waits at one desk of a curator. */
export interface PendingCount {
  /** Code of the organization they answer for. */
  organization: string;
  /** Offers that nobody has taken. */
  reviews: number;
  /** Open reports about what belongs to it or to one below. */
  reports: number;
}

/** How much waits for a curator, by organization. Empty for everyone else. */
export async function pendingCounts(caller: Caller, store: Store): Promise<PendingCount[]> {
  const curated = curatedPlaces(caller);
  if (curated.length === 0) return [];
  const { organizations: tree } = await store.reference();
  return Promise.all(
    curated.map(async (organization) => {
      const [reviews, reports] = await Promise.all([
        store.reviews.untaken(organization),
        store.reports.count({ organizations: codesWithin(organization, tree), state: "open" }),
      ]);
      return { organization, reviews, reports };
    }),
  );
}
