import type { Fault } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { OrganizationRules, ReachRule } from "../../organizations/rules/sharing-rule.ts";
import { mayIn, mayInRegistry } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Owned } from "../../people/rules/relationship.ts";
import type { Endorsement } from "./endorsement.ts";
import { mayShare } from "./may.ts";
import { isWider, type Reach, reachesOf, widthOf } from "./reach.ts";
import type { Shared } from "./visibility.ts";

/** What each kind of organization can choose; the first is the default. Schools share at once, always. */
export function choicesOf(kind: string | undefined): ReachRule[] {
  if (kind === "district") return ["at-once", "trusted-at-once", "after-review"];
  return kind === "state" ? ["at-once", "after-endorsement"] : [];
}

export const rulesOf = (organization: string, tree: OrganizationTree): OrganizationRules =>
  tree.rules.get(organization) ?? { organization, sharing: "at-once", trusted: [], revision: 0 };

/** What the rules of reach ask about: a resource, or what stands for a collection among them. */
export interface Reaching extends Shared {
  /** 1 while it is new. */
  revision: number;
  /** Number of the version that readers see. */
  published: number;
  /** Set when a curator narrowed it: its owner passes this only by a review. */
  ceiling?: Reach;
  /** Code of the organization whose curator narrowed it. */
  ceilingBy?: string;
  endorsements: Endorsement[];
  description: { url?: string | undefined; files?: readonly unknown[] | undefined };
}

/** Who asks, and where everybody stands. */
export interface ReachActor {
  caller: Caller;
  tree: OrganizationTree;
}

/** An approval that is missing: whose, and why. */
export interface Need {
  organization: string;
  why: string;
}

/**
 * The approval this resource needs to reach so far, or undefined when its owner may do it at once
 * (docs/decisions/0001-reach-and-endorsement-are-two-things.md). Each rung is asked on the way: what reaches
 * the state passes its district's rule.
 */
export function needFor(r: Reaching, from: Reach, to: Reach, who: ReachActor): Need | undefined {
  if (!isWider(to, from)) return undefined;
  const ceiling = pastCeiling(r, to, who);
  if (ceiling) return ceiling;
  if (mayInRegistry(who.caller, "widen without review", who.tree)) return undefined;
  const passes = (rung: Reach) => widthOf(from) < widthOf(rung) && widthOf(to) >= widthOf(rung);
  const district = passes("district") ? districtNeed(r, who) : undefined;
  const state = passes("state") ? stateNeed(r, who) : undefined;
  return district ?? state ?? (to === "public" ? publicNeed(who.tree) : undefined);
}

/** The widest reach the owner may choose now without asking anybody. */
export function widestAtOnce(r: Reaching, from: Reach, who: ReachActor): Reach {
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
export function narrowestReach(owner: Owned["owner"], tree: OrganizationTree, organization: string): Reach {
  if ("person" in owner) return "private";
  return tree.get(organization)?.kind === "district" ? "district" : "private";
}

const reachFault = (detail: string, nearest: string[] = []): Fault[] => [
  { in: "body", pointer: "/reach", detail, ...(nearest.length > 0 ? { nearest } : {}) },
];

/** What stands against this reach whoever asks: its place in the tree lacks it, or nothing is there to open. */
export function placeFault(r: Reaching, from: Reach, tree: OrganizationTree): Fault[] {
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
export function checkReach(r: Reaching, from: Reach, who: ReachActor): Fault[] {
  const faults = placeFault(r, from, who.tree);
  if (faults.length > 0) return faults;
  if (isWider(r.reach, from)) return checkWidening(r, from, who);
  const narrows = isWider(from, r.reach);
  const offered = reachesOf(who.tree.get(r.organization)?.kind ?? "partner");
  if (
    narrows &&
    r.reach === "private" &&
    !mayShare(who.caller, "make private", { ...r, reach: from }, who.tree)
  )
    return reachFault("cannot be private: only its owner can take it back that far", offered.slice(1));
  return [];
}

function checkWidening(r: Reaching, from: Reach, who: ReachActor): Fault[] {
  const isNew = r.revision === 1 && from === "private";
  if (!isNew && !mayShare(who.caller, "widen", r, who.tree))
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
export const hasSomethingToOpen = ({ url, files = [] }: Reaching["description"]) =>
  url !== undefined || files.length > 0;

/** The widest reach that stays within its organization; a partner has none of its own. */
function homeOf(r: Reaching, tree: OrganizationTree): Reach {
  const kind = tree.get(r.organization)?.kind;
  return kind === "school" || kind === "district" || kind === "state" ? kind : "private";
}

/** A curator's narrowing is passed by a review only, also by an owner who is a curator too. */
function pastCeiling(r: Reaching, to: Reach, { tree }: ReachActor): Need | undefined {
  if (!r.ceiling || !isWider(to, r.ceiling)) return undefined;
  const organization = r.ceilingBy ?? tree.above(r.organization, "district")?.code ?? tree.state.code;
  return {
    organization,
    why: `was narrowed to "${r.ceiling}" by a curator; it goes further only after a review`,
  };
}

function districtNeed(r: Reaching, { caller, tree }: ReachActor): Need | undefined {
  const district = tree.above(r.organization, "district");
  if (!district) return undefined;
  const { sharing, trusted } = rulesOf(district.code, tree);
  // A curator's own resource reaches the curator's own organization by this rule, never by a review of one's own.
  if (sharing === "at-once" || mayIn(caller, "share past its rule", district.code, tree)) return undefined;
  if (sharing === "trusted-at-once" && caller.person && trusted.includes(caller.person.id)) return undefined;
  return { organization: district.code, why: `goes to all of ${district.name} only after its review` };
}

function stateNeed(r: Reaching, { tree }: ReachActor): Need | undefined {
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
