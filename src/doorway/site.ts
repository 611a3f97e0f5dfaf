import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SiteSettings } from "../kernel/site.ts";
import { calendarDate } from "../kernel/words.ts";
import type { Reference } from "../standards/rules/reference.ts";
import type { Assets } from "../ui/assets.ts";
import type { Visitor } from "./session-auth.ts";

/** What every page needs besides its own data: files, words, and where others reach this registry. */
export interface Site {
  assets: Pick<Assets, "href">;
  reference: Reference;
  /** Whose registry it is. */
  settings: SiteSettings;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Who looks; added to every page that is sent. */
  visitor?: Visitor;
  /** Path and query of the page, to come back to after signing in. */
  path?: string;
  /** Which of the resources shown this reader has saved. */
  saved?: ReadonlySet<string>;
  /** True in demo mode, where people are invented. */
  demo?: boolean;
}

export const SiteContext = createContext<Site | undefined>(undefined);

export function useSite(): Site {
  const site = useContext(SiteContext);
  if (!site) throw new Error("A view was rendered outside of its page");
  return site;
}

/** A moment as a date of this state's calendar, in a page that is being made. */
export const dateInWords = (at: string): string => calendarDate(at, useSite().settings.timeZone);
