import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../../kernel/problem.ts";
import type { JobParts } from "../actions/import-run.ts";
import type { Import, ImportRow } from "../rules/import.ts";
import { type LinkCheck, MOST_LINKS } from "../rules/link-checks.ts";
import type { LinkOpener } from "./link-opening.ts";

/** Links tried at once, each of another site. */
const AT_ONCE = 4;
/** Between two requests to one site (ms). */
const GAP = 1000;

export interface LinkCheckParts extends Pick<JobParts, "store" | "clock"> {
  openLink: LinkOpener;
}

/**
 * Tries the next links of an import: one at a time for each site, a second apart, a few sites at once. Gives
 * false when none is left. What was found before is not asked again.
 */
export async function checkNextLink(i: Import, parts: LinkCheckParts, patience: SitePace): Promise<boolean> {
  const { store, clock } = parts;
  const { links } = i;
  if (links?.state !== "trying") return false;
  const rows = (await store.imports.linked(i.id, links.after, AT_ONCE * 4)).slice(
    0,
    links.most - links.tried,
  );
  const last = rows.at(-1);
  if (!last) {
    await save(i.id, parts, (l) => ({ ...l, state: "done" }), []);
    return false;
  }
  const bySite = new Map<string, ImportRow[]>();
  for (const row of rows) {
    const site = siteOf(row);
    bySite.set(site, [...(bySite.get(site) ?? []), row]);
  }
  const found: LinkCheck[] = [];
  const sites = [...bySite];
  const tryOn = async () => {
    for (let next = sites.shift(); next; next = sites.shift())
      for (const row of next[1]) found.push(await checkOneLink(row, next[0], parts, patience, clock()));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, tryOn));
  await save(
    i.id,
    parts,
    (l) => {
      const results = { ...l.results };
      for (const { result } of found) results[result] = (results[result] ?? 0) + 1;
      return { ...l, after: last.seq, tried: l.tried + found.length, results };
    },
    found,
  );
  return true;
}

/** When each site was asked last, and what its links came to. */
export interface SitePace {
  lastRequests: Map<string, number>;
  known: Map<string, Pick<LinkCheck, "result" | "detail">>;
  /** Ends the waiting. */
  ending: AbortSignal;
}

export const sitePace = (): Omit<SitePace, "ending"> => ({ lastRequests: new Map(), known: new Map() });

const siteOf = ({ said }: ImportRow) =>
  said?.url && URL.canParse(said.url) ? new URL(said.url).hostname : "";

async function checkOneLink(
  { seq, said }: ImportRow,
  site: string,
  { openLink }: LinkCheckParts,
  { lastRequests: asked, known, ending }: SitePace,
  at: string,
): Promise<LinkCheck> {
  const url = said?.url ?? "";
  const before = known.get(url);
  if (before) return { seq, url, at, ...before };
  const wait = (asked.get(site) ?? 0) + GAP - Date.now();
  if (wait > 0) await sleep(wait, undefined, { signal: ending });
  const found = await openLink(url);
  asked.set(site, Date.now());
  if (known.size < MOST_LINKS) known.set(url, found);
  return { seq, url, at, ...found };
}

/** Writes what was found, however often the import moves on meanwhile; one that is checked again forgets it. */
async function save(
  id: string,
  { store, clock }: LinkCheckParts,
  next: (links: NonNullable<Import["links"]>) => NonNullable<Import["links"]>,
  links: LinkCheck[],
): Promise<void> {
  for (;;) {
    const before = await store.imports.get(id);
    if (!before?.links) return;
    const after = { ...before, links: next(before.links), revision: before.revision + 1, changedAt: clock() };
    try {
      return await store.commit([
        { noun: "import", before, after },
        { noun: "import-rows", import: id, links },
      ]);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== "stale") throw error;
    }
  }
}
