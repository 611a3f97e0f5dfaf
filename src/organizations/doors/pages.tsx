import { type Request, Router } from "express";
import { fieldOf, problemOf, siteNow } from "../../doorway/form-fields.ts";
import type { Parts } from "../../doorway/parts.ts";
import { sendPage } from "../../doorway/render.ts";
import { mustBeSignedIn, visitorOf } from "../../doorway/session-auth.ts";
import { PROBLEMS } from "../../http/problems.ts";
import { Problem } from "../../kernel/problem.ts";
import { mailInvitation } from "../../people/actions/mail-invitation.ts";
import { mayIn, mayInRegistry } from "../../people/rules/may.ts";
import {
  appoint,
  codesWithin,
  deactivate,
  type MembershipActor,
  mustSeeAudit,
  organizationFor,
  remove,
  withdrawInvitation,
} from "../../people/rules/members.ts";
import type { Caller, Membership, Role } from "../../people/rules/person.ts";
import type { Assets } from "../../ui/assets.ts";
import { AuditPage } from "./audit.views.tsx";
import { OrganizationPage, type OrganizationShown } from "./views.tsx";

/** How many entries of the audit trail one page shows. */
const ENTRIES = 100;

export function organizationPages(parts: Parts, assets: Assets): Router {
  const router = Router();
  const { store } = parts;

  router.get("/organizations/:code", async (req, res) => {
    const { caller } = await visitorOf(req, parts);
    const shown = await shownTo(caller, req.params.code, parts);
    const done = DONE[String(req.query.done)];
    const remark = req.query.done === "invited" ? parts.post.remark : "";
    sendPage(res, <OrganizationPage {...shown} said={done} remark={remark} />, await siteNow(parts, assets));
  });

  for (const [path, { done, action }] of Object.entries(ACTIONS))
    router.post(`/organizations/:code${path}`, async (req: Request<{ code: string }>, res) => {
      const visitor = await visitorOf(req, parts);
      mustBeSignedIn(visitor);
      const { caller } = visitor;
      const { code } = req.params;
      const who = { caller, at: parts.clock(), tree: (await store.reference()).organizations };
      const problem = await problemOf(() => action({ req, code, who }, parts));
      if (!problem) return res.redirect(303, `/organizations/${code}?done=${done}#members`);
      const shown = await shownTo(caller, code, parts);
      const page = <OrganizationPage {...shown} email={fieldOf(req, "email")} problem={problem} />;
      sendPage(res, page, await siteNow(parts, assets), PROBLEMS[problem.kind].status);
    });

  router.get("/audit", async (req, res) => {
    const visitor = await visitorOf(req, parts);
    mustBeSignedIn(visitor);
    mustSeeAudit(visitor.caller, (await store.reference()).organizations);
    sendPage(res, await auditPage(Number(req.query.before), parts), await siteNow(parts, assets));
  });
  return router;
}

interface Asked {
  req: Request;
  code: string;
  who: MembershipActor;
}

/** Does one thing of an organization's page. */
type OrganizationAction = (asked: Asked, parts: Parts) => Promise<void>;

/** What the page's forms do, by the end of their addresses, and what is said afterwards. */
const ACTIONS: Record<string, { done: keyof typeof DONE; action: OrganizationAction }> = {
  "/invitations": { done: "invited", action: invite },
  "/invitations/withdraw": { done: "withdrawn", action: withdraw },
  "/members": { done: "appointed", action: changeRole },
  "/members/remove": { done: "removed", action: removeMember },
  "/members/deactivate": { done: "deactivated", action: deactivateMember },
};

async function invite({ req, code, who }: Asked, parts: Parts): Promise<void> {
  const organization = fieldOf(req, "organization") || code;
  if (!who.tree.isWithin(organization, code))
    throw new Problem("invalid", "Choose one of your organizations.");
  await mailInvitation({ organization, email: fieldOf(req, "email"), role: roleOf(req) }, who.caller, parts);
}

