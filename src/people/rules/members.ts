import { Problem } from "../../kernel/problem.ts";
import type { Organization, OrganizationTree } from "../../organizations/rules/organization.ts";
import { isMailAddress, mailAddressOf } from "./account.ts";
import type { InvitationChange, PeopleChange } from "./change.ts";
import { INVITATION_DAYS, type Invitation, stateOfInvitation } from "./invitation.ts";
import { mayIn, mayInRegistry, type OrganizationAction } from "./may.ts";
import type { Caller, Membership, Person, Role } from "./person.ts";
import { timeAfter } from "./session.ts";

/** Who acts, when, and where everybody stands. */
export interface MembershipActor {
  caller: Caller;
  at: string;
  tree: OrganizationTree;
}

const REFUSALS: Partial<Record<OrganizationAction, string>> = {
  "see members": "Only its members and curators see who belongs to an organization.",
};

/** The organization, or a Problem: organizations are no secret, so what one may not do there is said. */
export function organizationFor(
  code: string,
  action: OrganizationAction,
  who: Omit<MembershipActor, "at">,
): Organization {
  const organization = who.tree.get(code);
  if (!organization) throw new Problem("unknown", `There is no organization "${code}".`);
  if (!mayIn(who.caller, action, code, who.tree))
    throw new Problem(
      "forbidden",
      REFUSALS[action] ?? `Only curators of ${organization.name} and of what is above it can do this.`,
    );
  return organization;
}

/** Whose members a curator of this organization looks after: its own and those of all below it. */
export const codesWithin = (code: string, tree: OrganizationTree): string[] => [
  code,
  ...tree.children(code).flatMap((o) => codesWithin(o.code, tree)),
];

export interface NewInvitation {
  id: string;
  organization: string;
  email: string;
  role: Role;
  /** SHA-256 (hex) of the token that is mailed. */
  hash: string;
}

export function invite(given: NewInvitation, who: MembershipActor): InvitationChange {
  organizationFor(given.organization, "invite", who);
  const email = mailAddressOf(given.email);
  if (!isMailAddress(email))
    throw new Problem("invalid", "The invitation cannot be sent.", [
      { in: "body", pointer: "/email", detail: "is not an e-mail address. Write it like name@school.org" },
    ]);
  const after: Invitation = {
    ...given,
    email,
    invitedBy: who.caller.person?.id ?? "",
    createdAt: who.at,
    expiresAt: timeAfter(who.at, INVITATION_DAYS * 86_400_000),
  };
  return { noun: "invitation", after };
}

export function withdrawInvitation(before: Invitation, who: MembershipActor): InvitationChange | undefined {
  organizationFor(before.organization, "invite", who);
  if (before.withdrawnAt) return undefined;
  if (before.acceptedAt)
    throw new Problem("conflict", "This invitation has been accepted. Remove the member instead.");
  return { noun: "invitation", before, after: { ...before, withdrawnAt: who.at } };
}

/** An open invitation, or a Problem in words for the one who followed the link. */
export function mustBeUsable(invitation: Invitation | undefined, now: string): Invitation {
  const state = invitation && stateOfInvitation(invitation, now);
  if (!invitation || !state || state === "withdrawn")
    throw new Problem("unknown", "This invitation is not known. Ask the person who sent it for a new one.");
  if (state === "accepted")
    throw new Problem("conflict", "This invitation has been accepted. You can simply sign in.");
  if (state === "expired")
    throw new Problem("conflict", "This invitation is too old. Ask the person who sent it for a new one.");
  return invitation;
}

/**
 * What accepting brings: the membership the curator offered, and where a school of that district was named
 * beside it, the wish to belong there, for a curator to confirm.
 */
