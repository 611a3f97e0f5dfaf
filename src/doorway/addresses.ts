/** Where things are on this site. Every link of the pages is made here, so that none is misspelled. */
export const HOME = "/";
export const REFERENCE = "/api/reference";
/** The way in, and back to where one was. */
export const signInAddress = (from?: string) =>
  from && from !== HOME && !/^\/(sign-in|sign-out|forgot|reset|welcome)\b/.test(from)
    ? `/sign-in?back=${encodeURIComponent(from)}`
    : "/sign-in";
/** Where a resource is put into a collection; `from` is the page to go back to. */
/** Where something that is offered for review has its page. */
/** `batch` shows only what was offered at once with this import. */
/** Where several offers are decided at once; keeps what the queue was narrowed down to. */
/** Where one shares something for a standard, at a level that has nothing yet. */
/** Leads on to the resource itself, and counts the opening. */
/** Everything a search finds, as a file. */
/** The query without one value, back on its first page. */
/** The query with one more value, back on its first page. */
/** A standard's page. */
