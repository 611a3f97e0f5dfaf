import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Store } from "../../store/store.ts";
import { type ListedCounts, suppressed } from "./summary.ts";

/** Over so many days searches that found nothing are counted for curators. */
export const MISSED_DAYS = 30;
const MOST_SHOWN = 100;
const DAY_MS = 86_400_000;

/**
 * What was searched and not found lately by people of these organizations; searches without a district belong to
 * the state. Nobody is named, and neither is what was counted too rarely.
 */
export async function missedIn(
  organizations: string[],
  { store, clock }: { store: Store; clock: () => string },
): Promise<ListedCounts> {
  const { organizations: tree } = await store.reference();
  const to = clock().slice(0, 10);
  const from = new Date(Date.parse(to) - (MISSED_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const of = new Set(placesCounted(organizations, tree));
  const counts = await store.usage.between(from, to, "search-empty");
  return suppressed(
    counts.filter((c) => of.has(c.district)),
    MOST_SHOWN,
  );
}

const placesCounted = (organizations: string[], tree: OrganizationTree): string[] =>
  organizations.includes(tree.state.code) ? [...organizations, ""] : organizations;