export function accept(
  invitation: Invitation,
  person: Person,
  {
    mine,
    school,
    at,
    tree,
  }: { mine: Membership[]; school?: string | undefined; at: string; tree: OrganizationTree },
): PeopleChange[] {
  mustBeUsable(invitation, at);
  const { organization } = invitation;
  const curator = mine.some((m) => m.organization === organization && m.confirmed && m.role === "curator");
  const role = curator ? "curator" : invitation.role;
  const changes: PeopleChange[] = [
    {
      noun: "invitation",
      before: invitation,
      after: { ...invitation, acceptedAt: at, acceptedBy: person.id },
    },
    { noun: "membership", after: { person: person.id, organization, role, confirmed: true } },
  ];
  if (school && school !== organization) {
    if (!tree.isWithin(school, organization) || !belongable(school, tree)) throw notASchool();
    if (!mine.some((m) => m.organization === school)) changes.push(membershipRequest(person.id, school));
  }
  return changes;
}

/** A person names where they teach. It grants nothing until a curator there, or above, has confirmed it. */
export function nameSchool(
  person: Person,
  mine: Membership[],
  organization: string,
  tree: OrganizationTree,
): PeopleChange[] {
  if (!belongable(organization, tree)) throw notASchool();
  return mine.some((m) => m.organization === organization)
    ? []
    : [membershipRequest(person.id, organization)];
}

const membershipRequest = (person: string, organization: string): PeopleChange => ({
  noun: "membership",
  after: { person, organization, role: "member", confirmed: false },
});

/** Nobody asks to belong to the state: its staff are appointed. */
const belongable = (code: string, tree: OrganizationTree) => {
  const kind = tree.get(code)?.kind;
  return kind === "school" || kind === "district" || kind === "partner";
};

const notASchool = () =>
  new Problem("invalid", "Choose where you teach.", [
    { in: "body", pointer: "/organization", detail: "is not a school, district or partner of the registry" },
  ]);

/** Confirms a membership as it was asked for, or gives it another role. Undefined when nothing changes. */
export function appoint(before: Membership, role: Role, who: MembershipActor): PeopleChange | undefined {
  if (!before.confirmed) organizationFor(before.organization, "confirm", who);
  if (before.role !== role) organizationFor(before.organization, "change role", who);
  organizationFor(before.organization, "see members", who);
  if (before.confirmed && before.role === role) return undefined;
  mustBeSomeoneElse(before, who, "decide about your own membership");
  return { noun: "membership", after: { ...before, role, confirmed: true } };
}

/** Ends a membership. What the person shared stays, and stays theirs. */
export function remove(before: Membership, who: MembershipActor): PeopleChange {
  organizationFor(before.organization, "remove", who);
  mustBeSomeoneElse(before, who, "remove yourself here");
  return { noun: "membership-ended", person: before.person, organization: before.organization };
}

/** Leaving is each person's own; only the last of the state's staff cannot, or nobody could let anyone in. */
export function leave(mine: Membership, staff: Membership[], tree: OrganizationTree): PeopleChange {
  const others = staff.filter((m) => m.role === "curator" && m.confirmed && m.person !== mine.person);
  if (mine.organization === tree.state.code && mine.role === "curator" && others.length === 0)
    throw new Problem("conflict", "You are the last of the state's staff here. Appoint someone else first.");
  return { noun: "membership-ended", person: mine.person, organization: mine.organization };
}

/** Asked before anyone is looked up, so that others do not learn whom there is. */
export function mayDeactivate({ caller, tree }: MembershipActor): void {
  if (!mayInRegistry(caller, "deactivate", tree))
    throw new Problem("forbidden", "Only state staff can deactivate a person.");
}

export function mustSeeAudit(caller: Caller, tree: OrganizationTree): void {
  if (!mayInRegistry(caller, "see the audit trail", tree))
    throw new Problem("forbidden", "Only state staff read the audit trail.");
}

export function deactivate(person: Person, who: MembershipActor): PeopleChange {
  mayDeactivate(who);
  if (person.id === who.caller.person?.id)
    throw new Problem("forbidden", "You cannot deactivate yourself. Ask a colleague.");
  return { noun: "person", after: { ...person, active: false } };
}

function mustBeSomeoneElse(m: Membership, { caller }: MembershipActor, what: string): void {
  if (m.person === caller.person?.id)
    throw new Problem("forbidden", `You cannot ${what}. Ask another curator, or one above.`);
}
