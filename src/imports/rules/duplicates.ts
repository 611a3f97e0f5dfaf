import { distance, fold } from "../../reference/rules/vocabulary.ts";

/** Parameters that follow a reader around and do not change what is shown. */
const FOLLOWING =
  /^(utm_\w+|mtm_\w+|pk_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|ref|ref_src|phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|sid|cfid|cftoken|usp)$/i;

/**
 * One spelling for every address of the same page: http and https, `www.`, a trailing slash, `index.html`, the
 * order of parameters, those that only follow the reader, and the fragment make no difference. A fragment that
 * is an application's route (`#/…`, `#!…`) does. Undefined for what is no web address.
 */
export function canonicalUrl(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const host = url.hostname
    .toLowerCase()
    .replace(/^www\d?\./, "")
    .replace(/\.$/, "");
  const port = url.port === "" || url.port === "80" || url.port === "443" ? "" : `:${url.port}`;
  const path = decoded(url.pathname)
    .replace(/;jsessionid=[^/?#]*/i, "")
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, "/")
    .replace(/\/{2,}/g, "/")
    .replace(/\/+$/, "");
  const query = [...url.searchParams]
    .filter(([name]) => !FOLLOWING.test(name))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .sort()
    .join("&");
  const route = /^#(?:!|\/)./.test(url.hash) ? url.hash : "";
  return `${host}${port}${path}${query ? `?${query}` : ""}${route}`;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** A title as it is compared: without case, accents, punctuation and leading article. */
export const plainTitle = (title: string): string =>
  fold(title).replace(/^(?:the|a|an|el|la|los|las|o|os|as) (?=\S)/, "");

/**
 * Where a near-same title is looked for: two titles that share a key are worth comparing. The keys are the
 * first and the last letters and the letters in order of their words, so that one slip spoils one key only.
 */
export function titleKeys(title: string): string[] {
  const plain = plainTitle(title);
  if (plain.length < 4) return [];
  const letters = plain.replace(/ /g, "");
  const words = plain.split(" ").sort().join(" ");
  return [...new Set([`a:${letters.slice(0, 12)}`, `z:${letters.slice(-12)}`, `w:${words.slice(0, 80)}`])];
}

/**
 * True when two titles are the same but for a slip. "Lesson 1" and "Lesson 2", "Part A" and "Part B" are not:
 * numbers and single letters must agree.
 */
export function isNearTitle(a: string, b: string): boolean {
  const [x, y] = [plainTitle(a), plainTitle(b)];
  if (x === y) return x !== "";
  const [wordsX, wordsY] = [x.split(" ").sort(), y.split(" ").sort()];
  if (marks(wordsX) !== marks(wordsY)) return false;
  if (wordsX.join(" ") === wordsY.join(" ")) return true;
  const longest = Math.max(x.length, y.length);
  const most = longest < 12 ? 1 : longest < 40 ? 2 : 3;
  return longest <= 300 && Math.abs(x.length - y.length) <= most && distance(x, y) <= most;
}

/** What tells the parts of a series apart. */
const marks = (words: string[]) =>
  words.filter((w) => /\d/.test(w) || w.length <= 2 || /^[ivx]+$/.test(w)).join(" ");

interface Recognized {
  url?: string | undefined;
  title: string;
  publisher: string;
}

/** "Already in the registry?": the same address, or nearly the same title from the same publisher. */
export function looksTheSame(a: Recognized, b: Recognized): boolean {
  const address = a.url === undefined ? undefined : canonicalUrl(a.url);
  if (address !== undefined && b.url !== undefined && canonicalUrl(b.url) === address) return true;
  return isNearTitle(a.title, b.title) && fold(a.publisher) === fold(b.publisher);
}
