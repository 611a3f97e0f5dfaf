import type { Organization, OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Resource } from "../../resources/rules/resource.ts";

/** How a caller stands to a thing. The table in `may.ts` is made of these words. */

export const isOwner = (caller: Caller, r: Resource) =>
  caller.person !== undefined && "person" in r.owner && r.owner.person === caller.person.id;

/** True when the caller curates the organization or one above it. */
export function curates(caller: Caller, organization: string, tree: OrganizationTree): boolean {
  const path = tree.path(organization).map((o) => o.code);
  return caller.memberships.some((m) => m.role === "curator" && m.confirmed && path.includes(m.organization));
}

/** The highest organization this caller curates, from this one upwards. */
export const highestCurated = (
  caller: Caller,
  organization: string,
  tree: OrganizationTree,
): string | undefined =>
  tree
    .path(organization)
    .findLast((o) =>
      caller.memberships.some((m) => m.role === "curator" && m.confirmed && m.organization === o.code),
    )?.code;

export const isStateStaff = (caller: Caller, tree: OrganizationTree) =>
  curates(caller, tree.state.code, tree);

export const isMember = (caller: Caller, organization: string, tree: OrganizationTree) =>
  caller.memberships.some((m) => m.confirmed && tree.isWithin(m.organization, organization));

/** What an owner who is an organization does is done by its curators and those above, once they see it. */
const ownsForOrganization = (caller: Caller, r: Resource, tree: OrganizationTree) =>
  "organization" in r.owner && curates(caller, r.owner.organization, tree);

/**
 * The tokens under which a caller may see resources
 * (docs/decisions/0001-reach-and-endorsement-are-two-things.md and
 * docs/decisions/0006-what-one-may-not-see-does-not-exist.md). A resource carries tokens too (`visibleTo`);
 * it is seen when the two share one. The same tokens filter the search engines.
 */
export function visibilityTokensOf(caller: Caller, tree: OrganizationTree): string[] {
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

/** The tokens a resource is seen under. Empty for what nobody finds (withdrawn, undone). */
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
  const mine = new Set(visibilityTokensOf(caller, tree));
  return visibleTo(r, tree).some((token) => mine.has(token));
}

/** True when the caller was within the reach it had until it was withdrawn. */
export const couldSee = (caller: Caller, r: Resource, tree: OrganizationTree): boolean =>
  maySee(caller, { ...r, status: inUse(r) }, tree);

/** What a resource is once it is no longer withdrawn or undone: what was hidden stays so. */
export const inUse = (r: Resource): "active" | "hidden" => (r.hiding ? "hidden" : "active");

/** How a caller stands to a resource. */
export interface RelationshipToResource {
  owns: boolean;
  /** Its owner in person: nobody reviews their own. */
  isTheirs: boolean;
  /** Within its reach, its owner, or a curator who sees it. */
  sees: boolean;
  /** Curates its organization or one above, and sees it: what is private is its owner's alone. */
  curates: boolean;
  /** Curates the level that hid it, or one above. */
  mayLift: boolean;
  /** Belongs to its organization or one below it. */
  belongs: boolean;
  /** Belongs anywhere in the state, as somebody has confirmed. */
  educator: boolean;
  stateStaff: boolean;
  /** Hidden by a curator: out of everybody's collections, whoever still sees it. */
  hidden: boolean;
}

export function relationshipToResource(
  r: Resource,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToResource {
  const sees = maySee(caller, r, tree);
  return {
    owns: isOwner(caller, r) || (sees && ownsForOrganization(caller, r, tree)),
    isTheirs: isOwner(caller, r),
    sees,
    curates: sees && curates(caller, r.organization, tree),
    mayLift: sees && curates(caller, r.hiding?.by ?? r.organization, tree),
    belongs: isMember(caller, r.organization, tree),
    educator: caller.memberships.some((m) => m.confirmed),
    stateStaff: isStateStaff(caller, tree),
    hidden: r.status === "hidden",
  };
}

/** How a caller stands to an organization. */
export interface RelationshipToOrganization {
  curates: boolean;
  belongs: boolean;
  stateStaff: boolean;
}

export const relationshipToOrganization = (
  o: Organization,
  caller: Caller,
  tree: OrganizationTree,
): RelationshipToOrganization => ({
  curates: curates(caller, o.code, tree),
  belongs: isMember(caller, o.code, tree),
  stateStaff: isStateStaff(caller, tree),
});
