import type { Ask } from "../asks/rules/ask.ts";

/** What the store promises about what people ask for. Reading only, but for `forget`: writing is `store.commit`. */
export interface Asks {
  get(id: string): Promise<Ask | undefined>;
  /** The given ids that exist, in the order given. */
  many(ids: string[]): Promise<Ask[]>;
  /** What a person asked for since this moment (ISO 8601), newest first. */
  of(person: string, since: string): Promise<Ask[]>;
  /** Asked since this moment in these organizations, or in all; newest first, so many at most. */
  since(since: string, organizations: string[] | undefined, most: number): Promise<Ask[]>;
  /** Those since this moment whose person wants to hear of what is shared, oldest first. */
  waiting(since: string): Promise<Ask[]>;
  /** Up to which position of `resources.happened` those who wait were told; 0 at first. */
  told(): Promise<number>;
  /** Of these fits, by ids of an ask and a resource, those that were told. */
  toldAmong(fits: { ask: string; resource: string }[]): Promise<{ ask: string; resource: string }[]>;
  /** Forgets what was asked before this moment, the oldest first and `most` at once; resolves with how many. */
  forget(before: string, most: number): Promise<number>;
}
