import * as openid from "openid-client";
import { Problem } from "../../kernel/problem.ts";
import { type Provider, sameIssuer } from "../../kernel/provider.ts";
import type { Core } from "../../store/core.ts";
import { type Identity, type IdTokenClaims, signInChanges, verifiedEducator } from "../rules/identity.ts";
import { timeAfter } from "../rules/session.ts";
import { seal, unseal } from "./second-factor.ts";
import { type NewSignIn, newSession, type RequestOrigin } from "./sign-in.ts";

/** How long somebody may take at their district's sign-in. */
export const PENDING_MS = 10 * 60_000;
/** Seconds a provider has for each answer. */
const PATIENCE = 5;

/** What this browser is away for. Sealed into a cookie: nothing is stored before someone is known. */
export interface PendingSignIn {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  back: string;
  /** Id of the person whose account it is to open from now on; nobody's for a sign-in. */
  links?: string;
  until: string;
}

export const PROVIDER_UNREACHABLE =
  "Your district's sign-in does not answer. Try again in a few minutes. Or sign in here with your e-mail address: " +
  "without a passphrase, choose “I forgot my passphrase” and we mail you a link.";
const AGAIN = "Signing in could not be finished, so nothing happened. Please start again.";

/** Goes to the providers and comes back with what they say (OpenID Connect, authorization code flow with PKCE). */
export interface SignInProviders {
  list: Provider[];
  /** Where to send the browser, and the sealed trip to give it. Throws Problem `unavailable`. */
  leave(id: string, back: string, links?: string): Promise<{ address: string; trip: string }>;
  /** The trip of this browser, while it lasts. */
  tripOf(id: string, sealed: string | undefined): PendingSignIn | undefined;
  /** What the provider says of the one who came back. Throws Problem `invalid` or `unavailable`. */
  comeBack(
    trip: PendingSignIn | undefined,
    search: string,
  ): Promise<{ provider: Provider; claims: IdTokenClaims }>;
}

export function signInProvidersOf(parts: Pick<Core, "config" | "clock" | "log">): SignInProviders {
  const { config, log } = parts;
  const clock = () => parts.clock();
  const list = config.providers;
  const known = new Map<string, Promise<openid.Configuration>>();

  const providerOf = (id: string) => {
    const provider = list.find((p) => p.id === id);
    if (!provider) throw new Problem("unknown", "There is no such sign-in.");
    return provider;
  };
  const returnTo = ({ id }: Provider) => `${config.publicUrl}/sign-in/with/${id}/back`;

  /** Asked once; a provider that does not answer is asked again next time. */
  const discovered = async (provider: Provider) => {
    const asked = known.get(provider.id) ?? discover(provider);
    known.set(provider.id, asked);
    try {
      return await asked;
    } catch (error) {
      known.delete(provider.id);
      log.error({ err: error, provider: provider.id }, "a district's sign-in does not answer");
      throw new Problem("unavailable", PROVIDER_UNREACHABLE);
    }
  };

  return {
    list,
    async leave(id, back, links) {
      const provider = providerOf(id);
      const at = await discovered(provider);
      const [state, nonce, verifier] = [
        openid.randomState(),
        openid.randomNonce(),
        openid.randomPKCECodeVerifier(),
      ];
      const address = openid.buildAuthorizationUrl(at, {
        redirect_uri: returnTo(provider),
        scope: [...new Set(["openid", "profile", "email", ...provider.scopes])].join(" "),
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state,
        nonce,
      });
      const until = timeAfter(clock(), PENDING_MS);
      const trip: PendingSignIn = {
        provider: id,
        state,
        nonce,
        verifier,
        back,
        ...(links ? { links } : {}),
        until,
      };
      return {
        address: address.href,
        trip: seal(JSON.stringify(trip), sealContextOf(id), config.sessionSecret),
      };
    },
    tripOf(id, sealed) {
      const text = sealed && unseal(sealed, sealContextOf(id), config.sessionSecret);
      const trip = text ? (JSON.parse(text) as PendingSignIn) : undefined;
      return trip && clock() < trip.until ? trip : undefined;
    },
    async comeBack(trip, search) {
      if (!trip) throw new Problem("invalid", `You were away too long, or started elsewhere. ${AGAIN}`);
      const provider = providerOf(trip.provider);
      const at = await discovered(provider);
      try {
        return { provider, claims: await claimsOf(at, provider, new URL(returnTo(provider) + search), trip) };
      } catch (error) {
        throw refusal(error, provider, log);
      }
    },
  };
}

