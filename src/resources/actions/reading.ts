import { mayReadErasure } from "../../erasing/rules/may.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { Reference } from "../../standards/rules/reference.ts";
import type { Store } from "../../store/store.ts";
import { may } from "../rules/may.ts";
import { tombstoneOf } from "../rules/representation.ts";
import type { Description, Resource } from "../rules/resource.ts";

/**
 * The resource, if this caller may see it. Hidden and absent answer alike (`unknown`); a withdrawn one is
 * `gone`, with its tombstone, for those within the reach it had
 * (docs/decisions/0006-what-one-may-not-see-does-not-exist.md), and so is an erased one.
 */
export async function readFor(id: string, caller: Caller, store: Store): Promise<[Resource, Reference]> {
  const [resource, reference] = await Promise.all([store.resources.get(id), store.reference()]);
  if (resource && may(caller, "see", resource, reference.organizations)) return [resource, reference];
  if (
    resource?.status === "withdrawn" &&
    resource.withdrawal &&
    may(caller, "see its tombstone", resource, reference.organizations)
  ) {
    const tombstone = tombstoneOf(resource.withdrawal);
    throw new Problem("gone", `This resource was withdrawn: ${resource.withdrawal.reason}`, [], {
      tombstone,
    });
  }
  const erasure = await store.erasures.get(id);
  if (erasure && mayReadErasure(caller, erasure, reference.organizations)) {
    const tombstone = { erasedAt: erasure.at, reason: erasure.reason };
    throw new Problem("gone", `What was here was erased: ${erasure.reason}`, [], { tombstone });
  }
  throw new Problem("unknown", "There is no such resource.");
}

/** The description that waits for a review, where one does: what corrects the published one corrects it too. */
export async function proposalOf(r: Resource, store: Store): Promise<Description | undefined> {
  return r.proposed === undefined
    ? undefined
    : (await store.resources.version(r.id, r.proposed))?.description;
}
