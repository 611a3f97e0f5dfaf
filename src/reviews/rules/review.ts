import type { Reach } from "../../reach/rules/reach.ts";
import type { RubricAnswer } from "./rubric.ts";

/**
 * Open waits for the organization asked; returned waits for the contributor, with what to fix. The others
 * are final: a declined version cannot be offered there again, a later one can.
 */
export const REVIEW_STATES = ["open", "returned", "accepted", "declined", "withdrawn", "superseded"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const REVIEW_OUTCOMES = ["accepted", "returned", "declined"] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Why something is sent back or declined. Words come with it, always. */
export const REASONS = {
  incorrect: "Something in it is not correct or not current",
  alignment: "It does not teach or check what it is aligned to",
  license: "The license is missing, wrong or does not cover everything in it",
  unusable: "A link or file does not work",
  inaccessible: "Some students cannot use it as it is",
  bias: "It is not fair, or carries bias or stereotypes",
  incomplete: "Something is missing",
  duplicate: "It is in the registry already",
  privacy: "It shows personal data",
  unsuitable: "It is not suitable for schools",
  other: "Something else",
} as const;
export type DecisionReason = keyof typeof REASONS;
export const REASON_IDS = Object.keys(REASONS) as [DecisionReason, ...DecisionReason[]];

/** An answer given by a reviewer. Kept with the review for good, and shown to who decides next. */
export interface Decision {
  outcome: ReviewOutcome;
  /** Person id. */
  by: string;
  at: string;
  organization: string;
  version: number;
  rubric?: string;
  answers: RubricAnswer[];
  reason?: DecisionReason;
  words: string;
  /** Decided with others at once; `sampled` when this one was looked at in full. */
  batch?: { size: number; sampled: boolean };
}

/** A request to one organization to endorse a version of a resource or a collection, or to let it reach further. */
export interface Review {
  id: string;
  /** Id of what is offered: of a resource, or else of a collection. */
  resource?: string;
  collection?: string;
  /** Code of the organization asked. */
  organization: string;
  /** Whose yes comes last, and how far the resource reaches then. */
  goal: { organization: string; reach: Reach };
  /** The version asked about. A later edit takes its place, and the review keeps its place in the queue. */
  version: number;
  state: ReviewState;
  /** Person id of the contributor. */
  by: string;
  /** What the contributor says with it. */
  message: string;
  /** Its place in the queue. */
  offeredAt: string;
  dueAt: string;
  /** When those who are to answer, and those above them, were told that it is overdue. */
  lateAt?: string;
  /** Person id of the curator who has taken it, and since when. */
  assignee?: { person: string; at: string };
  /** Person id of who may decide in the place of the assignee. */
  deputy?: string;
  /** The review of the organization asked before this one. */
  previous?: string;
  /** Offered at once with others: the id of the import they came with. */
  batch?: string;
  /** The organization that let it become overdue. */
  escalatedFrom?: string;
  /** Oldest first. */
  decisions: Decision[];
  /** Raised by every commit; guards writes. */
  revision: number;
  changedAt: string;
}

export interface ReviewComment {
  id: string;
  review: string;
  by: string;
  at: string;
  words: string;
  /** For reviewers only: the contributor never sees it. */
  internal: boolean;
  /** The comment this one answers. */
  answers?: string;
}

export interface ReviewEvent {
  what:
    | "offered"
    | "claimed"
    | "assigned"
    | "given back"
    | "handed on"
    | "deputy named"
    | "taken up"
    | "moved on"
    | "resubmitted"
    | ReviewOutcome
    | "withdrawn"
    | "superseded";
  at: string;
  by: string;
  /** Whom it concerns, where that is somebody else. */
  person?: string;
  version?: number;
  note?: string;
}

export const isUnfinished = (review: Review) => review.state === "open" || review.state === "returned";
export const isOverdue = (review: Review, now: string) => review.state === "open" && review.dueAt < now;
export const lastDecision = (review: Review) => review.decisions.at(-1);
