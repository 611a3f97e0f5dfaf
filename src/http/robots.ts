import robotsParser from "robots-parser";

/** The package is one function, and its types say it has it as `default`. */
const rulesOf = robotsParser as unknown as typeof robotsParser.default;

/** The records that decide who may read what (RFC 9309, 2.2); others may stand between them and change nothing. */
const DECIDING = /^\s*(user-agent|allow|disallow)\s*:/i;

/** Letters of rules times letters of the path: what is compared at most, so that nobody's file holds us up. */
const MOST_COMPARED = 100_000_000;

/** Stands for whatever site the rules are of: only the path is compared. */
const SITE = "http://site.invalid";

/** True when the site lets the program with this product token read the path (with its query). */
export function mayRead(robots: string, token: string, path: string): boolean {
  if (path === "/robots.txt") return true;
  const lines = robots.slice(0, Math.floor(MOST_COMPARED / path.length)).split(/\r\n|\r|\n/);
  const records = lines.filter((line) => DECIDING.test(line)).join("\n");
  return rulesOf(`${SITE}/robots.txt`, records).isAllowed(SITE + path, token) === true;
}
