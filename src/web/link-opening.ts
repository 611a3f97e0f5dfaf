import { canonicalUrl } from "../imports/duplicates.ts";
import { type LinkTried, linkResult } from "../imports/links.ts";
import type { FetchPage } from "./fetching.ts";
import { FetchFault } from "./guarded.ts";

/** Finds a link as a reader would who is signed in nowhere. */
export type OpenLink = (url: string) => Promise<Pick<LinkTried, "result" | "detail">>;

export const linkOpener =
  (fetchPage: FetchPage): OpenLink =>
  async (url) => {
    try {
      const page = await fetchPage(url);
      const moved = canonicalUrl(page.url) === canonicalUrl(url) ? undefined : page.url;
      return linkResult(page.status, moved);
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      return { result: error.kind === "asked-not-to" ? "not-asked" : "unreachable", detail: error.message };
    }
  };
