import type { Response } from "undici";
import { isPublicAddress } from "./public-address.ts";
import { mayRead } from "./robots.ts";
import {
  type Allow,
  type Asker,
  agentFor,
  asFetchFault,
  type FetchContext,
  fetchOnce,
  locationOf,
  mustBeAllowed,
  PRODUCT,
  safeFetch,
  userAgentOf,
} from "./safe-fetch.ts";

export { FetchFault, type FetchFaultKind } from "./safe-fetch.ts";

/** What an address answered, signed out. */
export interface Fetched {
  status: number;
  /** Where the redirects led. */
  url: string;
  /** Media type without parameters, in lower case; empty when none was given. */
  type: string;
  /** The text of an HTML page; empty for everything else. At most the first 2 MB. */
  text: string;
  /** The steps of the way, first address first. */
  via: string[];
}

/** Reads one page of the open web, or throws `FetchFault`. */
export type FetchPage = (address: string) => Promise<Fetched>;

export interface PageFetchOptions extends Asker {
  /** Replaces the rule that only public addresses are asked. For tests against servers on this machine. */
  allow?: Allow;
  /** Milliseconds for everything together: names, robots, redirects, body. */
  within?: number;
  /** Bytes of a page that are read, unpacked; the rest is left. */
  most?: number;
  redirects?: number;
}

/** How long what a site's robots.txt says is believed, and of how many sites it is remembered. */
const BELIEVED_MS = 600_000;
const REMEMBERED = 500;

/**
 * Makes requests to addresses that people typed, without becoming a door into this machine's network: http and
 * https only, public addresses only (checked where the connection is made, so that a name cannot change its
 * mind in between; literals and every redirect by hand), five seconds and two megabytes, robots.txt respected.
 */
export function pageFetcher(options: PageFetchOptions = {}): FetchPage {
  const {
    allow = isPublicAddress,
    product = PRODUCT,
    within = 5_000,
    most = 2_000_000,
    redirects = 5,
  } = options;
  const robots = new Map<string, { text: string; until: number }>();
  const headers = {
    "user-agent": userAgentOf(options),
    accept: "text/html,application/xhtml+xml,*/*;q=0.5",
    "accept-language": "en-US,en;q=0.8",
  };
  return async (address) => {
    const agent = await agentFor(allow, within);
    const trip: FetchContext = { agent, signal: AbortSignal.timeout(within), allow, headers };
    try {
      const mayAsk = async (url: URL) =>
        mayRead(await robotsFor(url, trip, robots), product, url.pathname + url.search);
      const { response, url, via } = await safeFetch(address, trip, redirects, mayAsk);
      return { ...(await pageOf(response, most)), url: url.href, via };
    } catch (error) {
      throw asFetchFault(error, trip.signal, within);
    } finally {
      await agent.destroy();
    }
  };
}

async function robotsFor(
  url: URL,
  trip: FetchContext,
  remembered: Map<string, { text: string; until: number }>,
): Promise<string> {
  const known = remembered.get(url.origin);
  const fresh = known && known.until > Date.now() ? known.text : undefined;
  const text = fresh ?? (await robotsOf(url.origin, trip));
  if (fresh === undefined) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(url.origin, { text, until: Date.now() + BELIEVED_MS });
  }
  return text;
}

/** A site without robots.txt allows everything; one that fails to answer is left alone (RFC 9309, 2.3.1). */
async function robotsOf(origin: string, trip: FetchContext): Promise<string> {
  let url = new URL("/robots.txt", origin);
  for (let step = 0; step <= 5; step++) {
    mustBeAllowed(url, trip.allow);
    const response = await fetchOnce(url, trip);
    const next = locationOf(response, url);
    if (!next) {
      if (response.status >= 500) return "User-agent: *\nDisallow: /";
      if (response.status === 200) return new TextDecoder().decode(await firstBytes(response, 500_000));
      await response.body?.cancel();
      return "";
    }
    await response.body?.cancel();
    url = next;
  }
  return "";
}

async function pageOf(response: Response, most: number): Promise<Pick<Fetched, "status" | "type" | "text">> {
  const header = response.headers.get("content-type") ?? "";
  const type = (header.split(";")[0] ?? "").trim().toLowerCase();
  if (type !== "" && !/^(text\/html|application\/xhtml\+xml)$/.test(type)) {
    await response.body?.cancel();
    return { status: response.status, type, text: "" };
  }
  return { status: response.status, type, text: decoded(await firstBytes(response, most), header) };
}

async function firstBytes(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array;
    parts.push(bytes.subarray(0, most - size));
    size += bytes.byteLength;
    // Leaving the loop cancels the rest.
    if (size >= most) break;
  }
  return Buffer.concat(parts);
}

/** By the header, else by what the page says of itself, else UTF-8. */
function decoded(bytes: Uint8Array, header: string): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString("latin1");
  const name =
    /charset\s*=\s*"?([\w-]+)/i.exec(header)?.[1] ?? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder(name ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
