import { asResource, type Collection } from "../../collections/rules/collection.ts";
import { edit as editCollection } from "../../collections/rules/lifecycle.ts";
import { propose, publish, takeBack } from "../../collections/rules/publish.ts";
import { isWider, narrowest, type Reach } from "../../reach/rules/reach.ts";
import { needFor, widestAtOnce } from "../../reach/rules/reach-rules.ts";
import type { Actor } from "../../resources/rules/actor.ts";
import { actorOf } from "../../resources/rules/actor.ts";
import { edit } from "../../resources/rules/lifecycle.ts";
import type { Change } from "../../store/change.ts";
import { type Subject, subjectOfCollection } from "../rules/subject.ts";
import { asChanged } from "./changed-subject.ts";
import { offerChanges } from "./offer.ts";
import type { ReviewContext } from "./review-context.ts";

/** The reach somebody chose, as far as it goes at once; what needs approval is offered in the same commit. */
export async function reachChanges(
  subject: Subject,
  wanted: { reach: Reach; message?: string | undefined },
  by: ReviewContext,
): Promise<Change[]> {
  const actor = actorOf(by, await by.store.reference());
  const { as: r } = subject;
  const wider = isWider(wanted.reach, r.reach);
  const atOnce = wider ? narrowest(wanted.reach, widestAtOnce(r, r.reach, actor)) : wanted.reach;
  const moved = movedTo(subject, atOnce, actor);
  const now = moved ? asChanged(moved) : subject;
  const offered = isWider(wanted.reach, atOnce) ? await offerChanges(now, wanted, by) : [];
  return [...(moved ? [moved] : []), ...offered];
}

/** A collection that only those who keep it see is a draft again. */
function movedTo({ as, collection }: Subject, reach: Reach, actor: Actor) {
  if (!collection) return edit(as, { reach }, actor);
  return reach === "private"
    ? takeBack(collection, actor)
    : editCollection(collection, { reach }, () => true, actor);
}

/**
 * Publishes the draft of a collection as far as it goes at once; what needs approval is offered in the same commit.
 * A version that waits goes into the offer there is, or into a new one.
 */
export async function publicationChanges(
  c: Collection,
  wanted: { reach: Reach | undefined; message?: string | undefined },
  by: ReviewContext,
): Promise<Change[]> {
  const reference = await by.store.reference();
  const actor = actorOf(by, reference);
  const { reach = c.reach, message } = wanted;
  const before = asResource(c);
  const asks = needFor(before, before.reach, reach, actor) !== undefined;
  const now = asks ? widestAtOnce(before, before.reach, actor) : wanted.reach;
  const made = asks && now === "private" ? propose(c, actor) : publish(c, now, actor);
  const after = made?.after ?? c;
  const waits = after.proposed !== undefined && after.proposed !== c.proposed;
  if (!asks && !waits) return made ? [made] : [];
  const unfinished = await by.store.reviews.unfinished([c.id]);
  const offered =
    unfinished.length > 0 ? [] : await offerChanges(subjectOfCollection(after), { reach, message }, by);
  return [...(made ? [made] : []), ...offered];
}
