import { lastHarvest, nameOfCatalog, type Origin, sourceOfCatalog } from "../rules/harvest.ts";
import { type Import, NO_COUNTS, sourceOf } from "../rules/import.ts";

export interface UploadedFile {
  id: string;
  organization: string;
  name: string;
  size: number;
  sha256: string;
  source?: string | undefined;
  origin?: Origin | undefined;
  reach?: Import["reach"] | undefined;
}

/** A file that lies ready, as an import whose beginning is to be read. */
export function newImport(file: UploadedFile, by: string, at: string): Import {
  const { source, origin, reach, ...given } = file;
  return {
    ...given,
    ...(origin ? { origin } : {}),
    by,
    source: source || sourceOf(file.name),
    state: "reading",
    revision: 1,
    createdAt: at,
    changedAt: at,
    notes: [],
    sheets: [],
    mapping: {},
    answers: [],
    reach: reach ?? "home",
    progress: { done: 0, total: 0, startedAt: at },
    counts: NO_COUNTS,
    results: {},
    faultyCells: 0,
    keptRows: 0,
  };
}

export interface HarvestRequest extends Pick<Origin, "address" | "prefix"> {
  set?: string | undefined;
  since?: string | undefined;
  /** Everything again, not only what changed since the last harvest. */
  all?: boolean | undefined;
  source?: string | undefined;
  reach?: Import["reach"] | undefined;
}

/** A catalog to be harvested, as an import that begins with it. `earlier` are the organization's imports, newest first. */
export function newHarvest(
  request: HarvestRequest,
  earlier: Import[],
  { id, organization, by, at }: { id: string; organization: string; by: string; at: string },
): Import {
  const { all, reach, ...given } = request;
  const source = given.source || sourceOfCatalog(given);
  const since = all ? undefined : (given.since ?? lastHarvest(earlier, source, given.prefix));
  const origin: Origin = {
    address: given.address,
    prefix: given.prefix,
    ...(given.set ? { set: given.set } : {}),
    ...(since ? { since } : {}),
  };
  const file = { id, organization, name: nameOfCatalog(given), size: 0, sha256: "", source, origin, reach };
  return newImport(file, by, at);
}
