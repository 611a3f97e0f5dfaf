import type { Response } from "express";
import { h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { PageContexts } from "../ui/page-context.ts";
import { NO_VISITOR, type Visitor } from "./session-auth.ts";
import { type Site, SiteContext } from "./site.ts";

/** A page as a whole document. */
export function htmlDocument(page: VNode, site: Site): string {
  const context = { assets: site.assets, csrf: site.visitor?.csrf ?? "" };
  const inSite = h(SiteContext.Provider, { value: site }, page);
  return `<!doctype html>${renderToString(h(PageContexts.Provider, { value: context }, inSite))}`;
}

/** Marks the page to come as one that holds a secret: no browser keeps it. */
export const holdsSecret = (res: Response): void => {
  res.locals.secret = true;
};

/** Answers with a page. It shows what this reader may see, so it is never kept by a shared cache. */
export function sendPage(res: Response, page: VNode, site: Site, status = 200): void {
  const { shownTo, demo }: { shownTo?: Visitor; demo?: boolean } = res.locals;
  const whole = { ...site, visitor: shownTo ?? NO_VISITOR, demo: demo ?? false, path: res.req.originalUrl };
  res
    .status(status)
    .set("Cache-Control", res.locals.secret ? "no-store" : "private, no-cache")
    .vary("Cookie")
    .type("html")
    .send(htmlDocument(page, whole));
}

/** A page whose address is a secret tells it to nobody. */
export function keepsAddress(res: Response): void {
  holdsSecret(res);
  res.set("Referrer-Policy", "same-origin");
}
