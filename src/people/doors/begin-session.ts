import type { Request, Response } from "express";
import type { Parts } from "../../doorway/parts.ts";
import { hostCookie, setSessionCookie, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import type { Problem } from "../../kernel/problem.ts";
import type { NewSignIn, RequestOrigin } from "../actions/sign-in.ts";
import type { Membership, Person } from "../rules/person.ts";

export const fromOf = (req: Request): RequestOrigin => ({
  address: req.ip ?? "",
  agent: req.get("user-agent"),
});

export const statusOf = (problem: Problem | undefined) => PROBLEMS[problem?.kind ?? "invalid"].status;

/** A session begins: whatever this browser had before ends, and the person goes on to what comes next. */
export async function enter(
  req: Request,
  res: Response,
  { session, token }: NewSignIn,
  back: string,
  parts: Parts,
): Promise<void> {
  const before = (await visitorOf(req, parts)).session;
  if (before && before.id !== session.id) {
    const after = { ...before, endedAt: parts.clock() };
    await parts.store.commit([{ noun: "session", after }], before.person);
  }
  setSessionCookie(res, token, session, parts);
  const then = encodeURIComponent(back);
  if (session.awaitsCode) return res.redirect(303, `/sign-in/code?back=${then}`);
  const person = await parts.store.people.get(session.person);
  const mine = await parts.store.people.memberships(session.person);
  if (person && owes(person, mine) && !session.secondFactor)
    return res.redirect(303, `/account/second-factor?back=${then}`);
  res.redirect(303, mine.length === 0 ? `/account/school?back=${then}` : back);
}

export const pendingSignInCookie = ({ config }: Parts) => hostCookie("trip", config.publicUrl);

const owes = (person: Person, mine: Membership[]) =>
  !person.demo && mine.some((m) => m.confirmed && m.role === "curator");
