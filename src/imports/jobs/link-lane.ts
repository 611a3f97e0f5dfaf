import { setTimeout as sleep } from "node:timers/promises";
import type { Lease } from "../../kernel/lease.ts";
import { counted } from "../../kernel/words.ts";
import type { Lanes } from "./import-jobs.ts";
import { checkNextLink, sitePace } from "./link-check.ts";

/** A link that is being opened at the end is waited for this long (ms): it is tried again next time. */
const LAST_LINK = 1000;

type LinkLaneParts = Parameters<typeof checkNextLink>[1] & { lease: Lease };

/** A lane of its own: the web is slow, and no import waits for it. */
export function linkLane(parts: LinkLaneParts): Lanes["tryLinks"] {
  const pace = sitePace();

  async function checkLinks(ending: AbortSignal): Promise<string | undefined> {
    const worked = new Set<string>();
    for (let goesOn = true; goesOn && !ending.aborted; ) {
      goesOn = false;
      for (const i of (await parts.lease.hold()) ? await parts.store.imports.withLinkCheck() : []) {
        if (ending.aborted || !(await checkNextLink(i, parts, { ...pace, ending }))) continue;
        goesOn = true;
        worked.add(i.id);
      }
    }
    return worked.size > 0 ? `Tried links of ${counted(worked.size, "import")}.` : undefined;
  }

  /** What waited for its turn at a site is broken off. */
  const brokenOff = (ending: AbortSignal) => (error: Error) => {
    if (!ending.aborted) throw error;
    return undefined;
  };
  return (ending) => Promise.race([checkLinks(ending).catch(brokenOff(ending)), soonAfter(ending)]);
}

/** Resolves a moment after the end was called for. */
const soonAfter = (ending: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    ending.addEventListener("abort", () => resolve(sleep(LAST_LINK, undefined, { ref: false })), {
      once: true,
    });
  });
