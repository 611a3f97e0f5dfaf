import type { QueueRequest } from "../reviews/rules/queue-request.ts";
import type { Review, ReviewComment, ReviewEvent } from "../reviews/rules/review.ts";
import type { Rubric } from "../reviews/rules/rubric.ts";

/** What the store promises about reviews. Reading only: writing is `store.commit`. */
export interface Reviews {
  get(id: string): Promise<Review | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Review[]>;
  /** Every review of a resource or a collection, by its id, oldest first. */
  of(id: string): Promise<Review[]>;
  /** The open and returned ones of these resources and collections. */
  unfinished(ids: string[]): Promise<Review[]>;
  /** By keyset: stable while others write. */
  queue(ask: QueueRequest): Promise<{ reviews: Review[]; next?: string }>;
  /** How many a queue holds, of all its pages. */
  count(ask: Omit<QueueRequest, "sort" | "after" | "limit">): Promise<number>;
  /** How many open ones of an organization nobody has taken: every page of a curator asks. */
  untaken(organization: string): Promise<number>;
  /** Ids of those overdue of which nobody was told yet. */
  late(now: string, limit: number): Promise<string[]>;
  comments(review: string): Promise<ReviewComment[]>;
  comment(id: string): Promise<ReviewComment | undefined>;
  /** What happened to it, oldest first. */
  events(review: string): Promise<ReviewEvent[]>;
  rubrics(): Promise<Rubric[]>;
}
