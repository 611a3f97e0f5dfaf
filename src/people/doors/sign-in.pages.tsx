import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { keepsAddress, sendPage } from "../../doorway/render.ts";
import { backTo, clearSessionCookie, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Assets } from "../../ui/assets.ts";
import { signInProvidersOf } from "../actions/oidc.ts";
import {
  enterCode,
  type NewSignIn,
  newSession,
  requestReset,
  resetOf,
  resetPassphrase,
  signIn,
} from "../actions/sign-in.ts";
import type { Person } from "../rules/person.ts";
import { enter, fromOf, statusOf } from "./entering.ts";
import { linkingPages } from "./link-identity.pages.tsx";
import { oidcPages } from "./oidc.pages.tsx";
import { CodePage, ForgotPage, MailedPage, ResetDonePage, ResetPage, SignInPage } from "./sign-in.views.tsx";

const invented = (people: Person[]) => people.filter((p) => p.demo && p.active);

export function entryPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const doors = signInProvidersOf(parts);
  const site = () => siteNow(parts, assets);
  const demoPeople = async () =>
    parts.config.mode === "demo" ? invented(await parts.store.people.all()) : [];

  router.get("/sign-in", async (req, res) => {
    const back = backTo(req.query.back);
    if ((await visitorOf(req, parts)).caller.person) return res.redirect(303, back);
    sendPage(
      res,
      <SignInPage back={back} providers={doors.list} demoPeople={await demoPeople()} />,
      await site(),
    );
  });

  router.post("/sign-in", async (req, res) => {
    const [email, back] = [fieldOf(req, "email"), backTo(fieldOf(req, "back"))];
    let entered: NewSignIn | undefined;
    const problem = await problemOf(async () => {
      entered = await signIn(email, fieldOf(req, "passphrase"), fromOf(req), parts);
    });
    if (entered) return enter(req, res, entered, back, parts);
    const page = (
      <SignInPage
        back={back}
        providers={doors.list}
        demoPeople={await demoPeople()}
        email={email}
        problem={problem}
      />
    );
    sendPage(res, page, await site(), statusOf(problem));
  });

  router.post("/sign-in/demo", async (req, res) => {
    const chosen = (await demoPeople()).find((p) => p.id === fieldOf(req, "person"));
    if (!chosen) throw new Problem("unknown", "There is no such person.");
    const entered = newSession(chosen, fromOf(req), parts);
    await parts.store.commit([{ noun: "session", after: entered.session }], chosen.id);
    await enter(req, res, entered, backTo(fieldOf(req, "back")), parts);
  });

  router.get("/sign-in/code", async (req, res) => {
    const { session } = await visitorOf(req, parts);
    const back = backTo(req.query.back);
    if (!session?.awaitsCode) return res.redirect(303, back);
    sendPage(res, <CodePage back={back} />, await site());
  });

  router.post("/sign-in/code", async (req, res) => {
    const { session } = await visitorOf(req, parts);
    const back = backTo(fieldOf(req, "back"));
    if (!session?.awaitsCode) return res.redirect(303, "/sign-in");
    let entered: NewSignIn | undefined;
    const problem = await problemOf(async () => {
      entered = await enterCode(session, fieldOf(req, "code"), fromOf(req), parts);
    });
    if (entered) return enter(req, res, entered, back, parts);
    sendPage(res, <CodePage back={back} problem={problem} />, await site(), statusOf(problem));
  });

  router.post("/sign-out", async (req, res) => {
    const { session } = await visitorOf(req, parts);
    if (session) {
      const after = { ...session, endedAt: parts.clock() };
      await parts.store.commit([{ noun: "session", after }], session.person);
    }
    clearSessionCookie(res, parts);
    res.redirect(303, "/");
  });

  router.use(oidcPages(doors, parts, assets));
  router.use(linkingPages(doors, parts, assets));
  resets(router, parts, site);
  return router;
}

function resets(router: Router, parts: Parts, site: () => ReturnType<typeof siteNow>): void {
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