async function withdraw({ req, code, who }: Asked, { store }: Parts): Promise<void> {
  organizationFor(code, "invite", who);
  const before = await store.people.invitation(fieldOf(req, "id"));
  if (!before || !who.tree.isWithin(before.organization, code))
    throw new Problem("invalid", "There is no such invitation.");
  const change = withdrawInvitation(before, who);
  if (change) await store.commit([change], who.caller.person?.id);
}

async function changeRole({ req, code, who }: Asked, parts: Parts): Promise<void> {
  organizationFor(code, "change role", who);
  const change = appoint(await memberOf(req, code, who, parts), roleOf(req), who);
  if (change) await parts.store.commit([change], who.caller.person?.id);
}

async function removeMember({ req, code, who }: Asked, parts: Parts): Promise<void> {
  organizationFor(code, "remove", who);
  await parts.store.commit([remove(await memberOf(req, code, who, parts), who)], who.caller.person?.id);
}

async function deactivateMember({ req, code, who }: Asked, parts: Parts): Promise<void> {
  const { person } = await memberOf(req, code, who, parts);
  const whom = await parts.store.people.get(person);
  if (whom) await parts.store.commit([deactivate(whom, who)], who.caller.person?.id);
}

/** One page of the audit trail, newest first, before the entry of that number. */
async function auditPage(before: number, { store }: Parts) {
  const older = Number.isInteger(before) && before > 0 ? { before } : {};
  const entries = await store.audit.entries({ limit: ENTRIES, ...older });
  const names = await store.people.names(entries.flatMap((e) => [e.by ?? [], e.person ?? []].flat()));
  const next = entries.length === ENTRIES ? entries.at(-1)?.seq : undefined;
  return <AuditPage entries={entries} nameOf={(id) => names.get(id) ?? id} next={next} />;
}

/** What was done, said at the top of the page one comes back to. */
const DONE: Record<string, string> = {
  invited: "The invitation is on its way.",
  withdrawn: "The invitation is withdrawn. Its link no longer works.",
  appointed: "It is done.",
  removed: "They no longer belong here. What they shared stays, and stays theirs.",
  deactivated: "They are signed out, and their keys no longer work. What they shared stays.",
};

const roleOf = (req: Request): Role => (fieldOf(req, "role") === "curator" ? "curator" : "member");

/** The membership a button speaks of, in this organization or one below it. */
async function memberOf(
  req: Request,
  code: string,
  { caller, tree }: MembershipActor,
  { store }: Parts,
): Promise<Membership> {
  const place = fieldOf(req, "organization");
  const within = mayIn(caller, "see who waits and who is below", code, tree) && tree.isWithin(place, code);
  const all = within ? await store.people.memberships(fieldOf(req, "person")) : [];
  const found = all.find((m) => m.organization === place);
  if (!found) throw new Problem("invalid", "There is no such member. Somebody may have just removed them.");
  return found;
}

/** As much of an organization as this caller may see: anyone its place, members each other, curators the rest. */
async function shownTo(caller: Caller, code: string, { store, clock }: Parts): Promise<OrganizationShown> {
  const { organizations: tree } = await store.reference();
  const organization = tree.get(code);
  if (!organization) throw new Problem("unknown", "There is no such organization.");
  const curator = mayIn(caller, "see who waits and who is below", code, tree);
  const mayRead = mayIn(caller, "see members", code, tree);
  const codes = curator ? codesWithin(code, tree) : [code];
  const found = mayRead ? await store.people.members(codes) : [];
  const members = found.filter(({ membership: m }) => m.confirmed && m.organization === code);
  const below = curator ? found.filter(({ membership: m }) => m.confirmed && m.organization !== code) : [];
  const waiting = curator ? found.filter(({ membership: m }) => !m.confirmed) : [];
  const invitations = curator ? await store.people.invitations(codes) : [];
  const mayDeactivate = mayInRegistry(caller, "deactivate", tree);
  return {
    organization,
    me: caller.person?.id,
    curator,
    mayRead,
    mayDeactivate,
    members,
    below,
    waiting,
    invitations,
    now: clock(),
  };
}
