import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import { may } from "./may.ts";
import type { Resource, ResourceEvent, Version } from "./resource.ts";

/** What there is to tell of a resource: versions and events oldest first. */
export interface ReadableHistory {
  versions: Version[];
  events: ResourceEvent[];
  /** Numbers of versions that were once laid before reviewers. */
  offered: ReadonlySet<number>;
}

/**
 * The versions a caller may read, where they see the resource now: its owner every one, everyone else those that were
 * published within their reach; its curators also what was laid before reviewers. Never what was written while
 * it was somebody else's alone.
 */
export function readableVersions(
  r: Resource,
  { versions, offered }: Pick<ReadableHistory, "versions" | "offered">,
  caller: Caller,
  tree: OrganizationTree,
): Version[] {
  if (may(caller, "read every version", r, tree)) return versions;
  const insider = may(caller, "see its proposal", r, tree);
  return versions.filter(
    (v) =>
      may(caller, "see", { ...r, status: "active", reach: v.widestReach }, tree) ||
      (insider && offered.has(v.number)),
  );
}

/** That a version waits for a review, or waits no longer, is for those who see that version. */
const OF_PROPOSALS: ResourceEvent["what"][] = ["proposed", "proposal ended"];

/** What happened, as far as it concerns what this caller may read. Why it was hidden is for its curators and owner. */
export function readableEvents(
  r: Resource,
  { events }: Pick<ReadableHistory, "events">,
  readable: ReadonlySet<number>,
  caller: Caller,
  tree: OrganizationTree,
): ResourceEvent[] {
  const insider = may(caller, "see its proposal", r, tree);
  return events.flatMap(({ version, note, ...event }): ResourceEvent[] => {
    const { what } = event;
    if (!insider && OF_PROPOSALS.includes(what)) return [];
    const unread = version !== undefined && !readable.has(version);
    // Of what was never published to them they do not learn that it was written.
    if (unread && what !== "created" && what !== "endorsed") return [];
    const visibleNote = insider || what !== "hidden" ? note : undefined;
    return [
      {
        ...event,
        ...(version === undefined || unread ? {} : { version }),
        ...(visibleNote === undefined ? {} : { note: visibleNote }),
      },
    ];
  });
}
