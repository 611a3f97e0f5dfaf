import { type Request, type Response, Router } from "express";
import { siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { holdsSecret, sendPage } from "../../doorway/render.ts";
import { backTo, cookieIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Assets } from "../../ui/assets.ts";
import { PENDING_MS, type SignInProviders, signInBy } from "../actions/oidc.ts";
import { enter, fromOf, pendingSignInCookie } from "./begin-session.ts";
import { confirmLink } from "./link-identity.pages.tsx";
import { SignInPage } from "./sign-in.views.tsx";

/** The way to the sign-ins of districts and back. */
export function oidcPages(doors: SignInProviders, parts: Parts, assets: Assets): Router {
  const router = Router();

  /** What went wrong, above the other ways in. */
  const refuse = async (res: Response, error: unknown, back: string) => {
    if (!(error instanceof Problem) || error.kind === "unknown") throw error;
    const page = <SignInPage back={back} demoPeople={[]} providers={doors.list} problem={error} />;
    sendPage(res, page, await siteNow(parts, assets), PROBLEMS[error.kind].status);
  };

  router.get("/sign-in/with/:id", async (req, res) => {
    holdsSecret(res);
    const back = backTo(req.query.back);
    if ((await visitorOf(req, parts)).caller.person) return res.redirect(303, back);
    try {
      const { address, trip } = await doors.leave(req.params.id, back);
      const { name, kind } = pendingSignInCookie(parts);
      res.cookie(name, trip, { ...kind, maxAge: PENDING_MS });
      res.redirect(303, address);
    } catch (error) {
      await refuse(res, error, back);
    }
  });

  router.get("/sign-in/with/:id/back", async (req, res) => {
    holdsSecret(res);
    const { name, kind } = pendingSignInCookie(parts);
    const trip = doors.tripOf(req.params.id, cookieIn(req, name));
    res.clearCookie(name, kind);
    const back = backTo(trip?.back);
    if (trip?.links) {
      const came = await doors.comeBack(trip, searchOf(req));
      return confirmLink(req, res, { ...came, links: trip.links }, parts, assets);
    }
    try {
      const { provider, claims } = await doors.comeBack(trip, searchOf(req));
      const { first, ...entered } = await signInBy(provider, claims, fromOf(req), parts);
      const school = `/account/school?back=${encodeURIComponent(back)}`;
      await enter(req, res, entered, first ? school : back, parts);
    } catch (error) {
      await refuse(res, error, back);
    }
  });
  return router;
}

const searchOf = (req: Request) => new URL(req.originalUrl, "http://here").search;