const sealContextOf = (id: string) => `trip to ${id}`;

function discover({ issuer, clientId, clientSecret, clientAuth }: Provider): Promise<openid.Configuration> {
  const proves = clientAuth === "post" ? openid.ClientSecretPost : openid.ClientSecretBasic;
  const execute = issuer.startsWith("http:") ? [openid.allowInsecureRequests] : [];
  return openid.discovery(new URL(issuer), clientId, undefined, proves(clientSecret), {
    timeout: PATIENCE,
    execute,
  });
}

/** The claims of the ID token, and what the provider tells only when asked. The token has the last word. */
async function claimsOf(
  at: openid.Configuration,
  { issuer }: Provider,
  returned: URL,
  { state, nonce, verifier }: PendingSignIn,
): Promise<IdTokenClaims> {
  const tokens = await openid.authorizationCodeGrant(at, returned, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  // A provider of many tenants speaks for each under an issuer of its own: only the one written down counts.
  if (!token || !sameIssuer(token.iss, issuer)) throw new Problem("invalid", AGAIN);
  const asked = at.serverMetadata().userinfo_endpoint
    ? await openid.fetchUserInfo(at, tokens.access_token, token.sub)
    : {};
  return { ...asked, ...token };
}

/** Codes of openid-client that mean: nobody there, or nobody in their right mind. No connection has no code. */
const SILENT = [
  "",
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
];

/** Why it did not work, for a person; the rest goes into the log, without what was said of anyone. */
function refusal(error: unknown, { id }: Provider, log: Core["log"]): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && "code" in error ? String(error.code ?? "") : "";
  const said = error instanceof openid.AuthorizationResponseError ? error.error : undefined;
  const away = SILENT.includes(code) || said === "temporarily_unavailable" || said === "server_error";
  const reason = error instanceof Error ? error.message : "unknown";
  log.warn({ provider: id, code, said, reason }, "a sign-in by a district could not be finished");
  if (away) return new Problem("unavailable", PROVIDER_UNREACHABLE);
  if (said === "access_denied") return new Problem("invalid", `Your district's sign-in said no. ${AGAIN}`);
  return new Problem("invalid", AGAIN);
}

/** Lets in who came back, by the rules of `identity.ts`: account, identity, membership and session, or nothing. */
export async function signInBy(
  provider: Provider,
  claims: IdTokenClaims,
  from: RequestOrigin,
  parts: Core,
): Promise<NewSignIn & { first: boolean }> {
  const { store, clock, newId } = parts;
  const educator = verifiedEducator(provider, claims, (await store.reference()).organizations);
  const identity = await store.accounts.identity(educator.issuer, educator.subject);
  const known = await knownOf(identity, educator.email, parts);
  const { person, changes } = signInChanges(educator, known, { at: clock(), newId });
  const entered = newSession(person, from, parts, { awaitsCode: known.awaitsCode });
  await store.commit([...changes, { noun: "session", after: entered.session }], person.id);
  return { ...entered, first: identity === undefined };
}

async function knownOf(identity: Identity | undefined, email: string | undefined, { store }: Core) {
  const person = identity && (await store.people.get(identity.person));
  const account = person && (await store.accounts.of(person.id));
  const mine = person ? await store.people.memberships(person.id) : [];
  const holder = email === undefined ? undefined : await store.people.byEmail(email);
  return {
    identity,
    person,
    mine,
    taken: holder !== undefined && holder.id !== person?.id,
    signsInHere: account?.passphrase !== undefined,
    awaitsCode: account?.totp !== undefined,
  };
}
