import { rule } from "../../kernel/facts.ts";
import type { AuditEntry } from "./audit.ts";
import type {
  AccountChange,
  AuditChange,
  IdentityChange,
  IdentityEnded,
  InvitationChange,
  KeyChange,
  MembershipChange,
  MembershipEnded,
  PeopleChange,
  PersonChange,
  SessionChange,
  SessionsEnded,
} from "./change.ts";
import {
  identityNow,
  keyNow,
  membershipNow,
  openKeysOf,
  openSessionsOf,
  personNow,
  sessionNow,
} from "./facts.ts";

/** What follows when people, and what they may, change: the audit trail, and who is locked out. */

export const inAudit = (after: AuditEntry): AuditChange => ({ noun: "audit", after });

/** A deactivated person is out at once, at every browser and with every key. */
export const afterPerson = rule({
  needs: ({ after }: PersonChange) => ({
    before: personNow(after.id),
    keys: after.active ? undefined : openKeysOf(after.id),
  }),
  follows({ after }, { before, keys = [] }, { at }): PeopleChange[] {
    const person = after.id;
    if (!before) return [inAudit({ what: "person added", person })];
    if (before.active && !after.active)
      return [
        inAudit({ what: "person deactivated", person }),
        { noun: "sessions-ended", person, at },
        ...keys.map((key): KeyChange => ({ noun: "key", after: { ...key, revokedAt: at } })),
      ];
    if (!before.active && after.active) return [inAudit({ what: "person activated", person })];
    if (before.name === after.name && before.email === after.email) return [];
    return [inAudit({ what: "person changed", person })];
  },
});

export const afterMembership = rule({
  needs: ({ after }: MembershipChange) => ({ before: membershipNow(after.person, after.organization) }),
  follows({ after }, { before }): AuditChange[] {
    const { person, organization, role, confirmed } = after;
    const about = { person, organization, role };
    if (!before && !confirmed) return [inAudit({ what: "membership asked for", ...about })];
    if (confirmed && !before?.confirmed) return [inAudit({ what: "membership confirmed", ...about })];
    return before?.role === role ? [] : [inAudit({ what: "role changed", ...about })];
  },
});

export const afterMembershipEnded = rule({
  needs: (_: MembershipEnded) => ({}),
  follows: ({ person, organization }): AuditChange[] => [
    inAudit({ what: "membership ended", person, organization }),
  ],
});

export const afterKey = rule({
  needs: ({ after }: KeyChange) => ({ before: keyNow(after.id) }),
  follows({ after }, { before }): AuditChange[] {
    const about = { person: after.person, thing: after.id };
    if (!before) return [inAudit({ what: "key made", ...about })];
    return after.revokedAt && !before.revokedAt ? [inAudit({ what: "key revoked", ...about })] : [];
  },
});

export const afterAccount = rule({
  needs: (_: AccountChange) => ({}),
  follows({ before, after }): AuditChange[] {
    const { person } = after;
    const entry = (happened: boolean, what: AuditEntry["what"]) =>
      happened ? [inAudit({ what, person })] : [];
    const renewed = after.totp?.since !== before?.totp?.since;
    const codes = after.recovery.length - (before?.recovery.length ?? 0);
    return [
      ...entry(after.passphrase !== before?.passphrase, "passphrase set"),
      ...entry(after.reset !== undefined && after.reset.hash !== before?.reset?.hash, "reset asked for"),
      ...entry(renewed && after.totp !== undefined, "second factor set"),
      ...entry(renewed && after.totp === undefined, "second factor removed"),
      ...entry(codes < 0 && after.totp !== undefined, "recovery code used"),
      ...entry(codes > 0 && !renewed, "recovery codes made"),
    ];
  },
});

export const afterIdentity = rule({
  needs: ({ after }: IdentityChange) => ({ before: identityNow(after) }),
  follows: ({ after }, { before }): AuditChange[] =>
    before ? [] : [inAudit({ what: "identity added", person: after.person })],
});

export const afterIdentityEnded = rule({
  needs: (_: IdentityEnded) => ({}),
  follows: ({ person }): AuditChange[] => [inAudit({ what: "identity removed", person })],
});

export const afterSession = rule({
  needs: ({ after }: SessionChange) => ({ before: sessionNow(after.id) }),
  follows({ after }, { before }): AuditChange[] {
    const about = { person: after.person, thing: after.id };
    const entered = !after.awaitsCode && (!before || before.awaitsCode);
    if (entered) return [inAudit({ what: "signed in", ...about })];
    return after.endedAt && before && !before.endedAt ? [inAudit({ what: "session ended", ...about })] : [];
  },
});

export const afterSessionsEnded = rule({
  needs: ({ person }: SessionsEnded) => ({ open: openSessionsOf(person) }),
  follows: ({ person, except }, { open }): AuditChange[] =>
    open.some((session) => session !== except) ? [inAudit({ what: "sessions ended", person })] : [],
});

export const afterInvitation = rule({
  needs: (_: InvitationChange) => ({}),
  follows({ before, after }): AuditChange[] {
    const { id, organization, role, acceptedAt, acceptedBy } = after;
    const about = { organization, role, thing: id };
    if (!before) return [inAudit({ what: "invited", ...about })];
    if (!acceptedAt) return [inAudit({ what: "invitation withdrawn", ...about })];
    return [
      inAudit({ what: "invitation accepted", ...about, ...(acceptedBy ? { person: acceptedBy } : {}) }),
    ];
  },
});
