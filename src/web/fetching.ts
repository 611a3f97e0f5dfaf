import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, fetch, type Response } from "undici";
import { isPublicAddress } from "./public-address.ts";
import { mayRead } from "./robots.ts";

/** Names this program to the sites it reads, in `User-Agent` and for their robots.txt. */
export const PRODUCT = "RIOpenResourceRegistry";

export type FetchFaultKind =
  | "no-address"
  | "not-public"
  | "unreachable"
  | "too-slow"
  | "too-many-redirects"
  | "asked-not-to";

/** Why a page could not be read. The message is for a person. */
export class FetchFault extends Error {
  readonly kind: FetchFaultKind;
  constructor(kind: FetchFaultKind, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.name = "FetchFault";
    this.kind = kind;
  }
}

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

export interface FetchingOptions {
  /** Where this registry can be reached, told to the sites that are read. */
  about?: string;
  /** Replaces the rule that only public addresses are asked. For tests against servers on this machine. */
  allow?: (ip: string) => boolean;
  /** Milliseconds for everything together: names, robots, redirects, body. */
  within?: number;
  /** Bytes of a page that are read, unpacked; the rest is left. */
  most?: number;
  redirects?: number;
}

/** How long what a site's robots.txt says is believed, and of how many sites it is remembered. */
const BELIEVED_MS = 600_000;
const REMEMBERED = 500;

interface Trip {
  agent: Agent;
  signal: AbortSignal;
  allow: (ip: string) => boolean;
  headers: Record<string, string>;
  most: number;
}

/**
 * Makes requests to addresses that people typed, without becoming a door into this machine's network: http and
 * https only, public addresses only (checked where the connection is made, so that a name cannot change its
 * mind in between; literals and every redirect by hand), five seconds and two megabytes, robots.txt respected.
 */
export function fetchingOf(options: FetchingOptions = {}): FetchPage {
  const { allow = isPublicAddress, within = 5_000, most = 2_000_000, redirects = 5 } = options;
  const robots = new Map<string, { text: string; until: number }>();
  const headers = {
    "user-agent": `${PRODUCT}/1.0${options.about ? ` (+${options.about})` : ""}`,
    accept: "text/html,application/xhtml+xml,*/*;q=0.5",
    "accept-language": "en-US,en;q=0.8",
  };
  return async (address) => {
    const agent = agentFor(allow, within);
    const trip: Trip = { agent, signal: AbortSignal.timeout(within), allow, headers, most };
    try {
      return await travel(address, trip, redirects, (url) => askRobots(url, trip, robots));
    } catch (error) {
      throw explained(error, trip.signal);
    } finally {
      await agent.destroy();
    }
  };
}

async function travel(
  address: string,
  trip: Trip,
  redirects: number,
  robotsAllow: (url: URL) => Promise<boolean>,
): Promise<Fetched> {
  const via: string[] = [];
  let url = webAddress(address);
  for (let step = 0; step <= redirects; step++) {
    mustBePublic(url, trip.allow);
    if (!(await robotsAllow(url)))
      throw new FetchFault("asked-not-to", `${url.hostname} asks programs not to read this page.`);
    via.push(url.href);
    const response = await ask(url, trip);
    const next = locationOf(response, url);
    if (!next) return { ...(await pageOf(response, trip.most)), url: url.href, via };
    await response.body?.cancel();
    url = next;
  }
  throw new FetchFault("too-many-redirects", "The link leads from one address to the next without end.");
}

const ask = (url: URL, { agent, signal, headers }: Trip): Promise<Response> =>
  fetch(url, { dispatcher: agent, redirect: "manual", signal, headers, credentials: "omit" });

function locationOf(response: Response, from: URL): URL | undefined {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status >= 400 || !location) return undefined;
  return webAddress(location, from);
}

/** Only http and https, and nobody's password. */
function webAddress(address: string, from?: URL): URL {
  const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new FetchFault("no-address", "This is not the address of a web page.");
  return url;
}

const NOT_PUBLIC = "This address is not on the public web, so others could not open it.";

/** A literal address never reaches `lookup`: it is looked at here. */
function mustBePublic(url: URL, allow: Trip["allow"]): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !allow(host)) throw new FetchFault("not-public", NOT_PUBLIC);
}

/** Connects only to addresses that are allowed, whatever a name resolves to at that moment. */
function agentFor(allow: Trip["allow"], timeout: number): Agent {
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const allowed = found.filter((a) => allow(a.address));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error(NOT_PUBLIC), { code: "NOT_PUBLIC" }), "", 0);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
  return new Agent({
    connect: { timeout, lookup },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 32_768,
  });
}

async function askRobots(
  url: URL,
  trip: Trip,
  remembered: Map<string, { text: string; until: number }>,
): Promise<boolean> {
  const known = remembered.get(url.origin);
  const fresh = known && known.until > Date.now() ? known.text : undefined;
  const text = fresh ?? (await robotsOf(url.origin, trip));
  if (fresh === undefined) {
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(url.origin, { text, until: Date.now() + BELIEVED_MS });
  }
  return mayRead(text, PRODUCT, url.pathname + url.search);
}

/** A site without robots.txt allows everything; one that fails to answer is left alone (RFC 9309, 2.3.1). */
async function robotsOf(origin: string, trip: Trip): Promise<string> {
  let url = new URL("/robots.txt", origin);
  for (let step = 0; step <= 5; step++) {
    mustBePublic(url, trip.allow);
    const response = await ask(url, trip);
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

function explained(error: unknown, signal: AbortSignal): FetchFault {
  if (error instanceof FetchFault) return error;
  const codes: string[] = [];
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (e.code !== undefined) codes.push(String(e.code));
  }
  if (codes.includes("NOT_PUBLIC")) return new FetchFault("not-public", NOT_PUBLIC, error);
  if (signal.aborted || codes.some((c) => /TIMEOUT|TIMEDOUT/.test(c)))
    return new FetchFault("too-slow", "The page did not answer within five seconds.", error);
  return new FetchFault("unreachable", "The page could not be reached.", error);
}
