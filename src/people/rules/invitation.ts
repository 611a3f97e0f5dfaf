import type { Role } from "./person.ts";

/** A mailed way in: to this organization, with this role, for whoever holds the link. */
export interface Invitation {
  id: string;
  email: string;
  organization: string;
  role: Role;
  /** SHA-256 (hex) of the mailed token. */
  hash: string;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  acceptedAt?: string;
  acceptedBy?: string;
  withdrawnAt?: string;
}

export const INVITATION_DAYS = 14;

export type InvitationState = "open" | "accepted" | "withdrawn" | "expired";

export function stateOfInvitation(i: Invitation, now: string): InvitationState {
  if (i.acceptedAt) return "accepted";
  if (i.withdrawnAt) return "withdrawn";
  return i.expiresAt <= now ? "expired" : "open";
}
