import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { backTo, clearSessionCookie, visitorOf } from "../../doorway/session-auth.ts";
import type { Site } from "../../doorway/site.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Assets } from "../../ui/assets.ts";
import { signInProvidersOf } from "../actions/oidc.ts";
import { enterCode, type NewSignIn, newSession, signIn } from "../actions/sign-in.ts";
import type { Person } from "../rules/person.ts";
import { enter, fromOf, statusOf } from "./begin-session.ts";
import { linkingPages } from "./link-identity.pages.tsx";
import { oidcPages } from "./oidc.pages.tsx";
import { resetPages } from "./reset.pages.tsx";
import { CodePage, SignInPage } from "./sign-in.views.tsx";

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

  secondStep(router, parts, site);

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
  resetPages(router, parts, site);
  return router;
}

/** The code of an authenticator app, where one is owed. */
function secondStep(router: Router, parts: Parts, site: () => Promise<Site>): void {
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
}
