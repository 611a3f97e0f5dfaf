import type { CollectionChange } from "../../collections/rules/change.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import { isWider, type Reach } from "../../reach/rules/reach.ts";
import { placeFault } from "../../reach/rules/reach-rules.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import { may } from "../../resources/rules/may.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { proposalEnded } from "./apply-decision.ts";
import { type ReviewChange, reviewChange } from "./change.ts";
import { mayInReview } from "./may.ts";
import { isUnfinished, type Review } from "./review.ts";
import type { ReviewActor } from "./review-actor.ts";
import { type CuratorsOf, goalOf, routeTo } from "./route.ts";
import { PROMISED_DAYS, schoolDaysAfter } from "./school-days.ts";
import { mayChange, namedBy, nounOfSubject, ownersOf, refusedSubject, type Subject } from "./subject.ts";

/** What a contributor asks for: a reach, or an organization's endorsement, or both. */
export interface OfferRequest {
  reach?: Reach | undefined;
  organization?: string | undefined;
  message?: string | undefined;
}

export interface OfferContext {
  /** Id of the review to be. */
  id: string;
  /** Every review of it there was. */
  earlier: Review[];
  curators: CuratorsOf;
  /** Offered at once with others. */
  batch?: string | undefined;
}

/**
 * Asks for approval: from the district first where it has a curator, then of the state
 * (docs/decisions/0001-reach-and-endorsement-are-two-things.md).
 */
export function offer(
  subject: Subject,
  wanted: OfferRequest,
  about: OfferContext,
  actor: ReviewActor,
): ReviewChange {
  const { as: r } = subject;
  // A curator who proposes a change of what everyone sees asks for it too.
  const proposes = r.proposed !== undefined && mayChange(subject, actor);
  if (!proposes && !may(actor.caller, "offer", r, actor.tree)) throw refusedSubject(subject, actor);
  const by = personOf(actor.caller);
  mustBeOfferable(subject, about.earlier, actor);
  const version = r.proposed ?? r.published;
  const reach = wanted.reach ?? r.reach;
  const faults = wantedFaults(subject, { ...wanted, reach }, actor);
  if (faults.length > 0) throw new Problem("invalid", "It cannot be offered like this.", faults);
  const goal = goalOf(r, { reach, organization: wanted.organization }, actor);
  const [organization = goal.organization] = routeTo(goal, r, version, {
    ...actor,
    ...about,
    contributors: [by, ...ownersOf(subject)],
  });
  mustBeOpenThere(r, version, organization, reach, about.earlier, actor);
  const after = reviewOf(
    subject,
    {
      id: about.id,
      organization,
      goal,
      version,
      by,
      message: wanted.message ?? "",
      ...(about.batch ? { batch: about.batch } : {}),
    },
    actor,
  );
  return { noun: "review", after, on: r, event: { what: "offered", at: actor.at, by, version } };
}

/** A new review, with its place in the queue and the day an answer is due. */
export const reviewOf = (
  subject: Subject,
  given: Pick<Review, "id" | "organization" | "goal" | "version" | "by" | "message"> &
    Partial<Pick<Review, "previous" | "batch">>,
  { at, timeZone }: ReviewActor,
): Review => ({
  ...given,
  ...namedBy(subject),
  state: "open",
  offeredAt: at,
  dueAt: schoolDaysAfter(at, PROMISED_DAYS, timeZone),
  decisions: [],
  revision: 1,
  changedAt: at,
});

function mustBeOfferable(subject: Subject, earlier: Review[], { tree }: Actor): void {
  const { as: r } = subject;
  if (r.status === "withdrawn") throw new Problem("gone", "This resource was withdrawn.");
  if (r.status !== "active")
    throw new Problem(
      "conflict",
      `A curator has hidden this ${nounOfSubject(subject)}. It cannot be offered until it is shown.`,
    );
  const unfinished = earlier.find(isUnfinished);
  if (!unfinished) return;
  const where = tree.get(unfinished.organization)?.name ?? unfinished.organization;
  throw new Problem(
    "conflict",
    unfinished.state === "open"
      ? `It is with ${where} already. Take that offer back first.`
      : `${where} has sent it back. Answer that offer, or take it back first.`,
    [],
    { review: unfinished.id },
  );
}

