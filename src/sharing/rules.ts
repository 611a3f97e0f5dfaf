import type { OrganizationTree } from "../organizations/organization.ts";
import { isOwner, isStateStaff, may } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import type { Fault } from "../problem.ts";
import type { Owner, Resource } from "../resources/resource.ts";
import { isWider, REACHES, type Reach, reachesOf } from "./reach.ts";

/** Where a resource starts when its owner says nothing: a person's with themselves, an organization's within it. */
export function narrowestReach(owner: Owner, tree: OrganizationTree, organization: string): Reach {
  if ("person" in owner) return "private";
  return tree.get(organization)?.kind === "district" ? "district" : "private";
}

/** The widest reach that stays within its organization; a partner has none of its own. */
function homeReach(kind: string | undefined): Reach {
  if (kind === "school" || kind === "district" || kind === "state") return kind;
  return "private";
}

/** What stands against this reach for this resource, now. `from` is the reach it has. Empty when it may. */
export function checkReach(
  r: Resource,
  from: Reach,
  { caller, tree }: { caller: Caller; tree: OrganizationTree },
): Fault[] {
  const kind = tree.get(r.organization)?.kind;
  const fault = (detail: string, nearest: string[] = []): Fault[] => [
    { in: "body", pointer: "/reach", detail, ...(nearest.length > 0 ? { nearest } : {}) },
  ];
  const offered = kind ? reachesOf(kind) : [];
  if (r.reach !== from && !offered.includes(r.reach))
    return fault(`"${r.reach}" does not exist for a ${kind ?? "resource without organization"}`, offered);
  if (r.description.url === undefined && isWider(r.reach, homeReach(kind)))
    return fault("needs a link: without one a resource stays within its organization", [homeReach(kind)]);
  if (isWider(r.reach, from)) return checkWidening(r, from, { caller, tree }, fault);
  const narrows = isWider(from, r.reach);
  if (narrows && r.reach === "private" && "person" in r.owner && !isOwner(caller, r))
    return fault("cannot be private: only its owner can take it back that far", [...offered.slice(1)]);
  return [];
}

/** Default rules (decisions.md §1): up to the whole state at once; everyone only by the state. */
function checkWidening(
  r: Resource,
  from: Reach,
  who: { caller: Caller; tree: OrganizationTree },
  fault: (detail: string, nearest?: string[]) => Fault[],
): Fault[] {
  const isNew = r.revision === 1 && from === "private";
  if (!isNew && !may(who.caller, "widen", r, who.tree))
    return fault("can be widened by its owner only", [from]);
  if (r.ceiling && isWider(r.reach, r.ceiling) && !isStateStaff(who.caller, who.tree))
    return fault(`was narrowed to "${r.ceiling}" by a curator; it goes further only after a review`, [
      r.ceiling,
    ]);
  if (r.reach === "public" && !isStateStaff(who.caller, who.tree))
    return fault(
      "can be public only after the state has accepted it. The widest you can choose now is state",
      [...REACHES.slice(0, 4)],
    );
  return [];
}
