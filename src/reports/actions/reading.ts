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
  const [report, reference] = await Promise.all([store.reports.get(id), store.reference()]);
  const { organizations: tree } = reference;
  if (!report || !mayOnReport(caller, "read", { report }, tree)) return undefined;
  const looksAfter = mayOnReport(caller, "look after", { report }, tree);
  const about = await store.resources.get(report.resource);
  const seen = about && may(caller, "see", about, tree) ? { resource: about } : {};
  return { report, reference, looksAfter, ...seen };
}

/** Who has reported, without a name: curators answer for what was seen, whoever saw it. */
export async function saidBy(report: Report, store: Store): Promise<string> {
  if (!report.by) return "Somebody who was not signed in";
  const { organizations: tree } = await store.reference();
  const [place] = (await store.people.memberships(report.by)).filter((m) => m.confirmed);
  return `An educator of ${tree.get(place?.organization ?? "")?.name ?? tree.state.name}`;
}
