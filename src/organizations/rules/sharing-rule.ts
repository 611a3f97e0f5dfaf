/** What an organization's rule may say about sharing with all of it. */
export const SHARING = ["at-once", "trusted-at-once", "after-review", "after-endorsement"] as const;
export type Sharing = (typeof SHARING)[number];

/** The rule of a district or the state, and whom it trusts to share without being asked. */
export interface Rules {
  organization: string;
  sharing: Sharing;
  /** Person ids. */
  trusted: string[];
  /** Guards the next change; 0 while the organization has never set a rule. */
  revision: number;
}
