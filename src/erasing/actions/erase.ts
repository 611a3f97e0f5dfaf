import { Problem } from "../../kernel/problem.ts";
import type { SiteSettings } from "../../kernel/site.ts";
import { calendarDate } from "../../kernel/words.ts";
import type { Caller } from "../../people/rules/person.ts";
import { REPORT_KINDS, type Report } from "../../reports/rules/report.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { type Actor, refusedAction } from "../../resources/rules/actor.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Change } from "../../store/change.ts";
import type { Core } from "../../store/core.ts";
import type { Store } from "../../store/store.ts";
import { type Erasure, erase } from "../rules/erasure.ts";

/**
 * What this caller may erase: whatever is kept under this id, hidden, withdrawn or out of their sight. To all
 * others it is what it is to them elsewhere.
 */
export async function erasableFor(id: string, caller: Caller, store: Store): Promise<[Resource, Reference]> {
  const [resource, reference] = await Promise.all([store.resources.get(id), store.reference()]);
  if (resource && may(caller, "erase", resource, reference.organizations)) return [resource, reference];
  const [seen] = await readFor(id, caller, store);
  throw refusedAction(
    seen,
    { caller, at: "", tree: reference.organizations },
    "Only state staff can erase a resource.",
  );
}

/** `sweeper` overwrites what is left on the disk. */
type ErasingCore = Core & { sweeper: { erased(erasure: Erasure): Promise<void> } };

/** Whoever comes too late so often in a row meets something else than other people. */
const MOST_TRIES = 20;

/**
 * Erases it. When this resolves nobody finds it any more and a restore will not bring it back; what is left of
 * it on the disk is overwritten right after (`sweptAt`).
 */
export async function eraseFor(
  id: string,
  reason: string,
  caller: Caller,
  parts: ErasingCore,
): Promise<Erasure> {
  const { store, clock, sweeper } = parts;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [before, { organizations: tree }] = await erasableFor(id, caller, store);
    const actor: Actor = { caller, at: clock(), tree };
    const change = erase(before, reason, actor);
    try {
      await store.commit([change, ...(await lettersOf(before, change.after, parts))], caller.person?.id);
    } catch (error) {
      // Whatever somebody made of it meanwhile goes as well.
      if (error instanceof Problem && error.kind === "stale") continue;
      throw error;
    }
    await sweeper.erased(change.after);
    return change.after;
  }
  throw new Problem("unavailable", "This is changing too fast just now. Try again in a moment.");
}

/** Whoever left an address with a report that is still open is told: afterwards nobody knows of it. */
async function lettersOf(
  { id, organization }: Resource,
  erasure: Erasure,
  { store, newId, config: { site } }: Core,
) {
  const ask = { organizations: [organization], state: "open" as const, resource: id };
  const open = await store.reports.of({ ...ask, sort: "oldest", limit: 1000 });
  return open.flatMap((report): Change[] => {
    if (!report.email) return [];
    const letter = { to: report.email, subject: subjectOf(site), text: textOf(report, erasure, site) };
    const mail = { id: newId(), kind: "letter", letter, state: "waiting", tries: 0 } as const;
    return [{ noun: "mail", after: { ...mail, nextTry: erasure.at, createdAt: erasure.at } }];
  });
}

const subjectOf = ({ plainName }: SiteSettings) => `Your report to the ${plainName}`;

/** Names neither the resource nor its address: the letter must outlive it. */
const textOf = (report: Report, { at, reason }: Erasure, { name, timeZone }: SiteSettings) =>
  [
    `On ${calendarDate(report.at, timeZone)} you reported a problem with a resource: “${REPORT_KINDS[report.kind]}”.`,
    `It was erased on ${calendarDate(at, timeZone)}. Why: ${reason}`,
    "",
    "-- ",
    name,
  ].join("\n");
