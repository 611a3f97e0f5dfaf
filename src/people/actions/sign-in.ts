import { hashOf } from "../../kernel/hash.ts";
import { Problem } from "../../kernel/problem.ts";
import { newToken } from "../../kernel/secret.ts";
import type { Change } from "../../store/change.ts";
import type { Core } from "../../store/core.ts";
import { type Account, mailAddressOf, newAccount, passphraseFault } from "../rules/account.ts";
import type { Person } from "../rules/person.ts";
import { ABSOLUTE_MS, browserOf, CODE_MS, type Session, timeAfter } from "../rules/session.ts";
import type { Passphrases } from "./passphrase.ts";
import { recoveryHash, stepOf, unseal } from "./second-factor.ts";
import { throttled } from "./throttle.ts";

/** What signing in needs beside the usual. */
type SignInCore = Core & { passphrases: Passphrases };

/** Where a request comes from. */
export interface RequestOrigin {
  address: string;
  agent: string | undefined;
}

/** A session and the token for its cookie, which is stored nowhere. */
export interface NewSignIn {
  session: Session;
  token: string;
}

const WRONG = "The e-mail address or the passphrase is not right.";

/** E-mail and passphrase. Where a second factor is set, the session then awaits its code. */
export async function signIn(
  email: string,
  passphrase: string,
  from: RequestOrigin,
  parts: SignInCore,
): Promise<NewSignIn> {
  const { store, passphrases } = parts;
  const address = mailAddressOf(email);
  const forgive = await throttled("sign in", { account: address, address: from.address }, parts);
  const person = await store.people.byEmail(address);
  const account = person && (await store.accounts.of(person.id));
  const right = await passphrases.matches(account?.passphrase, passphrase);
  if (!right || !person?.active || !account) throw new Problem("invalid", WRONG);
  await forgive();
  const entered = newSession(person, from, parts, { awaitsCode: account.totp !== undefined });
  const changes: Change[] = [{ noun: "session", after: entered.session }];
  if (account.passphrase && passphrases.isOutdated(account.passphrase)) {
    const after = { ...account, passphrase: await passphrases.hash(passphrase) };
    changes.push({ noun: "account", before: account, after });
  }
  await store.commit(changes, person.id);
  return entered;
}

export function newSession(
  person: Person,
  from: RequestOrigin,
  { clock, newId }: Core,
  state: { awaitsCode?: boolean; secondFactor?: boolean } = {},
): NewSignIn {
  const at = clock();
  const { token, hash } = newToken();
  const { awaitsCode = false, secondFactor = false } = state;
  const session: Session = {
    id: newId(),
    person: person.id,
    hash,
    createdAt: at,
    seenAt: at,
    expiresAt: timeAfter(at, awaitsCode ? CODE_MS : ABSOLUTE_MS),
    browser: browserOf(from.agent),
    secondFactor,
    awaitsCode,
  };
  return { session, token };
}

/** The second step: a code of the app, or a recovery code, which is then used up. The token is a new one. */
export async function enterCode(
  waiting: Session,
  code: string,
  from: RequestOrigin,
  parts: SignInCore,
): Promise<NewSignIn> {
  const { store } = parts;
  const forgive = await throttled("code", { account: waiting.person, address: from.address }, parts);
  const person = await store.people.get(waiting.person);
  const account = await store.accounts.of(waiting.person);
  const after = account && afterCode(account, code, parts);
  if (!person?.active || !account || !after)
    throw new Problem("invalid", "This code is not right, or it was used before. Wait for the next one.");
  await forgive();
  const { token, session } = newSession(person, from, parts, { secondFactor: true });
  await store.commit(
    [
      { noun: "account", before: account, after },
      { noun: "session", after: { ...session, id: waiting.id } },
    ],
    person.id,
  );
  return { token, session: { ...session, id: waiting.id } };
}

/** The account once this code is used, or undefined when the code is not right. */
export function afterCode(account: Account, code: string, { clock, config }: Core): Account | undefined {
  const { totp } = account;
  if (!totp) return undefined;
  const secret = unseal(totp.sealed, account.person, config.sessionSecret);
  const step = secret && stepOf(secret, code, clock(), totp.step);
  if (step) return { ...account, totp: { ...totp, step } };
  const hash = recoveryHash(code);
  if (!account.recovery.includes(hash)) return undefined;
  return { ...account, recovery: account.recovery.filter((known) => known !== hash) };
}

/** A new passphrase, with its faults if it cannot be used. Open resets are used up. */
export async function withPassphrase(
  account: Account | undefined,
  person: Person,
  passphrase: string,
  { passphrases }: SignInCore,
): Promise<Extract<Change, { noun: "account" }>> {
  const detail = passphraseFault(passphrase, [
    person.name,
    person.email ?? "",
    person.email?.split("@")[0] ?? "",
  ]);
  if (detail)
    throw new Problem("invalid", "This passphrase cannot be used.", [
      { in: "body", pointer: "/passphrase", detail },
    ]);
  const { reset: _used, ...kept } = account ?? newAccount(person.id);
  const after = { ...kept, passphrase: await passphrases.hash(passphrase) };
  return { noun: "account", before: account, after };
}

const RESET_MS = 3_600_000;

/** Mails a link, if someone has this address. The answer does not wait: it is the same, and as quick, if nobody has. */
export async function requestReset(email: string, from: RequestOrigin, parts: Core): Promise<void> {
  const address = mailAddressOf(email);
  await throttled("reset", { account: address, address: from.address }, parts);
  void mailReset(address, parts).catch((error) => parts.log.error({ err: error }, "no reset was mailed"));
}

async function mailReset(address: string, parts: Core): Promise<void> {
  const { store, clock, config, post } = parts;
  const person = await store.people.byEmail(address);
  if (!person?.active || person.demo) return;
  const account = await store.accounts.of(person.id);
  const { token, hash } = newToken();
  const reset = { hash, expiresAt: timeAfter(clock(), RESET_MS) };
  const after = { ...(account ?? newAccount(person.id)), reset };
  await store.commit([{ noun: "account", before: account, after }], person.id);
  await post.send({
    to: address,
    subject: "Choose a new passphrase",
    text: [
      `Someone, we hope you, asked for a new passphrase for the ${config.site.name}.`,
      "",
      `Choose it here within an hour: ${config.publicUrl}/reset/${token}`,
      "",
      "If it was not you, do nothing: your passphrase stays as it is.",
    ].join("\n"),
  });
}

/** Whose reset this mailed token is, while it works. */
export async function resetOf(token: string, { store, clock }: Core) {
  const account = await store.accounts.byReset(hashOf(token));
  const person = account && (await store.people.get(account.person));
  const open = account?.reset && clock() < account.reset.expiresAt;
  if (!account || !person?.active || !open)
    throw new Problem("unknown", "This link has been used or is more than an hour old. Ask for a new one.");
  return { account, person };
}

/** Sets the passphrase and ends every session: whoever was in without right is out. */
export async function resetPassphrase(token: string, passphrase: string, parts: SignInCore): Promise<void> {
  const { account, person } = await resetOf(token, parts);
  const change = await withPassphrase(account, person, passphrase, parts);
  await parts.store.commit(
    [change, { noun: "sessions-ended", person: person.id, at: parts.clock() }],
    person.id,
  );
}
