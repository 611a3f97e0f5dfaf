import type { Router } from "express";
import { fieldOf, problemOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { holdsSecret, sendPage } from "../../doorway/render.ts";
import { backTo, setSessionCookie } from "../../doorway/session-auth.ts";
import type { Problem } from "../../kernel/problem.ts";
import { offerSecondFactor, renewRecovery, setSecondFactor } from "../actions/enroll-second-factor.ts";
import { fromOf, statusOf } from "./begin-session.ts";
import { type ReadSite, type SignedIn, signedInOf } from "./me.ts";
import { RecoveryPage, SecondFactorPage } from "./second-factor.views.tsx";

export function secondFactorPages(router: Router, parts: Parts, site: ReadSite): void {
  const { store } = parts;
  const shown = async (
    me: SignedIn,
    back: string,
    tried: { sealed?: string; problem?: Problem | undefined } = {},
  ) => {
    const isSet = (await store.accounts.of(me.person.id))?.totp !== undefined;
    const offered = offerSecondFactor(me.person, parts, tried.sealed);
    return <SecondFactorPage offered={offered} isSet={isSet} back={back} problem={tried.problem} />;
  };

  router.get("/account/second-factor", async (req, res) => {
    holdsSecret(res);
    const me = await signedInOf(req, parts);
    if (me.person.demo) return res.redirect(303, "/account");
    sendPage(res, await shown(me, backTo(req.query.back, "/account")), await site());
  });

  router.post("/account/second-factor", async (req, res) => {
    holdsSecret(res);
    const me = await signedInOf(req, parts);
    if (me.person.demo) return res.redirect(303, "/account");
    const back = backTo(fieldOf(req, "back"), "/account");
    const given = {
      sealed: fieldOf(req, "sealed"),
      code: fieldOf(req, "code"),
      present: fieldOf(req, "present"),
    };
    let codes: string[] = [];
    const problem = await problemOf(async () => {
      const set = await setSecondFactor(me, given, fromOf(req).address, parts);
      setSessionCookie(res, set.token, set.session, parts);
      codes = set.codes;
    });
    if (problem)
      return sendPage(
        res,
        await shown(me, back, { sealed: given.sealed, problem }),
        await site(),
        statusOf(problem),
      );
    sendPage(res, <RecoveryPage codes={codes} back={back} />, await site());
  });

  router.post("/account/recovery", async (req, res) => {
    holdsSecret(res);
    const me = await signedInOf(req, parts);
    let codes: string[] = [];
    const problem = await problemOf(async () => {
      codes = await renewRecovery(me.person, fieldOf(req, "code"), fromOf(req).address, parts);
    });
    if (problem)
      return sendPage(res, await shown(me, "/account", { problem }), await site(), statusOf(problem));
    sendPage(res, <RecoveryPage codes={codes} back="/account" />, await site());
  });
}
