import type { Caller } from "../../people/rules/person.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { mayOnReport } from "../rules/may.ts";
import type { Report } from "../rules/report.ts";

/** A report as this caller may read it. */
export interface ReadReport {
  report: Report;
  reference: Reference;
  /** What it is about, as long as they may see it. */
  resource?: Resource;
  /** True for those who look after it; false for who made it. */
  looksAfter: boolean;
}

/** The report, for curators of its organization and those above, and for the person who made it. Undefined to all others. */
export async function reportFor(id: string, caller: Caller, store: Store): Promise<ReadReport | undefined> {
  return (await reportsFor(await store.reports.many([id]), caller, store))[0];
}

/** Those of these reports that this caller may read, in their order. */
export async function reportsFor(reports: Report[], caller: Caller, store: Store): Promise<ReadReport[]> {
  const reference = await store.reference();
  const { organizations: tree } = reference;
  const readable = reports.flatMap((report) => {
    if (!mayOnReport(caller, "read", { report }, tree)) return [];
    return [{ report, reference, looksAfter: mayOnReport(caller, "look after", { report }, tree) }];
  });
  const resources = await store.resources.many(readable.map(({ report }) => report.resource));
  const seen = new Map(resources.filter((r) => may(caller, "see", r, tree)).map((r) => [r.id, r]));
  return readable.map((read) => {
    const resource = seen.get(read.report.resource);
    return { ...read, ...(resource ? { resource } : {}) };
  });
}

/** Who has reported these, without names: curators answer for what was seen, whoever saw it. */
export async function reportersOf(reports: Report[], store: Store): Promise<(report: Report) => string> {
  const { organizations: tree } = await store.reference();
  const memberships = await store.people.membershipsOf(reports.flatMap((r) => r.by ?? []));
  return ({ by }) => {
    if (!by) return "Somebody who was not signed in";
    const place = memberships.find((m) => m.person === by && m.confirmed);
    return `An educator of ${tree.get(place?.organization ?? "")?.name ?? tree.state.name}`;
  };
}
