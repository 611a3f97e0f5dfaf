import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import { Problem } from "../kernel/problem.ts";
import { CSRF_FIELD } from "./csrf-field.ts";

/** The word only pages shown to this session know: HMAC of the session under the registry's secret. */
export const csrfOf = (sessionHash: string, secret: string) =>
  createHmac("sha256", secret).update(`form\n${sessionHash}`).digest("base64url");

const REFUSED =
  "This form did not come from a page of the registry, or the page was open too long. Open it again and send it once more.";

/** True for what only looks. */
export const looksOnly = (req: Request) => ["GET", "HEAD", "OPTIONS"].includes(req.method);

/**
 * Refuses a form that another site sent. Browsers say where a request comes from (`Sec-Fetch-Site`, else
 * `Origin`, else `Referer`); one that says nothing at all is refused too.
 */
export function mustComeFromHere(req: Request, publicUrl: string): void {
  const site = req.get("sec-fetch-site");
  if (site !== undefined) {
    // "none": the person's own doing, such as sending a form again after a reload.
    if (site === "same-origin" || site === "none") return;
    throw new Problem("forbidden", REFUSED);
  }
  const from = originOf(req.get("origin") ?? req.get("referer"));
  const here = [originOf(publicUrl), originOf(`${req.protocol}://${req.get("host") ?? ""}`)];
  if (from === undefined || !here.includes(from)) throw new Problem("forbidden", REFUSED);
}

function originOf(address: string | undefined): string | undefined {
  try {
    return address === undefined ? undefined : new URL(address).origin;
  } catch {
    return undefined;
  }
}

/**
 * The field `csrf` of a form, or the header `X-CSRF-Token`, must be the session's. Someone signed out has
 * nothing a foreign form could use; for them the request's origin decides alone.
 */
export function checkCsrf(req: Request, visitor: { csrf: string }, given = fieldOf(req)): void {
  if (visitor.csrf === "") return;
  const [expected, got] = [Buffer.from(visitor.csrf), Buffer.from(given)];
  if (expected.length !== got.length || !timingSafeEqual(expected, got))
    throw new Problem("forbidden", REFUSED);
}

function fieldOf(req: Request): string {
  const body: unknown = req.body;
  const field = body !== null && typeof body === "object" ? Reflect.get(body, CSRF_FIELD) : undefined;
  return typeof field === "string" ? field : (req.get("x-csrf-token") ?? "");
}
