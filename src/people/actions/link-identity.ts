import { hashOf } from "../../kernel/hash.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Provider } from "../../kernel/provider.ts";
import type { Core } from "../../store/core.ts";
import {
  type Identity,
  type IdentityHolder,
  type IdTokenClaims,
  linkChanges,
  unlinkChange,
  type VerifiedEducator,
  verifiedEducator,
} from "../rules/identity.ts";
import type { Person } from "../rules/person.ts";
import { type Session, timeAfter } from "../rules/session.ts";
import { PENDING_MS } from "./oidc.ts";
import type { Passphrases } from "./passphrase.ts";
import { seal, unseal } from "./second-factor.ts";
import { throttled } from "./throttle.ts";

/** What signing in needs beside the usual. */
type SignInCore = Core & { passphrases: Passphrases };

/** Names one way in without telling its issuer or subject. */
export const identityIdOf = ({ issuer, subject }: Pick<Identity, "issuer" | "subject">) =>
  hashOf(`${issuer}\n${subject}`).slice(0, 32);

/** A sign-in that was shown to be somebody's, to be linked once they say yes here. */
export interface FoundSignIn {
  educator: VerifiedEducator;
  /** For the form: bound to the session that went away, and good for ten minutes. */
  sealed: string;
  asksPassphrase: boolean;
}

interface Me {
  person: Person;
  session: Session;
}

const foundBy = ({ person, session }: Me) => `link ${person.id} ${session.id}`;

/**
 * What came back from a district's sign-in, to be confirmed. Coming back alone links nothing: another site could
 * have sent the browser there, with an account of its own.
 */
export async function findSignIn(
  me: Me,
  provider: Provider,
  claims: IdTokenClaims,
  parts: SignInCore,
): Promise<FoundSignIn> {
  const { store, clock, config } = parts;
  const educator = verifiedEducator(provider, claims, (await store.reference()).organizations);
  const text = JSON.stringify({ vouched: educator, until: timeAfter(clock(), PENDING_MS) });
  const account = await store.accounts.of(me.person.id);
  return {
    educator,
    sealed: seal(text, foundBy(me), config.sessionSecret),
    asksPassphrase: account?.passphrase !== undefined,
  };
}

/** The sealed one again, while it holds. */
export async function unsealSignIn(
  me: Me,
  sealed: string,
  { store, clock, config }: SignInCore,
): Promise<FoundSignIn> {
  const text = unseal(sealed, foundBy(me), config.sessionSecret);
  const kept = text ? (JSON.parse(text) as { vouched: VerifiedEducator; until: string }) : undefined;
  if (!kept || kept.until <= clock())
    throw new Problem("invalid", "That took too long, or was started elsewhere. Nothing was linked.");
  const account = await store.accounts.of(me.person.id);
  return { educator: kept.vouched, sealed, asksPassphrase: account?.passphrase !== undefined };
}

/** Links it. Whoever has a passphrase shows it once more: a new way in is worth as much as a new passphrase. */
export async function linkIdentity(
  me: Me,
  { educator, asksPassphrase }: FoundSignIn,
  given: { present: string; address: string },
  parts: SignInCore,
): Promise<void> {
  const { store, clock, passphrases, config, post } = parts;
  const { person } = me;
  if (asksPassphrase) {
    const account = person.email ?? person.id;
    const forgive = await throttled("sign in", { account, address: given.address }, parts);
    const known = await store.accounts.of(person.id);
    if (!(await passphrases.matches(known?.passphrase, given.present)))
      throw new Problem("invalid", "Nothing was linked.", [
        { in: "body", pointer: "/present", detail: "This is not your current passphrase" },
      ]);
    await forgive();
  }
  const holder = await holderOf(educator, parts);
  const mine = await store.people.memberships(person.id);
  const { organizations: tree } = await store.reference();
  const changes = linkChanges(educator, person, { holder, mine, tree, at: clock() });
  if (!changes) return;
  await store.commit(changes, person.id);
  if (!person.email) return;
  const place = tree.get(educator.organization)?.name ?? educator.organization;
  await post.send({
    to: person.email,
    subject: "A new way to sign in was added",
    text: [
      `The sign-in of ${place} opens your account at the ${config.site.name} from now on.`,
      "",
      `If this was not you, unlink it and sign out everywhere: ${config.publicUrl}/account`,
    ].join("\n"),
  });
}

/** Who has it now, and whether anything would be lost with that account. */
async function holderOf(
  { issuer, subject }: VerifiedEducator,
  { store }: SignInCore,
): Promise<IdentityHolder | undefined> {
  const identity = await store.accounts.identity(issuer, subject);
  const person = identity && (await store.people.get(identity.person));
  if (!person) return undefined;
  const [account, identities, shared, drafts, kept] = await Promise.all([
    store.accounts.of(person.id),
    store.accounts.identities(person.id),
    store.resources.ofPerson(person.id, 1),
    store.drafts.of(person.id),
    store.collections.maintainedBy(person.id, []),
  ]);
  return {
    person,
    empty: shared.length + drafts.length + kept.length === 0,
    lastWay: account?.passphrase === undefined && identities.length < 2,
  };
}

/** Unlinks it, and ends every other session: whoever came in by it without right is out. */
export async function unlinkIdentity(
  person: string,
  id: string,
  parts: SignInCore,
  except?: string,
): Promise<void> {
  const { store, clock } = parts;
  const all = await store.accounts.identities(person);
  const identity = all.find((i) => identityIdOf(i) === id);
  if (!identity) throw new Problem("unknown", "There is no such sign-in.");
  const account = await store.accounts.of(person);
  const change = unlinkChange(identity, all, account?.passphrase !== undefined);
  const ended = { noun: "sessions-ended", person, at: clock(), ...(except ? { except } : {}) } as const;
  await store.commit([change, ended], person);
}
