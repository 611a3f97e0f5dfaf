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
import { fromOf, statusOf } from "./begin-session.ts";
import { keyPages } from "./keys.pages.tsx";
import { type SignedIn, signedInOf } from "./me.ts";
import { schoolPages } from "./school.pages.tsx";
import { secondFactorPages } from "./second-factor.pages.tsx";

/** Does one thing of the page for the person who asks. */
type AccountAction = (req: Request, me: SignedIn, parts: Parts) => Promise<void>;

/** What the page's forms do, by their addresses. */
const ACTIONS: Record<string, AccountAction> = {
  "/account/mail": chooseMail,
  "/account/sessions/end": endSession,
  "/account/passphrase": changePassphrase,
  "/account/keys/revoke": revokeKey,
  "/account/identities/end": (req, { person, session }, parts) =>
    unlinkIdentity(person.id, fieldOf(req, "id"), parts, session.id),
  "/account/memberships/end": endMembership,
};

export function accountPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const site = () => siteNow(parts, assets);
  const shown = (req: Request, problem?: Problem) => accountPage(req, parts, problem);

  router.get("/account", async (req, res) => sendPage(res, await shown(req), await site()));

  for (const [path, action] of Object.entries(ACTIONS))
    router.post(path, async (req, res) => {
      const me = await signedInOf(req, parts);
      const problem = await problemOf(() => action(req, me, parts));
      if (problem) return sendPage(res, await shown(req, problem), await site(), statusOf(problem));
      res.redirect(303, "/account");
    });

  router.post("/account/sessions/end-all", async (req, res) => {
    const { person } = await signedInOf(req, parts);
    await parts.store.commit([{ noun: "sessions-ended", person: person.id, at: parts.clock() }], person.id);
    clearSessionCookie(res, parts);
    res.redirect(303, "/sign-in");
  });

  keyPages(router, parts, shown, site);
  schoolPages(router, parts, site);
  secondFactorPages(router, parts, site);
  return router;
}

/** Everything of the account, and what stands against what was just tried. */
async function accountPage(req: Request, parts: Parts, problem?: Problem) {
  const { store } = parts;
  const me = await signedInOf(req, parts);
  const now = parts.clock();
  const [account, memberships, sessions, keys, identities] = await Promise.all([
    store.accounts.of(me.person.id),
    store.people.memberships(me.person.id),
    store.accounts.sessions(me.person.id),
    store.people.keys(me.person.id),
    store.accounts.identities(me.person.id),
  ]);
  const { owesSecondFactor = false } = await visitorOf(req, parts);
  const all = {
    ...me,
    account,
    memberships,
    sessions: sessions.filter((s) => isOpen(s, now) && !s.awaitsCode),
    keys,
    identities: identities.map((identity) => ({ id: identityIdOf(identity), identity })),
    owesSecondFactor,
    now,
  };
  return <AccountPage {...all} providers={parts.config.providers} problem={problem} />;
}

async function chooseMail(req: Request, { person }: SignedIn, { store }: Parts): Promise<void> {
  const mail = MAIL_CHOICES.find((choice) => choice === fieldOf(req, "mail"));
  if (!mail) throw new Problem("invalid", "Choose when you want mail.");
  const before = await store.accounts.of(person.id);
  const after = { ...(before ?? newAccount(person.id)), mail };
  await store.commit([{ noun: "account", before, after }], person.id);
}

/** One session of this person, or all but the one that asks. */
async function endSession(req: Request, { person, session }: SignedIn, parts: Parts): Promise<void> {
  const { store } = parts;
  const at = parts.clock();
  const id = fieldOf(req, "id");
  if (id === "others") {
    const others = { noun: "sessions-ended", person: person.id, except: session.id, at } as const;
    return store.commit([others], person.id);
  }
  const mine = (await store.accounts.sessions(person.id)).find((s) => s.id === id);
  if (!mine) throw new Problem("invalid", "There is no such session.");
  const after = { ...mine, endedAt: mine.endedAt ?? at };
  await store.commit([{ noun: "session", after }], person.id);
}

/** With the present one, and every other session ends. */
async function changePassphrase(req: Request, { person, session }: SignedIn, parts: Parts): Promise<void> {
  const { store, passphrases } = parts;
  const before = await store.accounts.of(person.id);
  const account = person.email ?? person.id;
  const forgive = await throttled("sign in", { account, address: fromOf(req).address }, parts);
  if (!(await passphrases.matches(before?.passphrase, fieldOf(req, "present"))))
    throw new Problem("invalid", "Your passphrase was not changed.", [
      { in: "body", pointer: "/present", detail: "This is not your current passphrase" },
    ]);
  await forgive();
  const change = await withPassphrase(before, person, fieldOf(req, "passphrase"), parts);
  const at = parts.clock();
  const others = { noun: "sessions-ended", person: person.id, except: session.id, at } as const;
  await store.commit([change, others], person.id);
}

async function revokeKey(req: Request, { person }: SignedIn, { store, clock }: Parts): Promise<void> {
  const key = await store.people.key(fieldOf(req, "id"));
  if (!key || key.person !== person.id) throw new Problem("invalid", "There is no such key.");
  const after = { ...key, revokedAt: key.revokedAt ?? clock() };
  await store.commit([{ noun: "key", after }], person.id);
}

async function endMembership(req: Request, { person }: SignedIn, { store }: Parts): Promise<void> {
  const { organizations } = await store.reference();
  const mine = await store.people.memberships(person.id);
  const one = mine.find((m) => m.organization === fieldOf(req, "organization"));
  if (!one) throw new Problem("invalid", "You do not belong there.");
  const staff = (await store.people.members([organizations.state.code])).map((m) => m.membership);
  await store.commit([leave(one, staff, organizations)], person.id);
}
