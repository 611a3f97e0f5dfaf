import type { OrganizationTree } from "../organizations/organization.ts";
import { curates, isOwner, isStateStaff, may } from "../people/may.ts";
import type { Caller } from "../people/person.ts";
import { type Fault, Problem } from "../problem.ts";
import { isWider, type Reach, widest } from "../sharing/reach.ts";
import { checkReach, narrowestReach } from "../sharing/rules.ts";
import type { Change } from "../store.ts";
import { isSmall, sameDescription } from "./difference.ts";
import type { Description, Owner, Resource, ResourceEvent, Withdrawal } from "./resource.ts";

export type ResourceChange = Extract<Change, { noun: "resource" }>;

/** What a deed needs to know besides the resource: who, when, where they stand. */
export interface Deed {
  caller: Caller;
  at: string;
  tree: OrganizationTree;
}

export interface NewResource {
  id: string;
  description: Description;
  organization?: string | undefined;
  externalId?: string | undefined;
  reach?: Reach | undefined;
}

/** Registers a resource. All faults at once; `forbidden` when the person belongs to no organization yet. */
export function create(given: NewResource, deed: Deed): ResourceChange {
  const { caller, at, tree } = deed;
  const person = personOf(caller);
  const organization = given.organization ?? homeOf(caller, tree);
  const faults = placeFaults(organization, given, deed);
  const catalogued = tree.get(organization)?.kind === "state" && isStateStaff(caller, tree);
  const owner: Owner = given.externalId !== undefined || catalogued ? { organization } : { person };
  const reach =
    given.reach ??
    (catalogued && given.description.url ? "public" : narrowestReach(owner, tree, organization));
  const after: Resource = {
    id: given.id,
    ...(given.externalId === undefined ? {} : { externalId: given.externalId }),
    organization,
    owner,
    status: "active",
    reach,
    revision: 1,
    published: 1,
    description: given.description,
    endorsements: [],
    catalogued,
    createdAt: at,
    changedAt: at,
  };
  if (faults.length === 0) faults.push(...checkReach(after, "private", deed));
  if (faults.length > 0) throw new Problem("invalid", "The resource cannot be registered like this.", faults);
  return {
    noun: "resource",
    after,
    version: {
      resource: after.id,
      number: 1,
      description: given.description,
      at,
      by: person,
      widestReach: reach,
    },
    event: { what: "created", at, by: person, role: roleOf(after, deed), version: 1, reach },
  };
}

/**
 * Changes the description, the reach, or both. Undefined when nothing would change: repeating is safe.
 * At public reach a change of what reviewers looked at is only proposed, except by state staff on
 * catalogued records (decisions.md §2).
 */
export function edit(
  before: Resource,
  next: { description?: Description; reach?: Reach | undefined; externalId?: string | undefined },
  deed: Deed,
): ResourceChange | undefined {
  mustBeOpen(before);
  if (!may(deed.caller, "edit", before, deed.tree)) throw refused(before, deed);
  const description = next.description ?? before.description;
  const reach = next.reach ?? before.reach;
  const externalId = next.externalId ?? before.externalId;
  const rewritten = !sameDescription(before.description, description);
  if (!rewritten && reach === before.reach && externalId === before.externalId) return undefined;
  const faults = [
    ...externalIdFaults(before, externalId, deed),
    ...checkReach({ ...before, description, reach }, before.reach, deed),
  ];
  if (faults.length > 0) throw new Problem("invalid", "The resource cannot be changed like this.", faults);
  const moved: Resource = { ...before, reach, ...(externalId === undefined ? {} : { externalId }) };
  return rewritten ? newVersion(before, moved, description, deed) : reachChange(before, moved, deed);
}

function newVersion(before: Resource, moved: Resource, description: Description, deed: Deed): ResourceChange {
  const { at, caller, tree } = deed;
  const by = personOf(caller);
  const number = Math.max(before.published, before.proposed ?? 0) + 1;
  const small = isSmall(before.description, description);
  const curator = curates(caller, before.organization, tree);
  const waits = before.reach === "public" && !small && !isStateStaff(caller, tree);
  const version = { resource: before.id, number, description, at, by };
  const role = roleOf(before, deed);
  if (waits) {
    return {
      noun: "resource",
      before,
      after: touched({ ...moved, proposed: number }, before, at),
      version: { ...version, widestReach: "private" },
      event: { what: "proposed", at, by, role, version: number },
    };
  }
  const kept =
    small || curator ? before.endorsements.map((e) => ({ ...e, version: number })) : before.endorsements;
  return {
    noun: "resource",
    before,
    after: touched({ ...moved, description, published: number, endorsements: kept }, before, at),
    version: { ...version, widestReach: moved.reach },
    event: { what: "edited", at, by, role, version: number, reach: moved.reach },
  };
}

