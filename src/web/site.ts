import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Reference } from "../reference/reference.ts";
import type { Assets } from "./assets.ts";

/** What every page needs besides its own data: files, words, and where others reach this registry. */
export interface Site {
  assets: Pick<Assets, "href">;
  reference: Reference;
  /** Without a trailing slash. */
  publicUrl: string;
}

export const SiteContext = createContext<Site | undefined>(undefined);

export function useSite(): Site {
  const site = useContext(SiteContext);
  if (!site) throw new Error("A view was rendered outside of its page");
  return site;
}
