import type { OrganizationRules } from "../../organizations/rules/sharing-rule.ts";

/** Guarded by the revision of `before`, which is 0 for an organization that never set a rule. */
export interface RulesChange {
  noun: "rules";
  before: OrganizationRules;
  after: OrganizationRules;
}
