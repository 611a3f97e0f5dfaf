import { Problem } from "../../kernel/problem.ts";
import { mayIn } from "../../people/rules/may.ts";
import { readFor } from "../../resources/actions/reading.ts";
import { personOf, refusedAction } from "../../resources/rules/actor.ts";
import { edit } from "../../resources/rules/lifecycle.ts";
import { may } from "../../resources/rules/may.ts";
import { homeOf } from "../../resources/rules/place.ts";
import type { Alignment, Resource } from "../../resources/rules/resource.ts";
import { understand } from "../../resources/rules/understand-input.ts";
import { offersFor } from "../../reviews/actions/offer.ts";
import { type AlignmentClaim, claimDecided, sameAlignment } from "../rules/alignment-claim.ts";
import { type ContributionContext, newestOf } from "./contribute.ts";

/** A claim as others see it. */
export interface ShownClaim extends AlignmentClaim {
  /** "Luz Fontes" to their own colleagues, "An educator of Providence" to others. */
  said: string;
}

/** Says that somebody else's resource teaches, checks or needs a standard. The same claim twice is one. */
export async function claimAlignment(
  id: string,
  alignment: Alignment,
  by: ContributionContext,
): Promise<AlignmentClaim> {
  const { store, caller, at, newId } = by;
  const [resource, reference] = await readFor(id, caller, store);
  const person = personOf(caller);
  if (!may(caller, "add an alignment", resource, reference.organizations))
    throw new Problem("forbidden", "Only educators can add what a resource teaches.");
  const { description, faults } = understand({ ...resource.description, alignments: [alignment] }, reference);
  const [understood] = description.alignments;
  const own = faults.filter((f) => f.pointer.startsWith("/alignments/0"));
  if (!understood || own.length > 0)
    throw new Problem(
      "invalid",
      "This standard could not be understood.",
      own.map((f) => ({ ...f, pointer: f.pointer.replace("/alignments/0", "") })),
    );
  if (resource.description.alignments.some((a) => sameAlignment(a, understood)))
    throw new Problem("conflict", "The resource already says this about itself.");
  const before = (await store.claims.on([id])).find(
    (c) => c.person === person && c.state === "offered" && sameAlignment(c.alignment, understood),
  );
  if (before) return before;
  const organization = homeOf(caller, reference.organizations);
  const after: AlignmentClaim = {
    id: newId(),
    resource: id,
    person,
    organization,
    alignment: understood,
    state: "offered",
    at,
    revision: 1,
  };
  await store.commit([{ noun: "claim", after }], person);
  return after;
}

/** The owner's answer. Accepting it makes it part of the description, in the same commit. */
export async function decideClaim(
  id: string,
  accepts: boolean,
  by: ContributionContext,
): Promise<AlignmentClaim> {
  const { store, caller, at } = by;
  const { before, resource, tree } = await readClaim(id, by);
  const actor = { caller, at, tree };
  if (!may(caller, "edit", resource, tree)) throw refusedAction(resource, actor);
  const after = claimDecided(before, accepts ? "accepted" : "declined", personOf(caller), at);
  const changes = accepts ? await withAlignment(resource, before.alignment, by) : [];
  await store.commit([...changes, { noun: "claim", before, after }], caller.person?.id);
  return after;
}

async function withAlignment(resource: Resource, alignment: Alignment, by: ContributionContext) {
  const { store, caller, at } = by;
  const { organizations: tree } = await store.reference();
  const base = await newestOf(resource, store);
  if (base.alignments.some((a) => sameAlignment(a, alignment))) return [];
  const description = { ...base, alignments: [...base.alignments, alignment] };
  const proposal = resource.proposed === undefined ? {} : { proposal: base };
  const change = edit(resource, { description, ...proposal }, { caller, at, tree });
  return change ? [change, ...(await offersFor(change, by))] : [];
}

/** Taken back by who said it. */
export async function withdrawClaim(id: string, by: ContributionContext): Promise<void> {
  const { before } = await readClaim(id, by);
  if (before.person !== personOf(by.caller))
    throw new Problem("forbidden", "Only the person who said it can take it back.");
  const after = claimDecided(before, "withdrawn", before.person, by.at);
  await by.store.commit([{ noun: "claim", before, after }], before.person);
}

async function readClaim(id: string, { store, caller }: ContributionContext) {
  const before = await store.claims.get(id);
  if (!before) throw new Problem("unknown", "There is no such claim.");
  const [resource, { organizations: tree }] = await readFor(before.resource, caller, store);
  return { before, resource, tree };
}

/** What others say of resources that this caller may see, as long as it is neither part of one nor refused. */
export async function claimsShown(
  resources: Resource[],
  { store, caller }: Pick<ContributionContext, "store" | "caller">,
): Promise<ShownClaim[]> {
  const { organizations } = await store.reference();
  const claims = await store.claims.on(resources.map((r) => r.id));
  const offered = claims.filter((c) => c.state === "offered");
  const known = offered.filter(
    (c) =>
      c.person === caller.person?.id ||
      mayIn(caller, "read names of its people", c.organization, organizations),
  );
  const names = await store.people.names(known.map((c) => c.person));
  return offered.map((c) => {
    const name = known.includes(c) ? names.get(c.person) : undefined;
    const place = organizations.get(c.organization)?.name;
    return {
      ...c,
      said: name
        ? [name, place].filter(Boolean).join(", ")
        : `An educator of ${place ?? organizations.state.name}`,
    };
  });
}