function reachChange(before: Resource, moved: Resource, deed: Deed): ResourceChange {
  const { at, caller, tree } = deed;
  const wider = isWider(moved.reach, before.reach);
  const byCuratorOnly = !isOwner(caller, before) && curates(caller, before.organization, tree);
  const narrowed = isWider(before.reach, moved.reach);
  const after =
    narrowed && byCuratorOnly && "person" in before.owner ? { ...moved, ceiling: moved.reach } : moved;
  const what: ResourceEvent["what"] = wider ? "widened" : narrowed ? "narrowed" : "edited";
  return {
    noun: "resource",
    before,
    after: touched(after, before, at),
    ...(wider
      ? { widened: { number: before.published, widestReach: widest(before.reach, moved.reach) } }
      : {}),
    event: { what, at, by: personOf(caller), role: roleOf(before, deed), reach: moved.reach },
  };
}

/** Takes a resource out of use, with a reason. What remains is a tombstone (HTTP 410). */
export function withdraw(
  before: Resource,
  reason: string,
  instead: string | undefined,
  deed: Deed,
): ResourceChange {
  mustBeOpen(before);
  if (!may(deed.caller, "withdraw", before, deed.tree)) throw refused(before, deed);
  const role = roleOf(before, deed);
  const by: Withdrawal["by"] = role === "owner" ? "owner" : "curator";
  const withdrawal: Withdrawal = { at: deed.at, by, reason, ...(instead ? { instead } : {}) };
  return {
    noun: "resource",
    before,
    after: touched({ ...before, status: "withdrawn", withdrawal }, before, deed.at),
    event: { what: "withdrawn", at: deed.at, by: personOf(deed.caller), role, note: reason },
  };
}

const touched = (after: Resource, before: Resource, at: string): Resource => ({
  ...after,
  revision: before.revision + 1,
  changedAt: at,
});

function personOf(caller: Caller): string {
  if (!caller.person) throw new Problem("signed-out", "This needs an API key.");
  return caller.person.id;
}

function roleOf(r: Resource, { caller, tree }: Deed): ResourceEvent["role"] {
  if (isOwner(caller, r)) return "owner";
  if (isStateStaff(caller, tree)) return "state";
  return curates(caller, r.organization, tree) ? "curator" : "owner";
}

function mustBeOpen(r: Resource): void {
  if (r.status === "withdrawn")
    throw new Problem("gone", "This resource was withdrawn and can no longer be changed.");
}

/** Someone who may see but not change it is told so; to others it does not exist. */
function refused(r: Resource, deed: Deed): Problem {
  if (may(deed.caller, "see", r, deed.tree))
    return new Problem(
      "forbidden",
      "Only its owner and the curators of its organization can change this resource.",
    );
  return new Problem("unknown", "There is no such resource.");
}

/** Where a person's own resources go unless said otherwise: the school rather than the district. */
function homeOf(caller: Caller, tree: OrganizationTree): string {
  const confirmed = caller.memberships.filter((m) => m.confirmed);
  const deepest = confirmed.toSorted(
    (a, b) => tree.path(b.organization).length - tree.path(a.organization).length,
  )[0];
  if (!deepest)
    throw new Problem(
      "forbidden",
      "Nobody has confirmed yet that you belong to a school, district or partner.",
    );
  return deepest.organization;
}

function placeFaults(organization: string, given: NewResource, { caller, tree }: Deed): Fault[] {
  const belongs = caller.memberships.some((m) => m.confirmed && m.organization === organization);
  if (!belongs && !curates(caller, organization, tree)) {
    const mine = caller.memberships.filter((m) => m.confirmed).map((m) => m.organization);
    const detail = `"${organization}" is not an organization you belong to`;
    return [{ in: "body", pointer: "/organization", detail, nearest: mine }];
  }
  return given.externalId === undefined ? [] : curatorFault(organization, { caller, tree });
}

function externalIdFaults(before: Resource, externalId: string | undefined, deed: Deed): Fault[] {
  return externalId === before.externalId ? [] : curatorFault(before.organization, deed);
}

function curatorFault(organization: string, { caller, tree }: Pick<Deed, "caller" | "tree">): Fault[] {
  if (curates(caller, organization, tree)) return [];
  const detail = "is set by curators of the organization only. Leave it out";
  return [{ in: "body", pointer: "/externalId", detail }];
}
