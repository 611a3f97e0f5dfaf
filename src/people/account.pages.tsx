import { type Request, Router } from "express";
import { leave, nameSchool } from "../organizations/membership.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problem.ts";
import { fieldOf, fieldsOf, problemOf, siteNow } from "../web/asking.ts";
import type { Assets } from "../web/assets.ts";
import { holdsSecret, sendPage } from "../web/render.ts";
import { backTo, giveCookie, mustBeSignedIn, takeCookie, visitorOf } from "../web/visitor.ts";
import { MAIL_CHOICES, newAccount } from "./account.ts";
import { AccountPage } from "./account.views.tsx";
import { mayMakeKeys, offerSecond, renewRecovery, setSecondFactor } from "./enrolling.ts";
import { fromOf, statusOf } from "./entry.pages.tsx";
import { SCOPES } from "./key.ts";
import { NewKeyPage } from "./keys.views.tsx";
import { idOf, unlinkIdentity } from "./linking.ts";
import type { Person } from "./person.ts";
import { SchoolPage } from "./places.views.tsx";
import { RecoveryPage, SecondFactorPage } from "./second-factor.views.tsx";
import { newKey } from "./secret.ts";
import { isOpen, type Session } from "./session.ts";
import { withPassphrase } from "./signing-in.ts";
import { throttled } from "./throttle.ts";

interface Me {
  person: Person;
  session: Session;
}

/** The person and their session; pages answer a Problem with the way to sign in. */
async function meOf(req: Request, parts: Parts): Promise<Me> {
  const visitor = await visitorOf(req, parts);
  const person = mustBeSignedIn(visitor);
  if (!visitor.session) throw new Problem("signed-out", "Sign in to see this page.");
  return { person, session: visitor.session };
}

export function accountPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;
  const clock = () => parts.clock();
  const site = () => siteNow(parts, assets);

  const shown = async (req: Request, problem?: Problem) => {
    const me = await meOf(req, parts);
    const [account, memberships, sessions, keys, identities] = await Promise.all([
      store.accounts.of(me.person.id),
      store.people.memberships(me.person.id),
      store.accounts.sessions(me.person.id),
      store.people.keys(me.person.id),
      store.accounts.identities(me.person.id),
    ]);
    const open = sessions.filter((s) => isOpen(s, clock()) && !s.awaitsCode);
    const { owesSecondFactor = false } = await visitorOf(req, parts);
    const all = {
      ...me,
      account,
      memberships,
      sessions: open,
      keys,
      identities: identities.map((identity) => ({ id: idOf(identity), identity })),
      owesSecondFactor,
      now: clock(),
    };
    return <AccountPage {...all} providers={parts.config.providers} problem={problem} />;
  };

  router.get("/account", async (req, res) => sendPage(res, await shown(req), await site()));

  /** Does one thing of the page and comes back to it, or shows what stands against it. */
  const does = (path: string, work: (req: Request, me: Me) => Promise<void>) =>
    router.post(path, async (req, res) => {
      const me = await meOf(req, parts);
      const problem = await problemOf(() => work(req, me));
      if (problem) return sendPage(res, await shown(req, problem), await site(), statusOf(problem));
      res.redirect(303, "/account");
    });

  does("/account/mail", async (req, { person }) => {
    const mail = MAIL_CHOICES.find((choice) => choice === fieldOf(req, "mail"));
    if (!mail) throw new Problem("invalid", "Choose when you want mail.");
    const before = await store.accounts.of(person.id);
    const after = { ...(before ?? newAccount(person.id)), mail };
    await store.commit([{ noun: "account", before, after }], person.id);
  });

  does("/account/sessions/end", async (req, { person, session }) => {
    const id = fieldOf(req, "id");
    const mine = (await store.accounts.sessions(person.id)).find((s) => s.id === id);
    if (id === "others")
      await store.commit(
        [{ noun: "sessions-ended", person: person.id, except: session.id, at: clock() }],
        person.id,
      );
    else if (mine)
      await store.commit(
        [{ noun: "session", after: { ...mine, endedAt: mine.endedAt ?? clock() } }],
        person.id,
      );
    else throw new Problem("invalid", "There is no such session.");
  });

  does("/account/passphrase", async (req, { person, session }) => {
    const before = await store.accounts.of(person.id);
    const account = person.email ?? person.id;
    const forgive = await throttled("sign in", { account, address: fromOf(req).address }, parts);
    if (!(await parts.passphrases.matches(before?.passphrase, fieldOf(req, "present"))))
      throw new Problem("invalid", "Your passphrase was not changed.", [
        { in: "body", pointer: "/present", detail: "This is not your present passphrase" },
      ]);
    await forgive();
    const change = await withPassphrase(before, person, fieldOf(req, "passphrase"), parts);
    const others = { noun: "sessions-ended", person: person.id, except: session.id, at: clock() } as const;
    await store.commit([change, others], person.id);
  });

  does("/account/keys/revoke", async (req, { person }) => {
    const key = await store.people.key(fieldOf(req, "id"));
    if (!key || key.person !== person.id) throw new Problem("invalid", "There is no such key.");
    await store.commit([{ noun: "key", after: { ...key, revokedAt: key.revokedAt ?? clock() } }], person.id);
  });

  does("/account/identities/end", (req, { person, session }) =>
    unlinkIdentity(person.id, fieldOf(req, "id"), parts, session.id),
  );

  does("/account/memberships/end", async (req, { person }) => {
    const { organizations } = await store.reference();
    const mine = await store.people.memberships(person.id);
    const one = mine.find((m) => m.organization === fieldOf(req, "organization"));
    if (!one) throw new Problem("invalid", "You do not belong there.");
    const staff = (await store.people.members([organizations.state.code])).map((m) => m.membership);
    await store.commit([leave(one, staff, organizations)], person.id);
  });

  router.post("/account/sessions/end-all", async (req, res) => {
    const { person } = await meOf(req, parts);
    await store.commit([{ noun: "sessions-ended", person: person.id, at: clock() }], person.id);
    takeCookie(res, parts);
    res.redirect(303, "/sign-in");
  });

  keyPages(router, parts, shown, site);
  schoolPages(router, parts, site);
  secondFactorPages(router, parts, site);
  return router;
}

