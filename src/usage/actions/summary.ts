import type { UsageCount, UsageKind } from "../../store/usage.ts";

/** A search made fewer times than this could point at one person: it is counted, its words are not shown. */
export const RARE = 3;

export type UsageTotals = Record<UsageKind, number>;

/** What was asked or opened, and how often. */
export interface Counted {
  what: string;
  count: number;
}

export interface ListedCounts {
  /** Most frequent first. */
  shown: Counted[];
  /** How many counts belong to what was too rare to be shown. */
  rare: number;
}

export interface UsageSummary {
  days: { day: string; totals: UsageTotals }[];
  /** Of signed-in people, by code of their district; "" is everyone else. */
  districts: { district: string; totals: UsageTotals }[];
  totals: UsageTotals;
  searched: ListedCounts;
  foundNothing: ListedCounts;
  opened: Counted[];
  linksOpened: Counted[];
}

/** Adds up counts for people to read. Searches rarer than `RARE` over the whole period are not named. */
export function summarize(counts: UsageCount[], most = 20): UsageSummary {
  const ofKind = (kind: UsageKind) => counts.filter((c) => c.kind === kind);
  const of = (kind: UsageKind) => ranked(ofKind(kind));
  return {
    days: grouped(counts, (c) => c.day).map(([day, group]) => ({ day, totals: totalsOf(group) })),
    districts: grouped(counts, (c) => c.district).map(([district, group]) => ({
      district,
      totals: totalsOf(group),
    })),
    totals: totalsOf(counts),
    searched: suppressed(ofKind("search"), most),
    foundNothing: suppressed(ofKind("search-empty"), most),
    opened: of("open").slice(0, most),
    linksOpened: of("open-link").slice(0, most),
  };
}

function totalsOf(counts: UsageCount[]): UsageTotals {
  const totals: UsageTotals = { search: 0, "search-empty": 0, open: 0, "open-link": 0 };
  for (const { kind, count } of counts) totals[kind] += count;
  return totals;
}

function grouped(counts: UsageCount[], by: (c: UsageCount) => string): [string, UsageCount[]][] {
  const groups = new Map<string, UsageCount[]>();
  for (const count of counts) {
    const key = by(count);
    const group = groups.get(key);
    if (group) group.push(count);
    else groups.set(key, [count]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Equal things summed over days and districts, most frequent first. */
function ranked(counts: UsageCount[]): Counted[] {
  const sums = grouped(counts, (c) => c.what).map(([what, group]) => ({
    what,
    count: group.reduce((sum, c) => sum + c.count, 0),
  }));
  return sums.sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
}

/** Those counted often enough to be named, most frequent first, and how many counts the others have. */
export function suppressed(counts: UsageCount[], most: number): ListedCounts {
  const all = ranked(counts);
  const frequent = all.filter((c) => c.count >= RARE);
  const rare = all.filter((c) => c.count < RARE).reduce((sum, c) => sum + c.count, 0);
  return { shown: frequent.slice(0, most), rare };
}
