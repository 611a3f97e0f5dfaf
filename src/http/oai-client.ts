import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "undici";
import { isPublicAddress } from "./public-address.ts";
import { type Allow, type Asker, agentFor, asFetchFault, safeFetch, userAgentOf } from "./safe-fetch.ts";

/** Asks a catalog, page by page; throws `FetchFault` in words for a person. */
export interface CatalogClient {
  ask(address: string): Promise<Response>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Opens a door to one catalog: for one harvest, so that it can be closed on its own. */
export type OpenCatalog = () => CatalogClient;

export interface OaiClientOptions extends Asker {
  allow?: Allow;
  /** Milliseconds for one answer, its body included. */
  within?: number;
}

/** A catalog that is busy says when to come back; longer than this it is not waited for (seconds). */
const LONGEST_WAIT = 300;
const WAITS = 5;

/**
 * As `pageFetcher`, for machines that answer machines: the whole answer, a minute for it, one request at a time,
 * and patience where the catalog asks for it (`Retry-After`). Same guard: the public web only.
 */
export function oaiClient(options: OaiClientOptions = {}): OpenCatalog {
  const { allow = isPublicAddress, within = 60_000 } = options;
  const headers = {
    "user-agent": userAgentOf(options),
    accept: "text/xml,application/xml;q=0.9,*/*;q=0.5",
  };
  return () => {
    const opening = agentFor(allow, within);
    const closing = new AbortController();
    const once = async (address: string): Promise<Response> => {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(within)]);
      try {
        const agent = await opening;
        return (await safeFetch(address, { agent, signal, allow, headers }, 5)).response;
      } catch (error) {
        throw asFetchFault(error, signal, within);
      }
    };
    return {
      async ask(address) {
        for (let waits = 0; ; waits++) {
          const response = await once(address);
          const wait = retryAfter(response);
          if (wait === undefined || waits >= WAITS) return response;
          await response.body?.cancel();
          await sleep(wait * 1000, undefined, { signal: closing.signal });
        }
      },
      async close() {
        closing.abort();
        await (await opening).destroy();
      },
    };
  };
}

/** How long a busy catalog asks to wait, when that is worth waiting for. */
function retryAfter({ status, headers }: Response): number | undefined {
  if (status !== 503 && status !== 429) return undefined;
  const seconds = Number(headers.get("retry-after"));
  return seconds > 0 && seconds <= LONGEST_WAIT ? seconds : undefined;
}
