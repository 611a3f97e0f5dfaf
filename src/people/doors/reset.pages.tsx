import type { Router } from "express";
import { fieldOf, problemOf } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { keepsAddress, sendPage } from "../../doorway/render.ts";
import { clearSessionCookie } from "../../doorway/session-auth.ts";
import type { Site } from "../../doorway/site.ts";
import { requestReset, resetOf, resetPassphrase } from "../actions/sign-in.ts";
import { fromOf, statusOf } from "./begin-session.ts";
import { ForgotPage, MailedPage, ResetDonePage, ResetPage } from "./sign-in.views.tsx";

/** A forgotten passphrase: a mail with a link, and a new one behind it. */
export function resetPages(router: Router, parts: Parts, site: () => Promise<Site>): void {
  router.get("/forgot", async (_req, res) => sendPage(res, <ForgotPage />, await site()));

  router.post("/forgot", async (req, res) => {
    const email = fieldOf(req, "email");
    const problem = await problemOf(() => requestReset(email, fromOf(req), parts));
    if (problem)
      return sendPage(res, <ForgotPage email={email} problem={problem} />, await site(), statusOf(problem));
    sendPage(res, <MailedPage remark={parts.post.remark} />, await site());
  });

  router.get("/reset/:token", async (req, res) => {
    keepsAddress(res);
    const { person } = await resetOf(req.params.token, parts);
    sendPage(res, <ResetPage token={req.params.token} person={person} />, await site());
  });

  router.post("/reset/:token", async (req, res) => {
    keepsAddress(res);
    const { token } = req.params;
    const { person } = await resetOf(token, parts);
    const problem = await problemOf(() => resetPassphrase(token, fieldOf(req, "passphrase"), parts));
    if (problem)
      return sendPage(
        res,
        <ResetPage token={token} person={person} problem={problem} />,
        await site(),
        statusOf(problem),
      );
    clearSessionCookie(res, parts);
    sendPage(res, <ResetDonePage />, await site());
  });
}
