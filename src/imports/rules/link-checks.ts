/** What came of trying a link, as a reader would find it. */
export const LINK_RESULTS = ["works", "moved", "locked", "failing", "unreachable", "not-asked"] as const;
export type LinkResult = (typeof LINK_RESULTS)[number];

/** How a link of a row was found. */
export interface LinkCheck {
  seq: number;
  url: string;
  result: LinkResult;
  /** In words: the answer, or where it leads now. */
  detail: string;
  at: string;
}

/** How far the links of an import have been tried. Beside its jobs: it changes nothing of them. */
export interface LinkCheckProgress {
  state: "trying" | "done" | "stopped";
  /** `seq` of the last row whose link was tried. */
  after: number;
  tried: number;
  /** How many are checked at most. */
  most: number;
  results: Partial<Record<LinkResult, number>>;
}

/** Links of one import that are tried: a courtesy to the sites, and enough to see what is wrong. */
export const MOST_LINKS = 2000;

export const newLinkCheck = (): LinkCheckProgress => ({
  state: "trying",
  after: 0,
  tried: 0,
  most: MOST_LINKS,
  results: {},
});

/** What an answer says of a link. `moved` is a lasting home elsewhere, not a slash or a session more. */
export function linkResult(
  status: number,
  moved: string | undefined,
): { result: LinkResult; detail: string } {
  if (status === 401 || status === 403)
    return { result: "locked", detail: `asks for a password (${status})` };
  if (status === 429 || status === 503) return { result: "not-asked", detail: `is busy (${status})` };
  if (status >= 400) return { result: "failing", detail: `answers with the error ${status}` };
  return moved === undefined
    ? { result: "works", detail: "opens" }
    : { result: "moved", detail: `leads to ${moved}` };
}

export const LINK_WORDS: Record<LinkResult, string> = {
  works: "Link works",
  moved: "Link moved",
  locked: "Link asks for a password",
  failing: "Link failing",
  unreachable: "Link cannot be reached",
  "not-asked": "Site asks programs not to look",
};
