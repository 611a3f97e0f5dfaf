import type { Request } from "express";
import type { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Person } from "../rules/person.ts";
import type { Session } from "../rules/session.ts";

export interface SignedIn {
  person: Person;
  session: Session;
}

/** The person and their session; pages answer a Problem with the way to sign in. */
export async function signedInOf(req: Request, parts: Parts): Promise<SignedIn> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor);
  if (!visitor.session) throw new Problem("signed-out", "Sign in to see this page.");
  return { person, session: visitor.session };
}

export type ReadSite = () => ReturnType<typeof siteNow>;
