import type { FetchPage } from "../../http/fetch-page.ts";
import { FetchFault } from "../../http/safe-fetch.ts";
import { canonicalUrl } from "../rules/duplicates.ts";
import { type LinkCheck, linkResult } from "../rules/link-checks.ts";

/** Finds a link as a reader would who is signed in nowhere. */
export type LinkOpener = (url: string) => Promise<Pick<LinkCheck, "result" | "detail">>;

export const linkOpener =
  (fetchPage: FetchPage): LinkOpener =>
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
