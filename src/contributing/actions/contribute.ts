import { withFiles } from "../../files/actions/with-files.ts";
import { looksTheSame } from "../../imports/rules/duplicates.ts";
import type { Config } from "../../kernel/config.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { Caller } from "../../people/rules/person.ts";
import { visibilityTokensOf } from "../../reach/rules/visibility.ts";
import { actorOf, personOf } from "../../resources/rules/actor.ts";
import { create, edit } from "../../resources/rules/lifecycle.ts";
import { homeOf } from "../../resources/rules/place.ts";
import type { Description, Resource } from "../../resources/rules/resource.ts";
import { offerChanges, offersFor } from "../../reviews/actions/offer.ts";
import { subjectOfResource } from "../../reviews/rules/subject.ts";
import type { Change } from "../../store/change.ts";
import type { Store } from "../../store/store.ts";
import type { FormValues } from "../rules/draft.ts";
import { reachNow } from "../rules/form-choices.ts";
import { readFormValues } from "../rules/form-values.ts";
import { allValues, firstValue } from "../rules/typed-values.ts";

/** Who shares, with what remembers and gives ids. */
export interface ContributionContext {
  store: Store;
  caller: Caller;
  at: string;
  newId: () => string;
  config: Pick<Config, "site">;
}

/** What became of a form that was sent. */
export type ContributionResult =
  | { shared: Resource; offered: boolean }
  | { faults: Fault[] }
  /** Something that looks the same is there; ask before sharing. */
  | { similar: Resource[] };

/** Names of the files a form names, as they were uploaded. */
export async function fileNames(
  typed: FormValues,
  person: string,
  { files }: Store,
): Promise<Map<string, string>> {
  const found = await Promise.all(allValues(typed, "file").map((hash) => files.uploadBy(hash, person)));
  return new Map(found.flatMap((u) => (u ? [[u.hash, u.name]] : [])));
}

/** What this person may see that has the same address, or nearly the same title and the same publisher. */
export async function findDuplicates(
  given: Pick<Description, "url" | "title" | "publisher">,
  { store, caller }: Pick<ContributionContext, "store" | "caller">,
  except?: string,
): Promise<Resource[]> {
  const { organizations } = await store.reference();
  const found = await store.resources.similar(visibilityTokensOf(caller, organizations), given, 50);
  return found.filter((r) => r.id !== except && looksTheSame(r.description, given)).slice(0, 3);
}

/**
 * Makes a resource of what was typed. It takes the id of its draft, so that sending the form twice shares once.
 * What its reach needs approval for goes as far as it may at once, and is offered for the rest in the same commit.
 */
export async function contributeNew(
  id: string,
  typed: FormValues,
  by: ContributionContext,
): Promise<ContributionResult> {
  const { store, caller, at } = by;
  const person = personOf(caller);
  const before = await mine(id, by);
  if (before) return before;
  const reference = await store.reference();
  const read = readFormValues(typed, await fileNames(typed, person, store), reference);
  if (read.faults.length > 0) return { faults: read.faults };
  const description = await withFiles(read.description, person, store);
  const actor = actorOf({ caller, at }, reference);
  const organization = firstValue(typed, "organization") || homeOf(caller, reference.organizations);
  const kept = create({ id, description, organization, reach: "private" }, actor).after;
  if (!firstValue(typed, "different")) {
    const similar = await findDuplicates(description, by);
    if (similar.length > 0) return { similar };
  }
  const { now, offer } = reachNow(kept, "private", read.reach, actor);
  const change = create({ id, description, organization, reach: now }, actor);
  const offers: Change[] = offer
    ? await offerChanges(subjectOfResource(change.after), { reach: offer }, by)
    : [];
  try {
    await store.commit([change, ...offers, { noun: "draft-ended", id, person }], person);
  } catch (error) {
    // The same form may have been sent twice at once.
    const first = await mine(id, by);
    if (first) return first;
    throw error;
  }
  return { shared: change.after, offered: offers.length > 0 };
}

async function mine(
  id: string,
  { store, caller }: ContributionContext,
): Promise<ContributionResult | undefined> {
  const found = await store.resources.get(id);
  if (!found) return undefined;
  const shared = found.status === "active" || found.status === "hidden";
  const history = await store.resources.history(id);
  if (!shared || history[0]?.by !== caller.person?.id)
    throw new Problem("unknown", "There is no such draft.");
  return { shared: found, offered: false };
}

/** Changes a resource to what was typed; `seen` is the revision the form was filled from. */
export async function contributeEdit(
  before: Resource,
  seen: number,
  typed: FormValues,
  by: ContributionContext,
): Promise<ContributionResult> {
  const { store, caller, at } = by;
  const person = personOf(caller);
  const reference = await store.reference();
  const base = await newestOf(before, store);
  const read = readFormValues(typed, await fileNames(typed, person, store), reference, base);
  if (read.faults.length > 0) return { faults: read.faults };
  const description = await withFiles(read.description, person, store, before);
  const actor = actorOf({ caller, at }, reference);
  const { now, offer } = reachNow({ ...before, description }, before.reach, read.reach, actor);
  const proposal = before.proposed === undefined ? undefined : base;
  const change = edit(before, { description, reach: now, ...(proposal ? { proposal } : {}) }, actor);
  if (change && seen !== before.revision)
    throw new Problem(
      "stale",
      "Someone else changed this in the meantime. Look at what it says now, then send yours again.",
    );
  const after = change?.after ?? before;
  const offers = offer
    ? await offerChanges(subjectOfResource(after), { reach: offer }, by)
    : change
      ? await offersFor(change, by)
      : [];
  if (change || offers.length > 0) await store.commit([...(change ? [change] : []), ...offers], person);
  return { shared: after, offered: offers.length > 0 };
}

/** What its owner would go on from: the version that waits for a review, else the published one. */
export async function newestOf(r: Resource, store: Store): Promise<Description> {
  const proposed = r.proposed === undefined ? undefined : await store.resources.version(r.id, r.proposed);
  return proposed?.description ?? r.description;
}
