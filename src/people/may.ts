import type { OrganizationTree } from "../organizations/organization.ts";
import type { Resource } from "../resources/resource.ts";
import type { Caller } from "./person.ts";

/** What can be done to a resource. */
export type Deed = "see" | "edit" | "narrow" | "widen" | "withdraw" | "hide" | "see history";

export const isOwner = (caller: Caller, r: Resource) =>
  caller.person !== undefined && "person" in r.owner && r.owner.person === caller.person.id;

/** True when the caller curates the organization or one above it. */
export function curates(caller: Caller, organization: string, tree: OrganizationTree): boolean {
  const path = tree.path(organization).map((o) => o.code);
  return caller.memberships.some((m) => m.role === "curator" && m.confirmed && path.includes(m.organization));
}

export const isStateStaff = (caller: Caller, tree: OrganizationTree) =>
  curates(caller, tree.state.code, tree);

/** What an owner who is an organization does is done by its own curators. */
const ownsForOrganization = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  "organization" in r.owner && curates(caller, r.owner.organization, tree);

/**
 * The tokens under which a caller may see resources (decisions.md §1, §6). A resource carries tokens too
 * (`visibleTo`); it is seen when the two share one. The same tokens filter the search engines.
 */
export function tokensOf(caller: Caller, tree: OrganizationTree): string[] {
  const tokens = new Set(["public"]);
  if (!caller.person) return [...tokens];
  tokens.add(`person:${caller.person.id}`);
  for (const m of caller.memberships) {
    if (!m.confirmed) continue;
    tokens.add("state");
    for (const o of tree.path(m.organization)) {
      if (o.kind === "school" || o.kind === "district") tokens.add(`${o.kind}:${o.code}`);
    }
    if (m.role === "curator") tokens.add(`curator:${m.organization}`);
  }
  return [...tokens];
}

/** The tokens a resource is seen under. Empty for what nobody finds (withdrawn, erased, undone). */
export function visibleTo(r: Resource, tree: OrganizationTree): string[] {
  if (r.status !== "active" && r.status !== "hidden") return [];
  const owner = "person" in r.owner ? `person:${r.owner.person}` : `curator:${r.owner.organization}`;
  const tokens = [owner];
  if (r.status === "active" && r.reach === "private") return tokens;
  const path = tree.path(r.organization);
  tokens.push(...path.map((o) => `curator:${o.code}`));
  if (r.status === "hidden") return [...new Set(tokens)];
  const school = path.find((o) => o.kind === "school");
  const district = path.find((o) => o.kind === "district");
  if (school && r.reach === "school") tokens.push(`school:${school.code}`);
  if (r.reach === "district" && district) tokens.push(`district:${district.code}`);
  if (r.reach === "state") tokens.push("state");
  if (r.reach === "public") tokens.push("public");
  return [...new Set(tokens)];
}

export function maySee(caller: Caller, r: Resource, tree: OrganizationTree): boolean {
  const mine = new Set(tokensOf(caller, tree));
  return visibleTo(r, tree).some((token) => mine.has(token));
}

/** Names in a history are for those of the organization; everyone else reads roles. */
export const mayReadNames = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  isOwner(caller, r) ||
  curates(caller, r.organization, tree) ||
  caller.memberships.some((m) => m.confirmed && tree.isWithin(m.organization, r.organization));

/**
 * May this caller do this to this resource? One readable table; scopes of a key narrow it at the door.
 *
 * | deed | owner | curator of its organization or above |
 * |---|---|---|
 * | see | always, unless erased or undone | what has school reach or wider |
 * | edit, withdraw | yes | yes, of what they may see |
 * | widen | yes, as far as the rules go | only what an organization owns |
 * | narrow, hide | narrow | yes, never to private |
 */
export function may(caller: Caller, deed: Deed, r: Resource, tree: OrganizationTree): boolean {
  const owner = isOwner(caller, r) || ownsForOrganization(caller, r, tree);
  const curator = maySee(caller, r, tree) && curates(caller, r.organization, tree);
  switch (deed) {
    case "see":
      return maySee(caller, r, tree);
    case "see history":
      return maySee(caller, r, tree);
    case "edit":
    case "withdraw":
    case "narrow":
      return owner || curator;
    case "widen":
      return owner;
    case "hide":
      return curator;
  }
}
