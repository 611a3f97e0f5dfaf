import type { Request } from "express";
import { hashOf } from "../kernel/hash.ts";
import { Problem } from "../kernel/problem.ts";
import { keyStateOf, type Scope } from "../people/rules/key.ts";
import { type Caller, NOBODY } from "../people/rules/person.ts";
import type { Store } from "../store/store.ts";

/** How long a key's "last used" may lag behind: not every request is worth a write. */
const USED_EVERY_MS = 60_000;

/** Who calls the API: the person of the key, or nobody. A cookie is never looked at here. */
export async function callerOf(req: Request, store: Store, now: string): Promise<Caller> {
  const header = req.get("authorization");
  if (header === undefined) return NOBODY;
  const secret = /^Bearer ([\x21-\x7e]{8,200})$/i.exec(header)?.[1];
  if (!secret) throw new Problem("signed-out", 'Send the key as "Authorization: Bearer KEY".');
  const key = await store.people.keyByHash(hashOf(secret));
  const person = key && (await store.people.get(key.person));
  if (!key || !person?.active) throw new Problem("signed-out", "This key is not known.");
  const state = keyStateOf(key, now);
  if (state !== "valid") throw new Problem("signed-out", `This key is ${state}.`);
  if (!key.lastUsedAt || Date.parse(now) - Date.parse(key.lastUsedAt) > USED_EVERY_MS)
    await store.people.keyUsed(key.id, now);
  const memberships = (await store.people.memberships(person.id)).filter((m) => m.confirmed);
  return { person, memberships, scopes: key.scopes };
}

/** What the key allows, beside what its person may. */
export function mustHaveScope(caller: Caller, scope: Scope): void {
  if (!caller.person) throw new Problem("signed-out", "This needs an API key.");
  if (caller.scopes && !caller.scopes.includes(scope))
    throw new Problem("forbidden", `This key lacks the scope "${scope}".`);
}
