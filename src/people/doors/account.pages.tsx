import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { clearSessionCookie, visitorOf } from "../../doorway/session-auth.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Assets } from "../../ui/assets.ts";
import { identityIdOf, unlinkIdentity } from "../actions/link-identity.ts";
import { withPassphrase } from "../actions/sign-in.ts";
import { throttled } from "../actions/throttle.ts";
import { MAIL_CHOICES, newAccount } from "../rules/account.ts";
import { leave } from "../rules/members.ts";
import { isOpen } from "../rules/session.ts";
import { AccountPage } from "./account.views.tsx";
import { fromOf, statusOf } from "./entering.ts";
import { keyPages } from "./keys.pages.tsx";
import { type SignedIn, signedInOf } from "./me.ts";
import { schoolPages } from "./school.pages.tsx";
import { secondFactorPages } from "./second-factor.pages.tsx";

export function accountPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;
  const clock = () => parts.clock();
  const site = () => siteNow(parts, assets);

  const shown = async (req: Request, problem?: Problem) => {
    const me = await signedInOf(req, parts);
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
      identities: identities.map((identity) => ({ id: identityIdOf(identity), identity })),
      owesSecondFactor,
      now: clock(),
    };
    return <AccountPage {...all} providers={parts.config.providers} problem={problem} />;
  };

  router.get("/account", async (req, res) => sendPage(res, await shown(req), await site()));

  /** Does one thing of the page and comes back to it, or shows what stands against it. */
  const does = (path: string, work: (req: Request, me: SignedIn) => Promise<void>) =>
    router.post(path, async (req, res) => {
      const me = await signedInOf(req, parts);
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
    const { person } = await signedInOf(req, parts);
    await store.commit([{ noun: "sessions-ended", person: person.id, at: clock() }], person.id);
    clearSessionCookie(res, parts);
    res.redirect(303, "/sign-in");
  });

  keyPages(router, parts, shown, site);
  schoolPages(router, parts, site);
  secondFactorPages(router, parts, site);
  return router;
}
