import type { Collection, Content } from "../../src/collections/rules/collection.ts";
import { type Organization, OrganizationTree } from "../../src/organizations/rules/organization.ts";
import type { Caller, Membership } from "../../src/people/rules/person.ts";
import { REACHES } from "../../src/reach/rules/reach.ts";
import { Description, type Owner, type Resource } from "../../src/resources/rules/resource.ts";
import type { Random } from "../support/random.ts";

/** Made-up trees, people, resources and collections; the same seed makes the same. */

const AT = "2026-01-01T00:00:00.000Z";
const STATE = "ri";

/** A state with some districts, some schools in each, and some partners. */
export function aTree(random: Random): OrganizationTree {
  const all: Organization[] = [{ code: STATE, kind: "state", name: "The state" }];
  for (let d = 1; d <= random.int(1, 4); d++) {
    const code = `d${d}`;
    all.push({ code, kind: "district", name: `District ${d}`, parent: STATE });
    for (let s = 1; s <= random.int(0, 3); s++)
      all.push({ code: `${code}s${s}`, kind: "school", name: `School ${d}.${s}`, parent: code });
  }
  for (let p = 1; p <= random.int(0, 2); p++)
    all.push({ code: `p${p}`, kind: "partner", name: `Partner ${p}`, parent: STATE });
  return new OrganizationTree(all);
}

export const peopleOf = (count: number) => Array.from({ length: count }, (_, i) => `person-${i}`);

export const aCaller = (id: string, memberships: Membership[]): Caller => ({
  person: { id, name: id, demo: false, active: true, createdAt: AT },
  memberships,
});

const aMembership = (random: Random, person: string, tree: OrganizationTree): Membership => ({
  person,
  organization: random.pick(tree.all()).code,
  role: random.chance(0.5) ? "curator" : "member",
  confirmed: random.chance(0.8),
});

/** Everyone with up to three places, confirmed or not, and somebody who is not signed in. */
export function callersOf(random: Random, tree: OrganizationTree, people: string[]): Caller[] {
  const signedIn = people.map((id) =>
    aCaller(
      id,
      Array.from({ length: random.int(0, 3) }, () => aMembership(random, id, tree)),
    ),
  );
  return [{ memberships: [] }, ...signedIn];
}

const anOwner = (random: Random, organization: string, people: string[]): Owner =>
  random.chance(0.7) ? { person: random.pick(people) } : { organization };

/** Of any organization, status and reach, also of pairs that the forms never make. */
export function aResource(random: Random, tree: OrganizationTree, people: string[], id: string): Resource {
  const organization = random.pick(tree.all()).code;
  const status = random.pick(["active", "active", "active", "hidden", "withdrawn", "undone"] as const);
  const level = random.pick(tree.path(organization)).code;
  return {
    id,
    organization,
    owner: anOwner(random, organization, people),
    status,
    reach: random.pick(REACHES),
    revision: 1,
    published: 1,
    description: Description.parse({ title: `Resource ${id}`, url: `https://example.org/${id}` }),
    endorsements: [],
    catalogued: false,
    createdAt: AT,
    changedAt: AT,
    ...(status === "hidden" ? { hiding: { at: AT, by: level, reason: "A test" } } : {}),
    ...(status === "withdrawn" ? { withdrawal: { at: AT, by: "owner" as const, reason: "A test" } } : {}),
  };
}

export function aCollection(
  random: Random,
  tree: OrganizationTree,
  people: string[],
  id: string,
): Collection {
  const organization = random.pick(tree.all()).code;
  const status = random.pick(["active", "active", "hidden"] as const);
  const draft: Content = { title: `Collection ${id}`, introduction: "", sections: [] };
  const published = random.chance(0.8);
  return {
    id,
    organization,
    owner: anOwner(random, organization, people),
    status,
    ...(status === "hidden" ? { hiddenBy: random.pick(tree.path(organization)).code } : {}),
    reach: published ? random.pick(REACHES) : "private",
    revision: 1,
    latest: published ? 1 : 0,
    ...(published ? { published: 1, content: draft } : {}),
    draft,
    endorsements: [],
    curators: [],
    createdAt: AT,
    changedAt: AT,
  };
}

/**
 * Who sees it, in the order of the decision on who can see: what is out of use nobody; its owner always, whether a
 * person or the curators of the organization itself; curators of its organization and above whatever is not private,
 * and all that is hidden; everyone else by its reach, as long as nobody has hidden it.
 */
export function seesByTheDecisions(caller: Caller, r: Resource, tree: OrganizationTree): boolean {
  if (r.status === "withdrawn" || r.status === "undone") return false;
  const confirmed = caller.memberships.filter((m) => m.confirmed);
  const curated = confirmed.filter((m) => m.role === "curator").map((m) => m.organization);
  if ("person" in r.owner && r.owner.person === caller.person?.id) return true;
  if ("organization" in r.owner && curated.includes(r.owner.organization)) return true;
  const isCurator = curated.some((code) => tree.isWithin(r.organization, code));
  if (isCurator && (r.reach !== "private" || r.status === "hidden")) return true;
  if (r.status === "hidden") return false;
  switch (r.reach) {
    case "private":
      return false;
    case "school":
      return (
        tree.get(r.organization)?.kind === "school" &&
        confirmed.some((m) => m.organization === r.organization)
      );
    case "district": {
      const district = tree.above(r.organization, "district");
      return district !== undefined && confirmed.some((m) => tree.isWithin(m.organization, district.code));
    }
    case "state":
      return confirmed.length > 0;
    case "public":
      return true;
  }
}
