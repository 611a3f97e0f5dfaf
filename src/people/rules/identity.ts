import { Problem } from "../../kernel/problem.ts";
import type { Provider } from "../../kernel/provider.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import { isMailAddress, mailAddressOf } from "./account.ts";
import type { PeopleChange } from "./change.ts";
import type { Membership, Person } from "./person.ts";

/** How a person is known to a district's sign-in: its issuer and subject, which no two people share. */
export interface Identity {
  issuer: string;
  subject: string;
  person: string;
  /** The district the sign-in put them in when it was last used. */
  organization: string;
  createdAt: string;
  usedAt: string;
}

/** What a provider says of somebody (OpenID Connect Core 1.0, section 5.1), checked by the protocol only. */
export type IdTokenClaims = { iss: string; sub: string } & Record<string, unknown>;

/** An educator, as a provider vouches for them. */
export interface VerifiedEducator {
  issuer: string;
  subject: string;
  name: string;
  /** Only when the provider vouches for it. */
  email?: string;
  organization: string;
}

export const NO_EDUCATOR =
  "Accounts are for educators. Your district's sign-in does not say that you are one, so nothing was stored. " +
  "You can search and open everything public without an account.";

/** Who signs in. Throws Problem `forbidden` for everyone who is no educator of a district we know. */
export function verifiedEducator(
  provider: Provider,
  claims: IdTokenClaims,
  tree: OrganizationTree,
): VerifiedEducator {
  const email = emailIn(provider, claims);
  if (!isEducator(provider, claims, email)) throw new Problem("forbidden", NO_EDUCATOR);
  const organization = districtOf(provider, claims, email);
  const kind = organization === undefined ? undefined : tree.get(organization)?.kind;
  if (!organization || (kind !== "district" && kind !== "partner"))
    throw new Problem(
      "forbidden",
      "Your district's sign-in does not say which district you belong to, so nothing was stored. Ask the people who run it.",
    );
  const name = nameIn(claims) ?? email ?? "Educator";
  return { issuer: claims.iss, subject: claims.sub, name, organization, ...(email ? { email } : {}) };
}

/** An address that is merely typed in somewhere proves nothing: it must be verified, or the provider trusted. */
function emailIn(provider: Provider, claims: IdTokenClaims): string | undefined {
  const verified = claims.email_verified === true || claims.email_verified === "true";
  if (typeof claims.email !== "string" || !(verified || provider.trustEmail)) return undefined;
  const email = mailAddressOf(claims.email);
  return isMailAddress(email) ? email : undefined;
}

function nameIn({ name, given_name, family_name }: IdTokenClaims): string | undefined {
  const parts = [given_name, family_name].filter((part) => typeof part === "string");
  const whole = (typeof name === "string" ? name : parts.join(" ")).replace(/\s+/g, " ").trim();
  return whole ? [...whole].slice(0, 200).join("") : undefined;
}

function isEducator({ educator }: Provider, claims: IdTokenClaims, email: string | undefined): boolean {
  if ("roster" in educator)
    return educator.roster.some((one) => one === claims.sub || (email !== undefined && plain(one) === email));
  const given = valuesOf(claims, educator.claim).map(plain);
  return educator.values.some((value) => given.includes(plain(value)));
}

function districtOf(
  { district }: Provider,
  claims: IdTokenClaims,
  email: string | undefined,
): string | undefined {
  if ("claim" in district) {
    const [given, ...others] = valuesOf(claims, district.claim);
    // Somebody of two districts is put into neither by chance.
    if (given === undefined || others.length > 0) return undefined;
    return district.codes ? own(district.codes, given) : given;
  }
  return email === undefined ? undefined : own(district.domains, email.slice(email.lastIndexOf("@") + 1));
}

const own = (of: Record<string, string>, key: string) => (Object.hasOwn(of, key) ? of[key] : undefined);
const plain = (text: string) => text.trim().toLowerCase();

/** A claim by its name, or by a path of names with dots; single values and lists alike. */
function valuesOf(claims: IdTokenClaims, name: string): string[] {
  const step = (from: unknown, key: string) =>
    from !== null && typeof from === "object" && Object.hasOwn(from, key)
      ? Reflect.get(from, key)
      : undefined;
  const found = Object.hasOwn(claims, name) ? claims[name] : name.split(".").reduce(step, claims as unknown);
  return [found].flat().flatMap((v) => (typeof v === "string" || typeof v === "number" ? [String(v)] : []));
}

