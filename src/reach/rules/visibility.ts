import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Owned } from "../../people/rules/relationship.ts";
import type { Reach } from "./reach.ts";

/** Whatever has a place, an owner and a reach: what decides who sees it. */
export interface Shared extends Owned {
  /** Code of the organization it belongs to. */
  organization: string;
  reach: Reach;
  status: "active" | "hidden" | "withdrawn" | "undone";
  /** Kept while a curator has it out of readers' sight, also when it is withdrawn meanwhile. */
  hiding?: { by: string };
}

/**
 * The tokens under which a caller may see things (docs/decisions/0001-reach-and-endorsement-are-two-things.md). A thing carries
 * tokens too (`visibleTo`); it is seen when the two share one. The same tokens filter the search engines, and
 * The store says the rule in its own language; `test/people/visibility.test.ts` holds all of them to be equal.
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

/** The tokens a thing is seen under. Empty for what nobody finds (withdrawn, undone). */
export function visibleTo(r: Shared, tree: OrganizationTree): string[] {
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

export function maySee(caller: Caller, r: Shared, tree: OrganizationTree): boolean {
  const mine = new Set(visibilityTokensOf(caller, tree));
  return visibleTo(r, tree).some((token) => mine.has(token));
}

/** What a thing is once it is no longer withdrawn or undone: what was hidden stays so. */
export const inUse = (r: Pick<Shared, "hiding">): "active" | "hidden" => (r.hiding ? "hidden" : "active");
