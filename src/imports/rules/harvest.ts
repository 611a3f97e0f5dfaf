import type { Import } from "./import.ts";

/** Where an import is harvested from, instead of a file. */
export interface Origin {
  /** The base address of an OAI-PMH repository. */
  address: string;
  prefix: (typeof PREFIXES)[number];
  set?: string;
  /** Only what changed since, as the catalog dates it. */
  since?: string;
  /** What came of it, once it is over. */
  harvested?: {
    records: number;
    /** When the catalog answered, by its own clock: the `since` of the next harvest. */
    at?: string;
    /** Why it broke off before its end. */
    broke?: string;
  };
}

export const PREFIXES = ["oai_dc", "nsdl_dc"] as const;

interface Named {
  address: string;
  set?: string | undefined;
}

/** All sets of one catalog, or one set of it, are editions of one list. */
export const sourceOfCatalog = ({ address, set }: Named): string =>
  `${address.replace(/^https?:\/\//i, "").replace(/[?#].*$/, "")}${set ? ` ${set}` : ""}`.slice(0, 200);

/** What it is called beside the names of files. */
export const nameOfCatalog = ({ address, set }: Named): string =>
  `${URL.canParse(address) ? new URL(address).host : address}${set ? `, ${set}` : ""}`.slice(0, 300);

/** Everything a catalog has, so that what is missing from it is gone. */
export const isWhole = ({ origin }: Import): boolean =>
  !origin || (origin.since === undefined && origin.harvested?.broke === undefined);

/** When the newest harvest of this source that was brought in was made; a later one asks for what changed since. */
export function lastHarvest(earlier: Import[], source: string, prefix: string): string | undefined {
  const used = earlier.find(
    (i) =>
      i.source === source &&
      i.origin?.prefix === prefix &&
      i.origin.harvested?.at !== undefined &&
      i.origin.harvested.broke === undefined &&
      (i.state === "done" || (i.state === "checked" && saysNothing(i))),
  );
  return used?.origin?.harvested?.at;
}

const saysNothing = ({ counts: c }: Import) => c.new + c.changed + c.duplicate + c.gone + c.faulty === 0;
