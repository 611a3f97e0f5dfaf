import type { ReviewState } from "./review.ts";

/** What is asked of a queue. Reviews of undone resources are in none. */
export interface QueueRequest {
  /** Codes of the organizations asked. */
  organizations: string[];
  states: ReviewState[];
  /** Only those of this person; `nobody` for what nobody has taken; `others` for what somebody else has. */
  assignee?: { person: string } | { others: string } | "nobody";
  /** Id of a content area the version names, or a resource in it. */
  subject?: string;
  topic?: string;
  /** Code of the organization it belongs to. */
  from?: string;
  /** Offered at once, with this import. */
  batch?: string;
  /** Offered before this moment. */
  offeredBefore?: string;
  /** Due before this moment. */
  dueBefore?: string;
  sort: "oldest" | "newest" | "due";
  /** The cursor of the page before. */
  after?: string;
  limit: number;
}
