import type { Request } from "express";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import type { siteNow } from "../web/asking.ts";
import { mustBeSignedIn, visitorOf } from "../web/visitor.ts";
import type { Person } from "./person.ts";
import type { Session } from "./session.ts";

export interface Me {
  person: Person;
  session: Session;
}

/** The person and their session; pages answer a Problem with the way to sign in. */
export async function meOf(req: Request, parts: Parts): Promise<Me> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor);
  if (!visitor.session) throw new Problem("signed-out", "Sign in to see this page.");
  return { person, session: visitor.session };
}

export type Site = () => ReturnType<typeof siteNow>;
