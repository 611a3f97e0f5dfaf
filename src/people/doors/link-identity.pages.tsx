import { type Request, type Response, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { holdsSecret, sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import { type Provider, sameIssuer } from "../../kernel/provider.ts";
import type { Assets } from "../../ui/assets.ts";
import { findSignIn, linkIdentity, unsealSignIn } from "../actions/link-identity.ts";
import { PENDING_MS, type SignInProviders } from "../actions/oidc.ts";
import type { IdTokenClaims } from "../rules/identity.ts";
import { fromOf, pendingSignInCookie, statusOf } from "./begin-session.ts";
import { LinkPage } from "./link-identity.views.tsx";

/** The person at this browser, with the session that what they confirm is bound to. */
async function meAt(req: Request, parts: Parts) {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor);
  if (!visitor.session) throw new Problem("signed-out", "Sign in to see this page.");
  return { person, session: visitor.session };
}

/** A sign-in of a district as another way into one's account: there, back, and a confirmation. */
export function linkingPages(doors: SignInProviders, parts: Parts, assets: Assets): Router {
  const router = Router();

  router.get("/account/identities/with/:id", async (req, res) => {
    holdsSecret(res);
    const { person } = await meAt(req, parts);
    if (person.demo) return res.redirect(303, "/account");
    const { address, trip } = await doors.leave(req.params.id, "/account", person.id);
    const { name, kind } = pendingSignInCookie(parts);
    res.cookie(name, trip, { ...kind, maxAge: PENDING_MS });
    res.redirect(303, address);
  });

  router.post("/account/identities", async (req, res) => {
    holdsSecret(res);
    const me = await meAt(req, parts);
    const found = await unsealSignIn(me, fieldOf(req, "sealed"), parts);
    const given = { present: fieldOf(req, "present"), address: fromOf(req).address };
    const problem = await problemOf(() => linkIdentity(me, found, given, parts));
    if (!problem) return res.redirect(303, "/account#identities");
    const label = labelOf(found.educator.issuer, doors.list);
    const page = <LinkPage found={found} label={label} problem={problem} />;
    sendPage(res, page, await siteNow(parts, assets), statusOf(problem));
  });
  return router;
}

/** Back from the district's sign-in, asked to link: whoever left must still be the one at this browser. */
export async function confirmLink(
  req: Request,
  res: Response,
  { provider, claims, links }: { provider: Provider; claims: IdTokenClaims; links: string },
  parts: Parts,
  assets: Assets,
): Promise<void> {
  const me = await meAt(req, parts);
  if (me.person.id !== links)
    throw new Problem("invalid", "Somebody else has signed in here in the meantime. Nothing was linked.");
  const found = await findSignIn(me, provider, claims, parts);
  sendPage(res, <LinkPage found={found} label={provider.label} />, await siteNow(parts, assets));
}

const labelOf = (issuer: string, list: Provider[]) =>
  list.find((p) => sameIssuer(p.issuer, issuer))?.label ?? issuer;
