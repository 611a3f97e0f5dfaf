import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { Reach } from "../../reach/rules/reach.ts";
import { needFor, type ReachActor } from "../../reach/rules/reach-rules.ts";
import type { Resource } from "../../resources/rules/resource.ts";

/** Person ids of the confirmed curators of an organization, exactly of it. */
export type CuratorsOf = (organization: string) => string[];

export interface Goal {
  organization: string;
  reach: Reach;
}

/** Whose yes comes last for this reach; an endorsement alone is asked of the organization named. */
export function goalOf(
  r: Resource,
  wanted: { reach: Reach; organization?: string | undefined },
  who: ReachActor,
): Goal {
  const { tree } = who;
  const district = tree.above(r.organization, "district")?.code ?? tree.state.code;
  const need = needFor(r, r.reach, wanted.reach, who)?.organization;
  const usual = wanted.reach === "public" ? tree.state.code : district;
  const given = [wanted.organization, need, wanted.organization ? undefined : usual].filter(
    (code) => code !== undefined,
  );
  return { organization: highest(given, tree), reach: wanted.reach };
}

const highest = (codes: string[], tree: OrganizationTree) =>
  codes.toSorted((a, b) => tree.path(a).length - tree.path(b).length)[0] ?? tree.state.code;

/**
 * Who is asked, in order: the district first where it has a curator who is not the contributor and has not
 * endorsed this version yet; where nobody else is there to decide, the next level up.
 */
export function routeTo(
  goal: Goal,
  r: Resource,
  version: number,
  { tree, curators, contributors }: { tree: OrganizationTree; curators: CuratorsOf; contributors: string[] },
): string[] {
  const state = tree.state.code;
  const district = tree.above(r.organization, "district")?.code;
  const endorsed = r.endorsements.some((e) => e.organization === district && e.version === version);
  const askable =
    district !== undefined && curators(district).some((person) => !contributors.includes(person));
  if (goal.organization !== state) return askable ? [goal.organization] : [state];
  return district !== undefined && askable && !endorsed ? [district, state] : [state];
}
