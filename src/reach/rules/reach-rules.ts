import type { Fault } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { OrganizationRules, ReachRule } from "../../organizations/rules/sharing-rule.ts";
import type { Caller } from "../../people/rules/person.ts";
import { curates, isOwner, isStateStaff, may } from "../../resources/rules/may.ts";
import type { Description, Owner, Resource } from "../../resources/rules/resource.ts";
import { isWider, type Reach, reachesOf, widthOf } from "./reach.ts";

/** What each kind of organization can choose; the first is the default. Schools share at once, always. */
export function choicesOf(kind: string | undefined): ReachRule[] {
  if (kind === "district") return ["at-once", "trusted-at-once", "after-review"];
  return kind === "state" ? ["at-once", "after-endorsement"] : [];
}

export const rulesOf = (organization: string, tree: OrganizationTree): OrganizationRules =>
  tree.rules.get(organization) ?? { organization, sharing: "at-once", trusted: [], revision: 0 };

/** Who asks, and where everybody stands. */
export interface ReachActor {
  caller: Caller;
  tree: OrganizationTree;
}

/** A yes that is missing: whose, and why. */
export interface Need {
  organization: string;
  why: string;
}

/**
 * The yes this resource needs to reach so far, or undefined when its owner may do it at once
 * (docs/decisions/0001-reach-and-endorsement-are-two-things.md). Each rung is asked on the way: what reaches
 * the state passes its district's rule.
 */
export function needFor(r: Resource, from: Reach, to: Reach, who: ReachActor): Need | undefined {
  if (!isWider(to, from)) return undefined;
  const ceiling = pastCeiling(r, to, who);
  if (ceiling) return ceiling;
  if (isStateStaff(who.caller, who.tree)) return undefined;
  const passes = (rung: Reach) => widthOf(from) < widthOf(rung) && widthOf(to) >= widthOf(rung);
  const district = passes("district") ? districtNeed(r, who) : undefined;
  const state = passes("state") ? stateNeed(r, who) : undefined;
  return district ?? state ?? (to === "public" ? publicNeed(who.tree) : undefined);
}

/** The widest reach the owner may choose now without asking anybody. */
export function widestAtOnce(r: Resource, from: Reach, who: ReachActor): Reach {
  const offered = reachesOf(who.tree.get(r.organization)?.kind ?? "partner");
  const free = offered.filter(
    (to) =>
      !isWider(from, to) &&
      !needFor(r, from, to, who) &&
      !(isWider(to, homeOf(r, who.tree)) && !hasSomethingToOpen(r.description)),
  );
  return free.at(-1) ?? from;
}

/** Where a resource starts when its owner says nothing: a person's with themselves, an organization's within it. */
export function narrowestReach(owner: Owner, tree: OrganizationTree, organization: string): Reach {
  if ("person" in owner) return "private";
  return tree.get(organization)?.kind === "district" ? "district" : "private";
}

const reachFault = (detail: string, nearest: string[] = []): Fault[] => [
  { in: "body", pointer: "/reach", detail, ...(nearest.length > 0 ? { nearest } : {}) },
];

/** What stands against this reach whoever asks: its place in the tree lacks it, or nothing is there to open. */
export function placeFault(r: Resource, from: Reach, tree: OrganizationTree): Fault[] {
  const kind = tree.get(r.organization)?.kind;
  const offered = kind ? reachesOf(kind) : [];
  if (r.reach !== from && !offered.includes(r.reach))
    return reachFault(
      `"${r.reach}" does not exist for a ${kind ?? "resource without organization"}`,
      offered,
    );
  const home = homeOf(r, tree);
  if (!hasSomethingToOpen(r.description) && isWider(r.reach, home))
    return reachFault("needs a link or a file: without one a resource stays within its organization", [home]);
  return [];
}

/** What stands against this reach for this resource, now. `from` is the reach it has. Empty when it may. */
export function checkReach(r: Resource, from: Reach, who: ReachActor): Fault[] {
  const faults = placeFault(r, from, who.tree);
  if (faults.length > 0) return faults;
  if (isWider(r.reach, from)) return checkWidening(r, from, who);
  const narrows = isWider(from, r.reach);
  const offered = reachesOf(who.tree.get(r.organization)?.kind ?? "partner");
  if (narrows && r.reach === "private" && "person" in r.owner && !isOwner(who.caller, r))
    return reachFault("cannot be private: only its owner can take it back that far", offered.slice(1));
  return [];
}

function checkWidening(r: Resource, from: Reach, who: ReachActor): Fault[] {
  const isNew = r.revision === 1 && from === "private";
  if (!isNew && !may(who.caller, "widen", r, who.tree))
    return reachFault("can be widened by its owner only", [from]);
  const need = needFor(r, from, r.reach, who);
  if (!need) return [];
  const widest = widestAtOnce(r, from, who);
  const free = reachesOf(who.tree.get(r.organization)?.kind ?? "partner").filter(
    (to) => !isWider(to, widest),
  );
  return reachFault(`${need.why}. Offer it for review. The widest you can choose now is ${widest}`, free);
}

/** There is something to open: a link or a file. */
export const hasSomethingToOpen = ({ url, files = [] }: Pick<Description, "url" | "files">) =>
  url !== undefined || files.length > 0;

/** The widest reach that stays within its organization; a partner has none of its own. */
function homeOf(r: Resource, tree: OrganizationTree): Reach {
  const kind = tree.get(r.organization)?.kind;
  return kind === "school" || kind === "district" || kind === "state" ? kind : "private";
}

/** A curator's narrowing is passed by a review only, also by an owner who is a curator too. */
function pastCeiling(r: Resource, to: Reach, { tree }: ReachActor): Need | undefined {
  if (!r.ceiling || !isWider(to, r.ceiling)) return undefined;
  const organization = r.ceilingBy ?? tree.above(r.organization, "district")?.code ?? tree.state.code;
  return {
    organization,
    why: `was narrowed to "${r.ceiling}" by a curator; it goes further only after a review`,
  };
}

function districtNeed(r: Resource, { caller, tree }: ReachActor): Need | undefined {
  const district = tree.above(r.organization, "district");
  if (!district) return undefined;
  const { sharing, trusted } = rulesOf(district.code, tree);
  // A curator's own resource reaches the curator's own organization by this rule, never by a review of one's own.
  if (sharing === "at-once" || curates(caller, district.code, tree)) return undefined;
  if (sharing === "trusted-at-once" && caller.person && trusted.includes(caller.person.id)) return undefined;
  return { organization: district.code, why: `goes to all of ${district.name} only after its review` };
}

function stateNeed(r: Resource, { tree }: ReachActor): Need | undefined {
  if (rulesOf(tree.state.code, tree).sharing !== "after-endorsement") return undefined;
  if (r.endorsements.some((e) => e.version === r.published)) return undefined;
  const asked = tree.above(r.organization, "district") ?? tree.state;
  return {
    organization: asked.code,
    why: `goes to the whole state only after ${asked.name} has endorsed it`,
  };
}

const publicNeed = (tree: OrganizationTree): Need => ({
  organization: tree.state.code,
  why: "can be public only after the state has accepted it",
});
