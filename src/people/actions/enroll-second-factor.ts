import { Problem } from "../../kernel/problem.ts";
import { newToken } from "../../kernel/secret.ts";
import type { Core } from "../../store/core.ts";
import { newAccount } from "../rules/account.ts";
import type { Caller, Person } from "../rules/person.ts";
import type { Session } from "../rules/session.ts";
import { newRecoveryCodes, newTotpSecret, otpauthAddress, seal, stepOf, unseal } from "./second-factor.ts";
import { afterCode } from "./sign-in.ts";
import { throttled } from "./throttle.ts";

/** A secret offered to an authenticator app. Sealed for this person and kept in the form alone until a code proves it. */
export interface OfferedSecret {
  secret: string;
  address: string;
  sealed: string;
}

export function offerSecondFactor(person: Person, { config }: Core, sealed?: string): OfferedSecret {
  const known = sealed && unseal(sealed, offeredTo(person), config.sessionSecret);
  const secret = known || newTotpSecret();
  return {
    secret,
    address: otpauthAddress(secret, person.email ?? person.name, config.site.shortName),
    sealed: seal(secret, offeredTo(person), config.sessionSecret),
  };
}

/** Another word than the one stored secrets are sealed under, so that none can be swapped for the other. */
const offeredTo = (person: Person) => `offered to ${person.id}`;

/**
 * Sets the second factor once the app has shown a right code. Where one was set before, a code of it comes
 * too. The session goes on under a new token; the recovery codes are given back to be shown once.
 */
export async function setSecondFactor(
  { person, session }: { person: Person; session: Session },
  given: { sealed: string; code: string; present: string },
  address: string,
  parts: Core,
): Promise<{ codes: string[]; session: Session; token: string }> {
  const { store, config, clock } = parts;
  const forgive = await throttled("code", { account: person.id, address }, parts);
  const before = await store.accounts.of(person.id);
  if (before?.totp && !afterCode(before, given.present, parts)) throw wrong("present");
  const secret = unseal(given.sealed, offeredTo(person), config.sessionSecret);
  const step = secret && stepOf(secret, given.code, clock());
  if (!secret || !step) throw wrong("code");
  await forgive();
  const { codes, hashes } = newRecoveryCodes();
  const totp = { sealed: seal(secret, person.id, config.sessionSecret), since: clock(), step };
  const after = { ...(before ?? newAccount(person.id)), totp, recovery: hashes };
  const { token, hash } = newToken();
  const renewed = { ...session, hash, secondFactor: true };
  await store.commit(
    [
      { noun: "account", before, after },
      { noun: "sessions-ended", person: person.id, except: session.id, at: clock() },
      { noun: "session", after: renewed },
    ],
    person.id,
  );
  return { codes, session: renewed, token };
}

const wrong = (field: "code" | "present") =>
  new Problem("invalid", "This code is not right.", [
    {
      in: "body",
      pointer: `/${field}`,
      detail: "Type the six digits your app shows now, or wait for the next ones",
    },
  ]);

/** New recovery codes in place of the old ones, for someone who has just shown theirs is the app. */
export async function renewRecovery(
  person: Person,
  code: string,
  address: string,
  parts: Core,
): Promise<string[]> {
  const forgive = await throttled("code", { account: person.id, address }, parts);
  const before = await parts.store.accounts.of(person.id);
  const shown = before && afterCode(before, code, parts);
  if (!before || !shown) throw wrong("code");
  await forgive();
  const { codes, hashes } = newRecoveryCodes();
  await parts.store.commit([{ noun: "account", before, after: { ...shown, recovery: hashes } }], person.id);
  return codes;
}

/** A key is as strong as the way its maker came in: a curator without a second factor makes none. */
export function mayMakeKeys(visitor: { caller: Caller; owesSecondFactor?: boolean }): void {
  if (visitor.owesSecondFactor)
    throw new Problem(
      "forbidden",
      "Set up your second factor first. A key could do what you may do as a curator.",
    );
}
