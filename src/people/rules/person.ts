import type { Scope } from "./key.ts";

export interface Person {
  id: string;
  name: string;
  email?: string;
  /** Demo people exist in demo mode only, and are marked wherever they show. */
  demo: boolean;
  active: boolean;
  createdAt: string;
}

export type Role = "member" | "curator";

/** Person × organization × role. Only confirmed memberships grant anything. */
export interface Membership {
  person: string;
  organization: string;
  role: Role;
  confirmed: boolean;
}

/** Who asks: a person with what they confirmedly belong to, or nobody. */
export interface Caller {
  person?: Person;
  memberships: Membership[];
  /** What the key allows; a caller without a key (a page visitor) is not narrowed. */
  scopes?: Scope[];
}

export const NOBODY: Caller = { memberships: [] };
