import { type Fault, Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { confirmedPlaces, mayIn } from "../../people/rules/may.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Actor } from "./actor.ts";
import type { Resource } from "./resource.ts";

/** Where a person's own resources go unless said otherwise: the school rather than the district. */
export function homeOf(caller: Caller, tree: OrganizationTree): string {
  const [deepest] = confirmedPlaces(caller).toSorted((a, b) => tree.path(b).length - tree.path(a).length);
  if (!deepest)
    throw new Problem(
      "forbidden",
      "Nobody has confirmed yet that you belong to a school, district or partner.",
    );
  return deepest;
}

export function placeFaults(
  organization: string,
  given: { externalId?: string | undefined },
  { caller, tree }: Actor,
): Fault[] {
  if (!mayIn(caller, "place things there", organization, tree)) {
    const detail = `"${organization}" is not an organization you belong to`;
    return [{ in: "body", pointer: "/organization", detail, nearest: confirmedPlaces(caller) }];
  }
  return given.externalId === undefined ? [] : curatorFault(organization, { caller, tree });
}

export function externalIdFaults(before: Resource, externalId: string | undefined, actor: Actor): Fault[] {
  return externalId === before.externalId ? [] : curatorFault(before.organization, actor);
}

function curatorFault(organization: string, { caller, tree }: Pick<Actor, "caller" | "tree">): Fault[] {
  if (mayIn(caller, "set external ids", organization, tree)) return [];
  const detail = "is set by curators of the organization only. Leave it out";
  return [{ in: "body", pointer: "/externalId", detail }];
}
