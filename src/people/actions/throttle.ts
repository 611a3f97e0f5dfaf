import { createHmac } from "node:crypto";
import { Problem } from "../../kernel/problem.ts";
import type { Core } from "../../store/core.ts";
import { WINDOWS_MS, windowMinutes } from "../rules/attempts.ts";

/** How often something may be tried: by one address for one account, for one account, and by one address. */
const LIMITS = {
  here: [8, WINDOWS_MS.quarter],
  account: [60, WINDOWS_MS.hour],
  address: [300, WINDOWS_MS.quarter],
} as const;

type Throttled = Pick<Core, "store" | "clock" | "config">;

/**
 * Counts one try of `what` before its work is done, and refuses it beyond the limits, for known and unknown
 * accounts alike. The counts are in the store, under hashes: they survive a restart and name nobody.
 * Gives back the way to forgive the tries of this address for this account, after one that was right.
 */
export async function throttled(
  what: string,
  { account, address }: { account: string; address: string },
  { store, clock, config }: Throttled,
): Promise<() => Promise<void>> {
  const keyOf = (...words: string[]) =>
    createHmac("sha256", config.sessionSecret)
      .update([what, ...words].join("\n"))
      .digest("base64url");
  const keys = {
    here: keyOf("here", account, address),
    account: keyOf("account", account),
    address: keyOf("address", address),
  };
  const now = Date.parse(clock());
  for (const kind of ["address", "account", "here"] as const) {
    const [most, windowMs] = LIMITS[kind];
    if ((await store.accounts.countAttempt(keys[kind], windowMs, now)) > most)
      throw new Problem(
        "too-many",
        `Too many tries. Wait ${windowMinutes(windowMs)} minutes and try again, or ask for a new passphrase.`,
      );
  }
  return () => store.accounts.forgive(keys.here);
}
