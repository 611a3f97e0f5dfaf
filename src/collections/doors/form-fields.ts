import type { Request } from "express";
import { fieldOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { type Actor, actorOf } from "../../resources/rules/actor.ts";

export type WithId = Request<{ id: string }>;

/** Everything here is for people who are signed in. */
export async function actorIn(req: Request, parts: Parts): Promise<Actor> {
  const visitor = await visitorOf(req, parts);
  mustBeSignedIn(visitor);
  return actorOf({ caller: visitor.caller, at: parts.clock() }, await parts.store.reference());
}

/** The fields of a form, to be shown again. */
export const formReader = (req: Request) => (name: string) => fieldOf(req, name);
