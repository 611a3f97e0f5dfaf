import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** What the pieces of every page need: where assets lie, and the word that only our own forms carry. */
export interface PageContext {
  assets: { href(name: string): string };
  /** Proof against forged forms (`http/csrf.ts`); empty for who has no session. */
  csrf: string;
}

export const PageContexts = createContext<PageContext | undefined>(undefined);

export function usePage(): PageContext {
  const page = useContext(PageContexts);
  if (!page) throw new Error("A piece was rendered outside of a page");
  return page;
}
