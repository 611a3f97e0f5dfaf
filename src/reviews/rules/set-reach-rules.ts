import { type Fault, Problem } from "../../kernel/problem.ts";
import type { OrganizationTree } from "../../organizations/rules/organization.ts";
import type { OrganizationRules, ReachRule } from "../../organizations/rules/sharing-rule.ts";
import { organizationFor } from "../../people/rules/members.ts";
import type { Caller } from "../../people/rules/person.ts";
import type { RulesChange } from "../../reach/rules/change.ts";
import { choicesOf, rulesOf } from "../../reach/rules/reach-rules.ts";

export interface NewRules {
  sharing: ReachRule;
  /** Person ids. */
  trusted: string[];
  /** The revision that was seen; else `stale`. */
  revision: number;
}

/** Sets an organization's rule. `members` are the ids of those who belong to it or below it. */
export function setRules(
  code: string,
  given: NewRules,
  members: string[],
  who: { caller: Caller; tree: OrganizationTree },
): RulesChange {
  const organization = organizationFor(code, "set rules", who);
  const choices = mustHaveRules(organization.kind, organization.name);
  const before = rulesOf(code, who.tree);
  if (before.revision !== given.revision)
    throw new Problem("stale", "Somebody else changed these rules in the meantime. Read them again.");
  const faults: Fault[] = [];
  if (!choices.includes(given.sharing))
    faults.push({
      in: "body",
      pointer: "/sharing",
      detail: `is not a choice of a ${organization.kind}`,
      nearest: choices,
    });
  const strangers = given.trusted.filter(
    (person) => !members.includes(person) && !before.trusted.includes(person),
  );
  if (strangers.length > 0)
    faults.push({
      in: "body",
      pointer: "/trusted",
      detail: `${strangers.length} of them do not belong to ${organization.name}`,
    });
  if (faults.length > 0) throw new Problem("invalid", "The rules cannot be set like this.", faults);
  const after: OrganizationRules = {
    organization: code,
    sharing: given.sharing,
    trusted: [...new Set(given.trusted)],
    revision: before.revision + 1,
  };
  return { noun: "rules", before, after };
}

/** Schools and partners share at once and have nothing to set. */
export function mustHaveRules(kind: string, name: string): ReachRule[] {
  const choices = choicesOf(kind);
  if (choices.length === 0)
    throw new Problem("unknown", `${name} has no rule of its own: sharing with it is at once.`);
  return choices;
}