type Site = () => ReturnType<typeof siteNow>;

function keyPages(
  router: Router,
  parts: Parts,
  shown: (req: Request, problem?: Problem) => Promise<Parameters<typeof sendPage>[1]>,
  site: Site,
): void {
  router.post("/account/keys", async (req, res) => {
    holdsSecret(res);
    const { person } = await meOf(req, parts);
    const visitor = await visitorOf(req, parts);
    const label = fieldOf(req, "label").trim().slice(0, 100);
    const scopes = SCOPES.filter((scope) => fieldsOf(req, "scope").includes(scope));
    let secret = "";
    const problem = await problemOf(async () => {
      mayMakeKeys(visitor);
      if (!label)
        throw new Problem("invalid", "The key was not made.", [
          {
            in: "body",
            pointer: "/label",
            detail: "Say what the key is for, so that you recognize it later",
          },
        ]);
      const of = { id: parts.newId(), person: person.id, label, days: 365, at: parts.clock() };
      const made = newKey({ ...of, scopes: scopes.length > 0 ? scopes : ["read"] });
      await parts.store.commit([{ noun: "key", after: made.key }], person.id);
      secret = made.secret;
    });
    if (problem) return sendPage(res, await shown(req, problem), await site(), statusOf(problem));
    sendPage(res, <NewKeyPage secret={secret} label={label} />, await site());
  });
}

function schoolPages(router: Router, parts: Parts, site: Site): void {
  const { store } = parts;
  router.get("/account/school", async (req, res) => {
    const { person } = await meOf(req, parts);
    const mine = await store.people.memberships(person.id);
    sendPage(res, <SchoolPage back={backTo(req.query.back)} mine={mine} />, await site());
  });

  router.post("/account/school", async (req, res) => {
    const { person } = await meOf(req, parts);
    const [organization, back] = [fieldOf(req, "organization"), backTo(fieldOf(req, "back"), "/account")];
    const mine = await store.people.memberships(person.id);
    const problem = await problemOf(async () => {
      const changes = nameSchool(person, mine, organization, (await store.reference()).organizations);
      if (changes.length > 0) await store.commit(changes, person.id);
    });
    if (problem)
      return sendPage(res, <SchoolPage back={back} mine={mine} problem={problem} />, await site(), 400);
    res.redirect(303, back === "/" ? "/account" : back);
  });
}

function secondFactorPages(router: Router, parts: Parts, site: Site): void {
  const { store } = parts;
  const shown = async (
    me: Me,
    back: string,
    tried: { sealed?: string; problem?: Problem | undefined } = {},
  ) => {
    const isSet = (await store.accounts.of(me.person.id))?.totp !== undefined;
    const offered = offerSecond(me.person, parts, tried.sealed);
    return <SecondFactorPage offered={offered} isSet={isSet} back={back} problem={tried.problem} />;
  };

  router.get("/account/second-factor", async (req, res) => {
    holdsSecret(res);
    const me = await meOf(req, parts);
    if (me.person.demo) return res.redirect(303, "/account");
    sendPage(res, await shown(me, backTo(req.query.back, "/account")), await site());
  });

  router.post("/account/second-factor", async (req, res) => {
    holdsSecret(res);
    const me = await meOf(req, parts);
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
      giveCookie(res, set.token, set.session, parts);
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
    const me = await meOf(req, parts);
    let codes: string[] = [];
    const problem = await problemOf(async () => {
      codes = await renewRecovery(me.person, fieldOf(req, "code"), fromOf(req).address, parts);
    });
    if (problem)
      return sendPage(res, await shown(me, "/account", { problem }), await site(), statusOf(problem));
    sendPage(res, <RecoveryPage codes={codes} back="/account" />, await site());
  });
}
