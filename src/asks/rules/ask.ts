/** A need that a search did not meet, said on purpose. Curators read all of it but `by`. */
export interface Ask {
  id: string;
  /** One sentence, at most `MOST_WORDS` letters. */
  words: string;
  /** Ids of terms and of a standard, where they were chosen. */
  grade?: string;
  level?: string;
  language?: string;
  standard?: string;
  /** Code of the district of who asks; of the state where there is none. Its curators and those above read it. */
  organization: string;
  /** Person id, where they were signed in. Shown to nobody but themselves. */
  by?: string;
  /** True when they want to hear of what is shared. */
  tell: boolean;
  at: string;
  /** Raised by every commit; guards writes. */
  revision: number;
}

/** What a person says of it; the rest is known. */
export type AskInput = Pick<Ask, "words" | "grade" | "level" | "language" | "standard">;

export const MOST_WORDS = 300;
/** What one person may have asked for at a time. */
export const MOST_ASKS = 50;
/** How long it is kept: a school year's half. */
export const KEPT_DAYS = 180;

const DAY_MS = 86_400_000;

/** Asks made before this moment are forgotten at `at` (both ISO 8601). */
export const asksKeptSince = (at: string): string =>
  new Date(Date.parse(at) - KEPT_DAYS * DAY_MS).toISOString();

/** What was chosen beside the words, in the order in which it is said. */
export const CHOSEN = ["grade", "level", "language", "standard"] as const;
export type Chosen = (typeof CHOSEN)[number];

/** The choices of an ask, without those left open. */
export const choicesOf = (ask: Pick<Ask, Chosen>): Partial<Record<Chosen, string>> =>
  Object.fromEntries(CHOSEN.flatMap((what) => (ask[what] === undefined ? [] : [[what, ask[what]]])));
