import type { Request, RequestHandler, Response } from "express";
import express from "express";
import { checkCsrf, csrfOf, looksOnly, mustComeFromHere } from "../http/csrf.ts";
import { hashOf } from "../kernel/hash.ts";
import { Problem } from "../kernel/problem.ts";
import { type Caller, type Membership, NOBODY, type Person } from "../people/rules/person.ts";
import { isOpen, type Session } from "../people/rules/session.ts";
import type { Parts } from "./parts.ts";
import { type PendingCount, pendingCounts } from "./pending-counts.ts";

/** Who looks at a page. Made from the cookie alone; a key is never looked at here. */
export interface Visitor {
  caller: Caller;
  session?: Session;
  /** Goes into the hidden field `csrf` of every form. Empty for someone signed out. */
  csrf: string;
  /** Curates somewhere, but this session has not shown a second factor: until then they are a member there. */
  owesSecondFactor?: boolean;
  /** How many notices they have not read. */
  unread?: number;
  /** What waits at each desk of a curator. */
  pending?: PendingCount[];
}

export const NO_VISITOR: Visitor = { caller: NOBODY, csrf: "" };

/** How long "last seen" may lag behind: not every page is worth a write. */
const SEEN_EVERY_MS = 60_000;

/** Behind TLS a cookie is bound to this host; over plain http (localhost) browsers would refuse that name. */
export function hostCookie(name: string, publicUrl: string) {
  const secure = publicUrl.startsWith("https:");
  const kind = { httpOnly: true, sameSite: "lax", secure, path: "/" } as const;
  return { name: secure ? `__Host-${name}` : name, kind };
}

export const cookieNameOf = (publicUrl: string) => hostCookie("session", publicUrl).name;

/** Who looks at this page, asked once per request however many ask. */
export function visitorOf(req: Request, parts: Parts): Promise<Visitor> {
  const kept: { visitor?: Promise<Visitor> } = req.res?.locals ?? {};
  kept.visitor ??= read(req, parts);
  return kept.visitor;
}

async function read(req: Request, { store, config, clock }: Parts): Promise<Visitor> {
  const token = cookieIn(req, cookieNameOf(config.publicUrl));
  if (!token || !/^[\w-]{43}$/.test(token)) return NO_VISITOR;
  const [session, now] = [await store.accounts.session(hashOf(token)), clock()];
  if (!session || !isOpen(session, now)) return NO_VISITOR;
  const csrf = csrfOf(session.hash, config.sessionSecret);
  if (session.awaitsCode) return { caller: NOBODY, session, csrf };
  const person = await store.people.get(session.person);
  if (!person?.active || (person.demo && config.mode !== "demo")) return NO_VISITOR;
  if (Date.parse(now) - Date.parse(session.seenAt) > SEEN_EVERY_MS)
    await store.accounts.sessionSeen(session.id, now);
  const memberships = (await store.people.memberships(person.id)).filter((m) => m.confirmed);
  const unread = await store.notices.unread(person.id);
  const known = as(person, memberships, session);
  return { ...known, session, csrf, unread, pending: await pendingCounts(known.caller, store) };
}

/** Without a second factor a curator is a member; demo people have none to show. */
function as(person: Person, memberships: Membership[], session: Session): Omit<Visitor, "csrf"> {
  const curates = memberships.some((m) => m.role === "curator");
  if (!curates || session.secondFactor || person.demo) return { caller: { person, memberships } };
  const asMember = memberships.map((m): Membership => ({ ...m, role: "member" }));
  return { caller: { person, memberships: asMember }, owesSecondFactor: true };
}

/** The value of a cookie of ours. */
export function cookieIn(req: Request, name: string): string | undefined {
  for (const pair of req.get("cookie")?.split(";") ?? []) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return undefined;
}

/** The person, or a Problem that the pages answer with the way to sign in and back. */
export function mustBeSignedIn(visitor: Visitor): Person {
  if (!visitor.caller.person) throw new Problem("signed-out", "Sign in to see this page.");
  return visitor.caller.person;
}

/** Puts the token into the browser. It ends with the session at the latest. */
export function setSessionCookie(res: Response, token: string, session: Session, { config }: Parts): void {
  const { name, kind } = hostCookie("session", config.publicUrl);
  res.cookie(name, token, { ...kind, expires: new Date(session.expiresAt) });
}

export function clearSessionCookie(res: Response, { config }: Parts): void {
  const { name, kind } = hostCookie("session", config.publicUrl);
  res.clearCookie(name, kind);
}

/**
 * Stands before every page: knows the visitor, reads simple forms, and lets no form through that did not
 * come from a page of ours. A form with files is read later: its room calls `checkCsrf` with its field.
 */
export function pageGuard(parts: Parts): RequestHandler[] {
  const reads = express.urlencoded({ extended: false, limit: "1mb", parameterLimit: 2000 });
  const knows: RequestHandler = async (req, res, next) => {
    if (!looksOnly(req)) mustComeFromHere(req, parts.config.publicUrl);
    res.locals.shownTo = await visitorOf(req, parts);
    res.locals.demo = parts.config.mode === "demo";
    next();
  };
  const checks: RequestHandler = (req, res, next) => {
    if (!looksOnly(req) && !req.is("multipart/form-data")) checkCsrf(req, res.locals.shownTo as Visitor);
    next();
  };
  return [knows, reads, checks];
}

/** A path of this site to go back to: never another site, whatever a link says. */
export function backTo(given: unknown, otherwise = "/"): string {
  if (typeof given !== "string" || !/^\/(?![/\\])[^\\\s]{0,2000}$/.test(given)) return otherwise;
  return /^\/(sign-in|sign-out|forgot|reset|welcome)\b/.test(given) ? otherwise : given;
}