/** What is known of the one who signs in. `taken` tells that somebody else has their e-mail address. */
export interface KnownPerson {
  identity?: Identity | undefined;
  person?: Person | undefined;
  mine: Membership[];
  taken: boolean;
  /** They also sign in here with their address, so it stays what they typed. */
  signsInHere: boolean;
}

/**
 * A sign-in as changes: a first one makes the account, as a plain member of the district that vouches for
 * them; a later one follows name and address. A membership a curator ended is not brought back, and no role
 * is touched; only a move to another district is followed.
 */
export function signInChanges(
  educator: VerifiedEducator,
  known: KnownPerson,
  { at, newId }: { at: string; newId: () => string },
): { person: Person; changes: PeopleChange[] } {
  const { issuer, subject, organization } = educator;
  const { identity, mine } = known;
  if (known.person && !known.person.active)
    throw new Problem("forbidden", "This account was deactivated. Ask state staff.");
  const person = personOf(educator, known, at, newId);
  const changes: PeopleChange[] = [
    { noun: "person", after: person },
    {
      noun: "identity",
      after: { issuer, subject, person: person.id, organization, createdAt: at, usedAt: at },
    },
  ];
  if (identity) changes[1] = { noun: "identity", after: { ...identity, organization, usedAt: at } };
  if (identity?.organization === organization) return { person, changes };
  const left = mine.find((m) => m.organization === identity?.organization && m.role === "member");
  if (left) changes.push({ noun: "membership-ended", person: person.id, organization: left.organization });
  if (!mine.some((m) => m.organization === organization && m.confirmed))
    changes.push({
      noun: "membership",
      after: { person: person.id, organization, role: "member", confirmed: true },
    });
  return { person, changes };
}

/** Whose a sign-in is that somebody wants to link. */
export interface IdentityHolder {
  person: Person;
  /** Nothing was shared or kept from that account. */
  empty: boolean;
  /** They have no other way in. */
  lastWay: boolean;
}

/**
 * The district's sign-in becomes another way into an account that is there. It brings the membership it vouches
 * for, unless they belong there already; name, address and roles stay. An empty account that a first sign-in
 * made before is given up for it. Undefined when it is theirs already.
 */
export function linkChanges(
  educator: VerifiedEducator,
  me: Person,
  known: { holder: IdentityHolder | undefined; mine: Membership[]; tree: OrganizationTree; at: string },
): PeopleChange[] | undefined {
  const { holder, mine, tree, at } = known;
  if (holder?.person.id === me.id) return undefined;
  if (holder && !holder.empty)
    throw new Problem(
      "conflict",
      "This sign-in opens another account here, which has shared something. Go on with that one, or ask state staff.",
    );
  const { issuer, subject, organization } = educator;
  const belongs = mine.some((m) => m.confirmed && tree.isWithin(m.organization, organization));
  const changes: PeopleChange[] = holder
    ? [{ noun: "identity-ended", issuer, subject, person: holder.person.id }]
    : [];
  if (holder?.lastWay) changes.push({ noun: "person", after: { ...holder.person, active: false } });
  changes.push({
    noun: "identity",
    after: { issuer, subject, person: me.id, organization, createdAt: at, usedAt: at },
  });
  if (!belongs)
    changes.push({
      noun: "membership",
      after: { person: me.id, organization, role: "member", confirmed: true },
    });
  return changes;
}

/** Takes a way in away, never the last one. What the person belongs to stays. */
export function unlinkChange(identity: Identity, all: Identity[], passphrase: boolean): PeopleChange {
  if (!passphrase && all.length < 2)
    throw new Problem(
      "conflict",
      "This is your only way in. Sign out, choose “I forgot my passphrase” to set one, then unlink it.",
    );
  const { issuer, subject, person } = identity;
  return { noun: "identity-ended", issuer, subject, person };
}

function personOf(
  { name, email }: VerifiedEducator,
  known: KnownPerson,
  at: string,
  newId: () => string,
): Person {
  const fresh: Person = { id: newId(), name, demo: false, active: true, createdAt: at };
  const person = { ...(known.person ?? fresh), name };
  return email === undefined || known.taken || known.signsInHere ? person : { ...person, email };
}
