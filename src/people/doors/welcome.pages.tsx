import { Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { keepsAddress, sendPage } from "../../doorway/render.ts";
import { hashOf } from "../../kernel/hash.ts";
import { Problem } from "../../kernel/problem.ts";
import type { Assets } from "../../ui/assets.ts";
import { type NewSignIn, newSession, withPassphrase } from "../actions/sign-in.ts";
import type { Invitation } from "../rules/invitation.ts";
import { accept, mustBeUsable } from "../rules/members.ts";
import type { Person } from "../rules/person.ts";
import { enter, fromOf, statusOf } from "./begin-session.ts";
import { WelcomeBackPage, WelcomePage } from "./welcome.views.tsx";

interface Typed {
  name: string;
  passphrase: string;
  school: string;
}

/** An invitation is accepted here: someone with an account gets one more membership, others make their account. */
export function welcomePages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;
  const site = () => siteNow(parts, assets);

  const invited = async (token: string) => {
    const invitation = mustBeUsable(await store.people.invitationByHash(hashOf(token)), parts.clock());
    const person = await store.people.byEmail(invitation.email);
    if (person && !person.active)
      throw new Problem("forbidden", "This account was deactivated. Ask state staff.");
    const account = person && (await store.accounts.of(person.id));
    return { invitation, person, signsInHere: account?.passphrase !== undefined };
  };

  router.get("/welcome/:token", async (req, res) => {
    keepsAddress(res);
    const { token } = req.params;
    const { invitation, person, signsInHere } = await invited(token);
    const page = signsInHere ? (
      <WelcomeBackPage token={token} invitation={invitation} />
    ) : (
      <WelcomePage token={token} invitation={invitation} name={person?.name} />
    );
    sendPage(res, page, await site());
  });

  router.post("/welcome/:token", async (req, res) => {
    keepsAddress(res);
    const { token } = req.params;
    const { invitation, person, signsInHere } = await invited(token);
    const school = fieldOf(req, "organization");
    if (person && signsInHere) {
      await join(invitation, person, school, parts);
      return res.redirect(303, "/sign-in?back=/account");
    }
    const typed = { name: fieldOf(req, "name").trim(), passphrase: fieldOf(req, "passphrase"), school };
    let entered: NewSignIn | undefined;
    const problem = await problemOf(async () => {
      entered = await begin(invitation, person, typed, fromOf(req), parts);
    });
    if (entered) return enter(req, res, entered, "/", parts);
    const page = (
      <WelcomePage
        token={token}
        invitation={invitation}
        name={typed.name}
        school={school}
        problem={problem}
      />
    );
    sendPage(res, page, await site(), statusOf(problem));
  });
  return router;
}

async function join(
  invitation: Invitation,
  person: Person,
  school: string,
  { store, clock }: Parts,
): Promise<void> {
  const { organizations: tree } = await store.reference();
  const mine = await store.people.memberships(person.id);
  await store.commit(accept(invitation, person, { mine, school, at: clock(), tree }), person.id);
}

/** A first account: person, passphrase, membership and session in one commit, or nothing. */
async function begin(
  invitation: Invitation,
  known: Person | undefined,
  { name, passphrase, school }: Typed,
  from: Parameters<typeof newSession>[1],
  parts: Parts,
): Promise<NewSignIn> {
  const { store, clock, newId } = parts;
  if (name.length < 2 || name.length > 200)
    throw new Problem("invalid", "One thing is missing.", [
      { in: "body", pointer: "/name", detail: "Give your name, as colleagues know it" },
    ]);
  const fresh = { id: newId(), email: invitation.email, demo: false, active: true, createdAt: clock() };
  const person: Person = { ...(known ?? fresh), name };
  const account = known && (await store.accounts.of(known.id));
  const passphraseSet = await withPassphrase(account, person, passphrase, parts);
  const { organizations: tree } = await store.reference();
  const mine = known ? await store.people.memberships(known.id) : [];
  const joined = accept(invitation, person, { mine, school, at: clock(), tree });
  const entered = newSession(person, from, parts);
  await store.commit(
    [
      { noun: "person", after: person },
      passphraseSet,
      ...joined,
      { noun: "session", after: entered.session },
    ],
    person.id,
  );
  return entered;
}
