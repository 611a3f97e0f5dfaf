import { CATALOGUER } from "../seed/demo.ts";
import { AT, type Example, ID, tree } from "./examples.seed.ts";

const key = {
  id: "01930000-0000-7000-8000-00000000e002",
  label: "Lesson planner",
  prefix: "rior_3f9a1",
  scopes: ["read"],
  state: "valid",
  createdAt: AT,
  expiresAt: "2027-11-24T12:00:00.000Z",
};
const invitation = {
  id: "01930000-0000-7000-8000-00000000e003",
  email: "kim@school.example",
  organization: "28",
  role: "member",
  state: "open",
  createdAt: AT,
  expiresAt: "2026-12-08T12:00:00.000Z",
};

export const peopleExamples: Record<string, Example> = {
  readMe: {
    response: {
      id: CATALOGUER.id,
      name: CATALOGUER.name,
      demo: false,
      scopes: ["read", "write", "curate"],
      memberships: [{ organization: "ri", name: tree.state.name, role: "curator" }],
    },
  },
  listKeys: { response: { keys: [key] } },
  createKey: {
    request: { label: key.label, scopes: ["read"], days: 365 },
    response: { ...key, secret: "rior_3f9a1-shown-this-once" },
  },
  revokeKey: {},
  askToBelong: {},
  leaveOrganization: {},
  listNotices: {
    response: {
      unread: 1,
      notices: [
        {
          id: 12,
          what: "offered",
          act: true,
          words: "“Fractions on a number line” waits for a review by Providence.",
          at: AT,
          address: `/reviews/${ID}`,
          resource: ID,
          review: ID,
          organization: "28",
        },
      ],
    },
  },
  readNotices: { request: { upTo: 12 } },
  listSessions: {
    response: {
      sessions: [
        {
          id: ID,
          browser: "Firefox on a Chromebook",
          signedInAt: AT,
          lastSeenAt: AT,
          expiresAt: AT,
          secondFactor: false,
        },
      ],
    },
  },
  endSession: {},
  endSessions: {},
  listIdentities: {
    response: {
      identities: [
        {
          id: "0123456789abcdef0123456789abcdef",
          issuer: "https://login.district.example",
          subject: "7f3c",
          organization: "28",
          linkedAt: AT,
          usedAt: AT,
        },
      ],
    },
  },
  unlinkIdentity: {},
  deactivatePerson: {},
  readAudit: {
    response: {
      entries: [
        {
          seq: 7,
          at: AT,
          by: CATALOGUER.id,
          what: "role changed",
          person: ID,
          organization: "28",
          role: "curator",
        },
      ],
    },
  },
  listMembers: {
    response: {
      members: [{ person: ID, name: "Kim Example", organization: "28", role: "member", confirmed: true }],
    },
  },
  changeMember: { request: { role: "curator" } },
  removeMember: {},
  listInvitations: { response: { invitations: [invitation] } },
  createInvitation: {
    request: { email: invitation.email, role: invitation.role },
    response: invitation,
  },
  withdrawInvitation: {},
};
