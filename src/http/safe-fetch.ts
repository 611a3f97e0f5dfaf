import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Agent, Response } from "undici";
import { isPublicAddress } from "./public-address.ts";

/** Who asks: told to the sites that are read. */
export interface Asker {
  /** The name in `User-Agent` and for their robots.txt: a product token of RFC 9110. */
  product?: string;
  /** Where this registry can be reached. */
  about?: string;
}

export const PRODUCT = "OpenResourceRegistry";

export const userAgentOf = ({ product = PRODUCT, about }: Asker): string =>
  `${product}/1.0${about ? ` (+${about})` : ""}`;

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

/** Which addresses may be asked. `host` is the name that led there, or the address itself. */
export type Allow = (ip: string, host: string) => boolean;

/** Only the public web, and the hosts of the own network that the settings name. */
export const allowOf =
  (privateHosts: string[]): Allow =>
  (ip, host) =>
    isPublicAddress(ip) || privateHosts.includes(host.toLowerCase());

/** What holds for every request of one trip. */
export interface FetchContext {
  agent: Agent;
  signal: AbortSignal;
  allow: Allow;
  headers: Record<string, string>;
}

export interface FetchedResponse {
  response: Response;
  url: URL;
  /** The steps of the way, first address first. */
  via: string[];
}

/** Follows redirects by hand, so that each step is looked at. `mayAsk` is asked before each. */
export async function safeFetch(
  address: string,
  trip: FetchContext,
  redirects: number,
  mayAsk: (url: URL) => Promise<boolean> = async () => true,
): Promise<FetchedResponse> {
  const via: string[] = [];
  let url = webAddress(address);
  for (let step = 0; step <= redirects; step++) {
    mustBeAllowed(url, trip.allow);
    if (!(await mayAsk(url)))
      throw new FetchFault("asked-not-to", `${url.hostname} asks programs not to read this page.`);
    via.push(url.href);
    const response = await fetchOnce(url, trip);
    const next = locationOf(response, url);
    if (!next) return { response, url, via };
    await response.body?.cancel();
    url = next;
  }
  throw new FetchFault("too-many-redirects", "The link leads from one address to the next without end.");
}

/** The client is loaded when the first page is read: most registries start far more often than they read one. */
const client = () => import("undici");

export async function fetchOnce(url: URL, { agent, signal, headers }: FetchContext): Promise<Response> {
  const { fetch } = await client();
  return fetch(url, { dispatcher: agent, redirect: "manual", signal, headers, credentials: "omit" });
}

export function locationOf(response: Response, from: URL): URL | undefined {
  const location = response.headers.get("location");
  if (response.status < 300 || response.status >= 400 || !location) return undefined;
  return webAddress(location, from);
}

/** Only http and https, and nobody's password. */
export function webAddress(address: string, from?: URL): URL {
  const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new FetchFault("no-address", "This is not the address of a web page.");
  return url;
}

const NOT_PUBLIC = "This address is not on the public web, so others could not open it.";

/** A literal address never reaches `lookup`: it is looked at here. */
export function mustBeAllowed(url: URL, allow: Allow): void {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !allow(host, host)) throw new FetchFault("not-public", NOT_PUBLIC);
}

/** Connects only to addresses that are allowed, whatever a name resolves to at that moment. */
export async function agentFor(allow: Allow, timeout: number): Promise<Agent> {
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "", 0);
      const allowed = found.filter((a) => allow(a.address, host));
      const [first] = allowed;
      if (!first) return callback(Object.assign(new Error(NOT_PUBLIC), { code: "NOT_PUBLIC" }), "", 0);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
  const { Agent } = await client();
  return new Agent({
    connect: { timeout, lookup },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 32_768,
  });
}

/** What went wrong, in words: `within` is the time it had (ms). */
export function asFetchFault(error: unknown, signal: AbortSignal, within: number): FetchFault {
  if (error instanceof FetchFault) return error;
  const codes: string[] = [];
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e) {
    if (e.code !== undefined) codes.push(String(e.code));
  }
  if (codes.includes("NOT_PUBLIC")) return new FetchFault("not-public", NOT_PUBLIC, error);
  if (signal.aborted || codes.some((c) => /TIMEOUT|TIMEDOUT/.test(c)))
    return new FetchFault("too-slow", `The page did not answer within ${inSeconds(within)}.`, error);
  return new FetchFault("unreachable", "The page could not be reached.", error);
}

const inSeconds = (ms: number) => (ms === 5000 ? "five seconds" : `${Math.round(ms / 1000)} seconds`);
