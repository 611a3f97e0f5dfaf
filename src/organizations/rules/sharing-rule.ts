/** What an organization's rule may say about sharing with all of it. */
export const REACH_RULES = ["at-once", "trusted-at-once", "after-review", "after-endorsement"] as const;
export type ReachRule = (typeof REACH_RULES)[number];

/** The rule of a district or the state, and whom it trusts to share without being asked. */
export interface OrganizationRules {
  organization: string;
  sharing: ReachRule;
  /** Person ids. */
  trusted: string[];
  /** Guards the next change; 0 while the organization has never set a rule. */
  revision: number;
}
