import type { CollectionChange } from "../../collections/rules/change.ts";
import { type Fault, Problem } from "../../kernel/problem.ts";
import type { Endorsement } from "../../reach/rules/endorsement.ts";
import { narrowest, type Reach, widest } from "../../reach/rules/reach.ts";
import { type Actor, personOf } from "../../resources/rules/actor.ts";
import type { ResourceChange } from "../../resources/rules/change.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { applyDecision, proposalEnded } from "./apply-decision.ts";
import { mustBeAsSeen, mustReview } from "./assign.ts";
import { type ReviewChange, reviewChange } from "./change.ts";
import { reviewOf } from "./offer.ts";
import type { Decision, DecisionReason, Review, ReviewOutcome } from "./review.ts";
import type { ReviewActor } from "./review-actor.ts";
import { answerFaults, type Rubric, type RubricAnswer } from "./rubric.ts";
import { type AnyVersion, isCorrection, itemsIn, type Subject } from "./subject.ts";

/** What a reviewer sends: the answer, and what it was given to. */
export interface Verdict {
  outcome: ReviewOutcome;
  rubric?: Rubric | undefined;
  answers: RubricAnswer[];
  reason?: DecisionReason | undefined;
  words: string;
  /** The version and revision the reviewer saw; else `stale`. */
  seen: { version: number; revision: number };
  batch?: Decision["batch"] | undefined;
}

export interface DecisionContext {
  /** The version asked about. */
  version: AnyVersion;
  /** The review of the organization asked before, when there was one. */
  previous?: Review | undefined;
  /** The version that one accepted. */
  before?: AnyVersion | undefined;
  /** Id of the next review, should another organization be asked. */
  nextId: string;
}

/** One answer for one version. Acceptance moves pointer, reach and endorsement in the same commit. */
export function decide(
  review: Review,
  subject: Subject,
  verdict: Verdict,
  about: DecisionContext,
  actor: ReviewActor,
): (ReviewChange | ResourceChange | CollectionChange)[] {
  mustReview(review, subject, actor);
  mustBeUndecided(review, verdict, about.version, actor);
  const faults = verdictFaults(verdict, itemsIn(about.version));
  if (faults.length > 0) throw new Problem("invalid", "The decision is not complete yet.", faults);
  const decision = decisionOf(review, verdict, actor);
  const event = { what: verdict.outcome, at: actor.at, by: decision.by, version: review.version } as const;
  const decided = reviewChange(
    review,
    { state: verdict.outcome, decisions: [...review.decisions, decision] },
    event,
  );
  if (verdict.outcome === "returned") return [decided];
  if (verdict.outcome === "declined") return [decided, ...proposalEnded(subject, review, actor)];
  return [decided, ...accepted(review, subject, decision, about, actor)];
}

function mustBeUndecided(
  review: Review,
  { seen }: Verdict,
  version: AnyVersion,
  { caller, tree }: Actor,
): void {
  const me = personOf(caller);
  const asked = tree.get(review.organization)?.name ?? review.organization;
  if (review.state !== "open") {
    const how = review.state === "returned" ? "sent back to its contributor" : review.state;
    throw new Problem("conflict", `This offer to ${asked} has been ${how} in the meantime.`, [], {
      state: review.state,
    });
  }
  if (review.assignee && ![review.assignee.person, review.deputy].includes(me))
    throw new Problem("conflict", "A colleague has taken this one. Take it over first, or leave it to them.");
  if (seen.version !== review.version)
    throw new Problem("stale", `It was changed in the meantime. Look at version ${review.version}.`, [], {
      version: review.version,
      revision: review.revision,
    });
  mustBeAsSeen(review, seen.revision);
  if (version.by === me)
    throw new Problem("forbidden", "You wrote this version. Somebody else decides about it.");
}

/** What a verdict lacks, about something with these standards. */
export function verdictFaults(
  { outcome, rubric, answers, reason, words, batch }: Omit<Verdict, "seen">,
  items: string[],
): Fault[] {
  const faults: Fault[] = [];
  const unlooked = batch !== undefined && !batch.sampled;
  if (rubric) faults.push(...answerFaults(rubric, items, answers, outcome === "accepted" && !unlooked));
  else if (answers.length > 0 || (outcome === "accepted" && !unlooked))
    faults.push({ in: "body", pointer: "/rubric", detail: "is missing. Say which questions you answered" });
  if (outcome === "accepted") return faults;
  if (!reason) faults.push({ in: "body", pointer: "/reason", detail: "is missing. Choose the main reason" });
  if (words.trim().length < 3)
    faults.push({
      in: "body",
      pointer: "/words",
      detail: "is missing. Say in a few words what to fix, or why not",
    });
  return faults;
}

const decisionOf = (review: Review, verdict: Verdict, { at, caller }: Actor): Decision => ({
  outcome: verdict.outcome,
  by: personOf(caller),
  at,
  organization: review.organization,
  version: review.version,
  ...(verdict.rubric ? { rubric: verdict.rubric.id } : {}),
  answers: verdict.answers,
  ...(verdict.reason ? { reason: verdict.reason } : {}),
  words: verdict.words.trim(),
  ...(verdict.batch ? { batch: verdict.batch } : {}),
});

/** The last yes publishes what was proposed; one before it opens the next review, which sees this one. */
function accepted(
  review: Review,
  subject: Subject,
  decision: Decision,
  about: DecisionContext,
  actor: ReviewActor,
): (ReviewChange | ResourceChange | CollectionChange)[] {
  const { as: r } = subject;
  const last = actor.tree.isWithin(review.goal.organization, review.organization);
  const publishes = r.proposed === review.version;
  const next = last
    ? []
    : [
        opened(
          { ...review, organization: review.goal.organization },
          about.nextId,
          review.id,
          subject,
          actor,
        ),
      ];
  if (publishes && !last) return next;
  const reach = reachAfter(review, r, last);
  const fresh = [...(publishes ? carriedOver(about) : []), endorsementBy(decision)];
  const kept = r.endorsements.filter((e) => !fresh.some((f) => f.organization === e.organization));
  const settled = { reach, endorsements: [...kept, ...fresh], version: about.version, publishes };
  return [applyDecision(subject, settled, actor), ...next];
}

const opened = (
  review: Review,
  id: string,
  previous: string,
  subject: Subject,
  actor: ReviewActor,
): ReviewChange => {
  const { organization, goal, version, by, message, batch } = review;
  const given = { id, organization, goal, version, by, message, previous, ...(batch ? { batch } : {}) };
  const after = reviewOf(subject, given, actor);
  return { noun: "review", after, event: { what: "offered", at: actor.at, by, version } };
};

/** A district's yes on the way to everyone lets it reach as far as the state's educators. */
function reachAfter(review: Review, r: Resource, last: boolean): Reach {
  if (last) return widest(r.reach, review.goal.reach);
  const limit = r.ceiling !== undefined && r.ceilingBy === review.goal.organization ? r.ceiling : "state";
  return widest(r.reach, narrowest(review.goal.reach, limit));
}

const endorsementBy = ({ organization, version, at, rubric }: Decision): Endorsement => ({
  organization,
  version,
  at,
  ...(rubric ? { rubric } : {}),
});

/** What the district said of a proposed version counts from the moment it is published; a small correction keeps it. */
function carriedOver({ previous, before, version }: DecisionContext): Endorsement[] {
  const yes = previous?.decisions.findLast((d) => d.outcome === "accepted");
  if (!yes) return [];
  const kept = before && isCorrection(before, version) ? version.number : yes.version;
  return [{ ...endorsementBy(yes), version: kept }];
}
