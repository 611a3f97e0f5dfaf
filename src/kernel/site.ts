/** Whose registry this is: the one setting that another state changes. */
export interface SiteSettings {
  /** "Rhode Island" */
  state: string;
  /** IANA name: by its calendar days are counted and dates are told. */
  timeZone: string;
  /** The whole name: "Rhode Island Open Resource Registry". */
  name: string;
  /** Without the state, where it stands beside it: "Open Resource Registry". */
  plainName: string;
  /** For small screens, such as an authenticator app: "RI Open Resource Registry". */
  shortName: string;
  /** What it calls itself to the sites it reads, a product token of RFC 9110: "RIOpenResourceRegistry". */
  product: string;
}

/** What is used where nothing else is set. */
const USUAL = { state: "Rhode Island", short: "RI", timeZone: "America/New_York" };

export interface GivenSite {
  state?: string | undefined;
  short?: string | undefined;
  timeZone?: string | undefined;
  name?: string | undefined;
}

/** Another state has to say its short form and its time zone too: the settings that are still missing. */
export const missingOfSite = ({
  state = USUAL.state,
  short,
  timeZone,
}: GivenSite): ("short" | "timeZone")[] =>
  state === USUAL.state
    ? []
    : [...(short ? [] : ["short" as const]), ...(timeZone ? [] : ["timeZone" as const])];

export function siteOf(given: GivenSite): SiteSettings {
  const { state = USUAL.state, short = USUAL.short, timeZone = USUAL.timeZone } = given;
  const name = given.name ?? `${state} Open Resource Registry`;
  const shortName = name.replace(state, short);
  return {
    state,
    timeZone,
    name,
    plainName: name.replace(state, "").trim() || name,
    shortName,
    product: shortName.replace(/[^A-Za-z]+/g, ""),
  };
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
