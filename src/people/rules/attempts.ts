const MINUTE_MS = 60_000;

/** Tries are counted within a quarter of an hour or within an hour, from the first one on. */
export const WINDOWS_MS = { quarter: 15 * MINUTE_MS, hour: 60 * MINUTE_MS } as const;

export const windowMinutes = (windowMs: number): number => windowMs / MINUTE_MS;

/** What began before this moment (ms since 1970) counts in no window any more at `at` (ISO 8601). */
export const triesCountSince = (at: string): number =>
  Date.parse(at) - Math.max(...Object.values(WINDOWS_MS));