function wantedFaults(
  { as: r, collection }: Subject,
  { reach, organization }: OfferRequest & { reach: Reach },
  { tree }: Actor,
): Fault[] {
  const narrower = isWider(r.reach, reach);
  if (narrower)
    return [
      { in: "body", pointer: "/reach", detail: `is narrower than it has. It reaches "${r.reach}" now` },
    ];
  const allowed = [tree.above(r.organization, "district"), tree.state].flatMap((o) => (o ? [o.code] : []));
  const faults = [placeFault({ ...r, reach }, r.reach, tree)].flat();
  if (reach === "private" && (organization === undefined || collection))
    faults.push({ in: "body", pointer: "/reach", detail: "is missing. Say how far it should reach" });
  if (organization !== undefined && !allowed.includes(organization))
    faults.push({
      in: "body",
      pointer: "/organization",
      detail: "is not asked about this resource",
      nearest: allowed,
    });
  return faults;
}

/** What was declined is final for that version; what stands already needs no asking. */
function mustBeOpenThere(
  r: Resource,
  version: number,
  organization: string,
  reach: Reach,
  earlier: Review[],
  { tree }: Actor,
): void {
  const name = tree.get(organization)?.name ?? organization;
  const declined = earlier.some(
    (e) => e.state === "declined" && e.version === version && e.organization === organization,
  );
  if (declined)
    throw new Problem(
      "conflict",
      `${name} has declined this version. Change it, and you can offer it again.`,
    );
  const stands = r.endorsements.some((e) => e.organization === organization && e.version === version);
  if (stands && reach === r.reach) throw new Problem("conflict", `${name} endorses this version already.`);
}

/** Only its contributor answers and takes back; to others it does not exist, or is not theirs to do. */
function mustBeContributor(review: Review, subject: Subject, { caller, tree }: Actor): void {
  const about = { review, subject };
  if (!mayInReview(caller, "read", about, tree)) throw new Problem("unknown", "There is no such review.");
  if (!mayInReview(caller, "answer or take back", about, tree))
    throw new Problem("forbidden", "Only the person who offered it can do this.");
}

/** Back to the reviewers after it was returned, in its old place of the queue and with a new due day. */
export function resubmit(review: Review, subject: Subject, words: string, actor: ReviewActor): ReviewChange {
  mustBeContributor(review, subject, actor);
  if (review.state !== "returned")
    throw new Problem("conflict", "It is not with you: only what was sent back can be offered again.");
  const { at, caller, timeZone } = actor;
  const note = words.trim();
  const change = {
    state: "open",
    message: note || review.message,
    dueAt: schoolDaysAfter(at, PROMISED_DAYS, timeZone),
  } as const;
  const again = reviewChange(review, change, {
    what: "resubmitted",
    at,
    by: personOf(caller),
    version: review.version,
    ...(note ? { note } : {}),
  });
  const { lateAt: _past, ...after } = again.after;
  return { ...again, after };
}

/** The contributor takes the offer back; a proposed version ends with it. */
export function withdrawOffer(
  review: Review,
  subject: Subject,
  actor: Actor,
): (ReviewChange | ResourceChange | CollectionChange)[] {
  mustBeContributor(review, subject, actor);
  if (!isUnfinished(review))
    throw new Problem("conflict", "It has already been decided and cannot be taken back.");
  const by = personOf(actor.caller);
  const event = { what: "withdrawn", at: actor.at, by } as const;
  return [reviewChange(review, { state: "withdrawn" }, event), ...proposalEnded(subject, review, actor)];
}
